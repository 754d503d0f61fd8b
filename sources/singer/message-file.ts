// Whether a file holds messages rather than a table: told by its first line, so that `douze import` can hand it to the right door.
import { open } from 'node:fs/promises'
import { isAirbyte, isBare } from './protocol/airbyte-messages.ts'
import { isObject, type JsonObject, parseJson } from './protocol/exact-json.ts'

const startBytes = 1 << 20

/** The first message of a file of JSON lines; null when it holds something else. */
export async function firstMessage(path: string): Promise<JsonObject | null> {
  const file = await open(path, 'r')
  try {
    const start = Buffer.alloc(startBytes)
    const { bytesRead } = await file.read(start, 0, startBytes, 0)
    const text = start.toString('utf8', 0, bytesRead).replace(/^\ufeff/, '')
    const line = text.split('\n').find((one) => one.trim() !== '') ?? ''
    if (!line.trimStart().startsWith('{')) return null
    const value = parseJson(line)
    return isObject(value) ? value : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}

/** Whether it is a message of Singer, of Airbyte, or a bare line with its stream. */
export function isStreamMessage(message: JsonObject): boolean {
  if (isAirbyte(message)) return true
  const type = typeof message['type'] === 'string' ? message['type'].toUpperCase() : ''
  if (type === '') return isBare(message)
  if (type === 'STATE') return message['value'] !== undefined
  if (typeof message['stream'] !== 'string') return false
  return (
    (type === 'SCHEMA' && isObject(message['schema'])) ||
    (type === 'RECORD' && isObject(message['record'])) ||
    (type === 'ACTIVATE_VERSION' && message['version'] !== undefined)
  )
}
