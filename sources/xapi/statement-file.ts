// A file of learning records through the same checks as the endpoint: a JSON array is taken whole or not at all, of JSON Lines
// only the bad lines are left out. Everything that is taken becomes visible in one transaction.
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip, gunzipSync, constants } from 'node:zlib'
import type { Database, Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { own } from './check/shape.ts'
import { faultsOf } from './check/statement.ts'
import type { StatementFault } from './faults.ts'
import { JsonFault } from './json/json-fault.ts'
import { type JsonObject, type JsonValue, parseJson } from './json/parse-json.ts'
import { checkFiles, repetitionsIn } from './receive.ts'
import { sharedCredential } from './store/credentials.ts'
import { XapiRefused } from './store/refused.ts'
import { takeStatements } from './take-statements.ts'

export interface RecordFault {
  /** Which statement, from 1; 0 for the file. In JSON Lines, which line. */
  readonly row: number
  readonly code: string
  readonly field: string | null
  readonly words: { readonly fr: string; readonly en: string }
}

export interface StatementFileReport {
  readonly verdict: 'accept' | 'partial' | 'reject'
  readonly accepted: number
  readonly rejected: number
  /** Repetitions within the file. */
  readonly duplicates: number
  readonly added: number
  readonly unchanged: number
  readonly errors: readonly RecordFault[]
}

export interface TakingFile {
  readonly now: Date
  readonly makeId: () => string
  /** Reads and reports, and keeps nothing. */
  readonly isDryRun: boolean
}

const sniffed = 65_536
/** Bytes of an array at most; JSON Lines have no limit. */
const largestArray = 100 * 1024 * 1024
/** Errors listed at most. */
const mostErrors = 1000
const batch = 1000

/** Whether a file holds learning records: JSON whose first object has a verb, and an actor or an object. */
export async function isStatementFile(path: string): Promise<boolean> {
  const start = (await startOf(path)).toString('utf8').trimStart()
  return /^\[?\s*\{/.test(start) && /"verb"\s*:\s*\{/.test(start) && /"(?:actor|object)"\s*:\s*\{/.test(start)
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(sniffed)
    const { bytesRead } = await file.read(buffer, 0, sniffed, 0)
    const bytes = buffer.subarray(0, bytesRead)
    if (!isGzip(bytes)) return bytes
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * sniffed })
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      return Buffer.alloc(0)
    if (error instanceof RangeError) return Buffer.alloc(0)
    throw error
  } finally {
    await file.close()
  }
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Nothing is kept, and that is as it was asked. */
class OnlyRehearsed extends Error {}

/** Takes a file of statements. @returns what became of it; only faults of ours and of the machine are thrown */
export async function takeStatementFile(
  database: Database,
  reader: Reader,
  path: string,
  taking: TakingFile,
): Promise<StatementFileReport> {
  const start = (await startOf(path)).toString('utf8').trimStart()
  const report = new Report()
  try {
    await database.writeApart(reader, async (query) => {
      if (isLines(start)) await takeLines(query, path, taking, report)
      else await takeWhole(query, path, taking, report)
      if (taking.isDryRun || report.isRefused) throw new OnlyRehearsed()
    })
  } catch (error) {
    if (!(error instanceof OnlyRehearsed)) throw error
  }
  return report.end()
}

/** One statement a line: the first line is one by itself. */
function isLines(start: string): boolean {
  if (!start.startsWith('{')) return false
  try {
    parseJson(start.split('\n', 1)[0] ?? '')
    return true
  } catch (error) {
    // A first line as long as all that was looked at is one line of many too.
    if (error instanceof JsonFault) return !start.includes('\n')
    throw error
  }
}

class Report {
  accepted = 0
  rejected = 0
  duplicates = 0
  added = 0
  unchanged = 0
  isRefused = false
  readonly errors: RecordFault[] = []

  /** One error a record, as of any row; its sentence says all that is wrong with it. */
  refuse(row: number, faults: readonly Omit<RecordFault, 'row'>[]): void {
    this.rejected++
    const [first] = faults
    if (first === undefined || this.errors.length >= mostErrors) return
    this.errors.push({ row, code: first.code, field: first.field, words: sentencesOf(faults) })
  }

  end(): StatementFileReport {
    const { rejected, duplicates, errors, isRefused } = this
    const none = { accepted: 0, added: 0, unchanged: 0 }
    const kept = isRefused ? none : { accepted: this.accepted, added: this.added, unchanged: this.unchanged }
    const verdict =
      isRefused || (kept.accepted === 0 && rejected > 0) ? 'reject' : rejected > 0 ? 'partial' : 'accept'
    return { verdict, ...kept, rejected, duplicates, errors }
  }
}

function sentencesOf(faults: readonly Omit<RecordFault, 'row'>[]): RecordFault['words'] {
  const said = (language: 'fr' | 'en', colon: string): string =>
    faults
      .map(({ field, words }) =>
        field === null || field === '' ? words[language] : `${field}${colon}${words[language]}`,
      )
      .join(' ; ')
  return { fr: said('fr', ' : '), en: said('en', ': ') }
}

async function takeWhole(query: Query, path: string, taking: TakingFile, report: Report): Promise<void> {
  let statements: readonly JsonValue[]
  try {
    const value = parseJson(await readText(path))
    statements = Array.isArray(value) ? value : [value]
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    report.isRefused = true
    report.errors.push({ row: 0, code: error.code, field: null, words: error.words })
    return
  }
  const checked = checkedOf(
    statements.map((value, index) => ({ row: index + 1, value })),
    report,
  )
  // One bad statement refuses all, as in a request.
  if (report.rejected > 0) {
    report.isRefused = true
    return
  }
  for (let at = 0; at < checked.length; at += batch)
    await take(query, checked.slice(at, at + batch), taking, report)
  if (report.rejected > 0) report.isRefused = true
}

async function readText(path: string): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of await contentOf(path)) {
    length += (piece as Buffer).length
    if (length > largestArray) throw new JsonFault('JSON_INVALID', tooLarge, 0)
    pieces.push(piece as Buffer)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw new JsonFault('JSON_INVALID', notUtf8, 0)
  }
}

const tooLarge = {
  fr: 'Un tableau de traces fait au plus 100 Mio ; au-delà, une trace par ligne (JSON Lines)',
  en: 'An array of records is at most 100 MiB; beyond, write one record a line (JSON Lines)',
}
const notUtf8 = { fr: 'Le fichier n’est pas de l’UTF-8', en: 'The file is not UTF-8' }

async function contentOf(path: string): Promise<AsyncIterable<unknown>> {
  const file = await open(path)
  const start = Buffer.alloc(2)
  try {
    await file.read(start, 0, 2, 0)
  } finally {
    await file.close()
  }
  const stream = createReadStream(path, { highWaterMark: 1 << 18 })
  return isGzip(start) ? stream.pipe(createGunzip()) : stream
}

interface Line {
  readonly row: number
  readonly value: JsonValue
}
interface Checked {
  readonly row: number
  readonly statement: JsonObject
}

async function takeLines(query: Query, path: string, taking: TakingFile, report: Report): Promise<void> {
  const input = (await contentOf(path)) as NodeJS.ReadableStream
  let waiting: Line[] = []
  let row = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    row++
    if (text.trim() === '') continue
    try {
      waiting.push({ row, value: parseJson(text) })
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error
      report.refuse(row, [{ code: error.code, field: null, words: error.words }])
    }
    if (waiting.length < batch) continue
    await take(query, checkedOf(waiting, report), taking, report)
    waiting = []
  }
  await take(query, checkedOf(waiting, report), taking, report)
}

/** The statements in which nothing is wrong, each once. */
function checkedOf(lines: readonly Line[], report: Report): Checked[] {
  const good: Checked[] = []
  for (const { row, value } of lines) {
    const faults = faultsOf(value, versionOf(value))
    if (faults.length > 0) report.refuse(row, faults)
    else good.push({ row, statement: value as JsonObject })
  }
  const { conflicts, repetitions } = repetitionsIn(good.map(({ statement }) => statement))
  const refused = new Set(refuseAll(conflicts, good, report))
  report.duplicates += repetitions.length
  const repeated = new Set(repetitions.map(({ index }) => index - 1))
  const unfit = refuseAll(faultsOfFiles(good), good, report)
  for (const index of unfit) refused.add(index)
  return good.filter((_one, index) => !refused.has(index) && !repeated.has(index))
}

function versionOf(value: JsonValue): '1.0' | '2.0' {
  const version =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? own(value as JsonObject, 'version')
      : null
  return typeof version === 'string' && version.startsWith('2.') ? '2.0' : '1.0'
}

function faultsOfFiles(good: readonly Checked[]): readonly StatementFault[] {
  try {
    checkFiles(
      good.map(({ statement }) => statement),
      [],
    )
    return []
  } catch (error) {
    if (error instanceof XapiRefused) return error.faults
    throw error
  }
}

/** @returns the places of the statements refused */
function refuseAll(faults: readonly StatementFault[], good: readonly Checked[], report: Report): number[] {
  for (const fault of faults) report.refuse(good[fault.index - 1]?.row ?? 0, [fault])
  return faults.map(({ index }) => index - 1)
}

async function take(
  query: Query,
  good: readonly Checked[],
  taking: TakingFile,
  report: Report,
): Promise<void> {
  if (good.length === 0) return
  const { credentialId } = await sharedCredential(query, 'files', taking.now)
  const authority = Object.assign(Object.create(null) as JsonObject, {
    objectType: 'Agent',
    account: { homePage: 'http://localhost/xapi/', name: 'files' },
  })
  try {
    const taken = await takeStatements(
      query,
      { statements: good.map(({ statement }) => statement), files: [] },
      { credentialId, authority, version: '1.0', now: taking.now, makeId: taking.makeId },
    )
    report.accepted += good.length
    report.added += taken.added
    report.unchanged += taken.unchanged
  } catch (error) {
    if (!(error instanceof XapiRefused)) throw error
    // What contradicts what is stored is left out; the rest is as good as it was.
    const refused = new Set(refuseAll(error.faults, good, report))
    await take(
      query,
      good.filter((_one, index) => !refused.has(index)),
      taking,
      report,
    )
  }
}
