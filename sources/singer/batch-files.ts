// The files that a BATCH message names: JSON lines beside the run. Only what lies in the folder that whoever runs the target named is
// opened, because the message itself comes from outside and could name any file of the machine.
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { BadLine } from './protocol/bad-line.ts'
import { isObject, type JsonObject, JsonFault, parseJson } from './protocol/exact-json.ts'
import { type Line, linesOf } from './protocol/lines.ts'

export interface BatchFile {
  /** As the message names it. */
  readonly name: string
  readonly isGzip: boolean
  /** Line of the message. */
  readonly line: number
}

/**
 * The records of one file, some at a time.
 * @param folder that files may lie in; null: none may @throws BadLine for a file that is not in it, or a line that is no record
 */
export async function* recordsOfBatch(
  { name, isGzip, line }: BatchFile,
  folder: string | null,
  mostLineBytes?: number,
): AsyncGenerator<JsonObject[], void> {
  const found = await placeOf(name, folder, line)
  const bytes = createReadStream(found, { highWaterMark: 1 << 18 })
  const input = isGzip ? bytes.pipe(createGunzip()) : bytes
  // An error of the file does not pass through a pipe by itself.
  if (input !== bytes) bytes.on('error', (error) => input.destroy(error))
  try {
    for await (const lines of linesOf(input, mostLineBytes))
      yield lines.map((one) => recordOf(one, name, line))
  } catch (error) {
    if (error instanceof BadLine) throw error
    throw unread(name, line)
  } finally {
    input.destroy()
    bytes.destroy()
  }
}

/** Where a file lies, links followed. @throws BadLine */
async function placeOf(name: string, folder: string | null, line: number): Promise<string> {
  if (folder === null)
    throw new BadLine(
      'FILE_TYPE_REFUSED',
      line,
      {
        fr: 'Ce message BATCH nomme des fichiers : nommez le dossier où ils sont avec le réglage batch_folder, ou retirez batch_config du tap. Sans lui, aucun fichier n’est ouvert.',
        en: 'This BATCH message names files: name the folder that they lie in with the setting batch_folder, or remove batch_config from the tap. Without it no file is opened.',
      },
      'type',
      'BATCH',
    )
  const [, scheme = '', written = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(name) ?? []
  if (scheme !== '' && scheme.toLowerCase() !== 'file') throw outside(name, line)
  try {
    const root = await realpath(folder)
    for (const one of new Set([written, decoded(written)])) {
      const place = await realpath(path.resolve(root, one.replace(/^localhost(?=\/)/, ''))).catch(() => null)
      if (place === null) continue
      const isInside = place.startsWith(root.endsWith(path.sep) ? root : root + path.sep)
      if (!isInside || !(await stat(place)).isFile()) throw outside(name, line)
      return place
    }
  } catch (error) {
    if (error instanceof BadLine) throw error
  }
  // What lies outside and what is not there answer alike: nobody learns which files a machine has.
  throw outside(name, line)
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

function outside(name: string, line: number): BadLine {
  return new BadLine(
    'FILE_TYPE_REFUSED',
    line,
    {
      fr: 'Le fichier que ce message BATCH nomme n’est pas un fichier du dossier batch_folder.',
      en: 'The file that this BATCH message names is no file of the folder batch_folder.',
    },
    'manifest',
    name.slice(0, 200),
  )
}

function unread(name: string, line: number): BadLine {
  return new BadLine(
    'FILE_TYPE_REFUSED',
    line,
    {
      fr: 'Un fichier de ce message BATCH ne peut être lu jusqu’au bout.',
      en: 'A file of this BATCH message cannot be read to its end.',
    },
    'manifest',
    name.slice(0, 200),
  )
}

function recordOf({ number, text, fault }: Line, name: string, line: number): JsonObject {
  try {
    const value = text === null ? null : parseJson(text)
    if (value !== null && isObject(value)) return value
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
  }
  throw new BadLine(
    fault ?? 'JSON_INVALID',
    line,
    {
      fr: `La ligne ${number} d’un fichier de ce message BATCH n’est pas un enregistrement JSON.`,
      en: `Line ${number} of a file of this BATCH message is no record in JSON.`,
    },
    'manifest',
    name.slice(0, 200),
  )
}
