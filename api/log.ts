// The log: lines of JSON in UTC on standard error, with the request's id and never a value that somebody typed.
import pino from 'pino'

export type Log = pino.Logger

/** @param level 'info' unless DOUZE_LOG says otherwise; 'silent' in tests */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

/** The path of a request as it may be written down: what stands behind a webhook's address opens it. */
export function loggedRoute(path: string): string {
  return path.replace(/^\/hooks\/.*$/s, '/hooks/:reference').slice(0, 200)
}

/**
 * What of an error may be written down: kind, code and where in our code. The message of a database error can
 * quote a row, so only its code is kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const isFromDatabase = code !== undefined && /^[0-9A-Z]{5}$/.test(code)
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code }),
    ...(isFromDatabase ? {} : { message: error.message.slice(0, 300) }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 6)
      .map((line) => line.trim()),
  }
}
