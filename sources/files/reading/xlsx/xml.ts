// XML members read as a stream of tags and text, without document types and without anything from outside.
import { SaxesParser } from 'saxes'
import type { ByteSource } from '../bytes.ts'
import { createDecoder } from '../decode.ts'
import { readBom } from '../encoding.ts'
import { FileRefused, refuseFile } from '../fault.ts'

export interface XmlHandler {
  /** `name` without its prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(text: string): void
}

/** Elements within elements; what spreadsheets write has a dozen. */
const mostDepth = 200

/**
 * Feeds a member to the handler; yields after each chunk, so that a caller can pass on what it has gathered.
 * `place` tells where the reading stands, for the report of a fault.
 * @throws FileRefused XLSX_CORRUPT for XML that is not well formed, XML_DTD_FORBIDDEN
 */
export async function* readXml(
  source: ByteSource,
  handler: XmlHandler,
  place: () => { row?: number } = () => ({}),
): AsyncGenerator<void, void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw refuseFile('XML_DTD_FORBIDDEN', { detail: { member: source.name } })
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?(?:8|16)$/i.test(encoding)) throw corrupt(`encoding ${encoding}`)
  })
  let depth = 0
  parser.on('opentag', (tag) => {
    // The parser keeps every element that is open: without a bound, a few packed bytes would fill the memory.
    if (++depth > mostDepth) throw corrupt('too deep')
    handler.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth--
    handler.close(localName(tag.name))
  })
  parser.on('text', (text) => handler.text(text))
  parser.on('cdata', (text) => handler.text(text))

  function corrupt(reason: string): FileRefused {
    return refuseFile('XLSX_CORRUPT', { ...place(), detail: { member: source.name, reason } })
  }
  function feed(step: () => void): void {
    try {
      step()
    } catch (error) {
      throw error instanceof FileRefused ? error : corrupt(error instanceof Error ? error.message : 'XML')
    }
  }

  let decoder: ReturnType<typeof createDecoder> | undefined
  for await (const chunk of source.chunks()) {
    let bytes = chunk
    if (decoder === undefined) {
      const { bom, bomLength } = readBom(chunk)
      decoder = createDecoder(bom === 'utf-16le' || bom === 'utf-16be' ? bom : 'utf-8')
      bytes = chunk.subarray(bomLength)
    }
    const text = decoder.write(bytes)
    feed(() => parser.write(text))
    yield
  }
  const rest = decoder?.end() ?? ''
  feed(() => {
    parser.write(rest)
    parser.close()
  })
  yield
}

/** Reads a whole member at once. */
export async function readWholeXml(source: ByteSource, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(source, handler));
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** An attribute by its local name, whatever its prefix. */
export function localAttribute(
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  if (attributes[name] !== undefined) return attributes[name]
  for (const key in attributes) if (localName(key) === name) return attributes[key]
  return undefined
}

/** Workbooks write characters that XML cannot hold as `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
