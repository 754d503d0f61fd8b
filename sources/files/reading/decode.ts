// Bytes to text, chunk by chunk, in any of the encodings we read. Our own tables for the one-byte ones:
// what TextDecoder calls windows-1252 has not been the same in every Node release.
import { StringDecoder } from 'node:string_decoder'
import type { ByteSource } from './bytes.ts'
import { refuseFile } from './fault.ts'
import type { Encoding } from './text-form.ts'

interface Decoder {
  write(bytes: Buffer): string
  end(): string
}

/** Text of a source from byte `skip` on, in pieces. @throws FileRefused ENCODING_INVALID for broken UTF-16 */
export async function* decodeText(
  source: ByteSource,
  encoding: Encoding,
  skip: number,
): AsyncGenerator<string, void> {
  const decoder = createDecoder(encoding)
  let toSkip = skip
  for await (const chunk of source.chunks()) {
    const bytes = toSkip > 0 ? chunk.subarray(toSkip) : chunk
    toSkip = Math.max(0, toSkip - chunk.length)
    const text = decoder.write(bytes)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}

/** A decoder that keeps a sequence cut by the end of a chunk for the next one. */
export function createDecoder(encoding: Encoding): Decoder {
  switch (encoding) {
    case 'utf-8': {
      const decoder = new StringDecoder('utf8')
      return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() }
    }
    case 'utf-16le':
    case 'utf-16be':
      return createUtf16Decoder(encoding)
    case 'windows-1252':
      return createByteDecoder(/[\x80-\x9f]/g, windows1252)
    case 'iso-8859-15':
      return createByteDecoder(/[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]/g, latin9)
    default: {
      const decoder = new TextDecoder('macintosh')
      return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => '' }
    }
  }
}

function createUtf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const guarded = (decode: () => string): string => {
    try {
      return decode()
    } catch {
      throw refuseFile('ENCODING_INVALID', { detail: { encoding } })
    }
  }
  return {
    write: (bytes) => guarded(() => decoder.decode(bytes, { stream: true })),
    end: () => guarded(() => decoder.decode()),
  }
}

function createByteDecoder(differs: RegExp, table: Readonly<Record<string, string>>): Decoder {
  return {
    write(bytes) {
      const text = bytes.toString('latin1')
      return text.replace(differs, (character) => table[character] ?? character)
    },
    end: () => '',
  }
}

/** Where Windows-1252 differs from Latin-1; its five undefined bytes stay control characters, as browsers read them. */
const windows1252: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ', (character, index) => [
    String.fromCharCode(0x80 + index),
    character,
  ]),
)

/** Where ISO 8859-15 differs from Latin-1. */
const latin9: Readonly<Record<string, string>> = {
  '\xa4': '€',
  '\xa6': 'Š',
  '\xa8': 'š',
  '\xb4': 'Ž',
  '\xb8': 'ž',
  '\xbc': 'Œ',
  '\xbd': 'œ',
  '\xbe': 'Ÿ',
}
