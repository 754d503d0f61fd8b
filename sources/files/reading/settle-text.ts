// The encoding of a text: declared by its mark, worked out from its bytes, or forced by a person; and where a byte that
// fits none stands.
import { readStart, type ByteSource } from './bytes.ts'
import { createDecoder, decodeText } from './decode.ts'
import { declaredDelimiter, inferDelimiter } from './delimiter.ts'
import { judgeEncoding, surveyEncoding, type EncodingSurvey } from './encoding.ts'
import { refuseFile, type FaultDetail, type ReadingWarning } from './fault.ts'
import type { SettledBy } from './shapes.ts'
import type { Encoding } from './text-form.ts'
import type { ReadingOptions } from './options.ts'
import { createTokenizer } from './tokenizer.ts'

/** How much of a text is looked at to find its delimiter and its header. */
export const peekedBytes = 256 * 1024

export interface SettledText {
  readonly encoding: { readonly value: Encoding; readonly by: SettledBy }
  /** Bytes of its mark. */
  readonly skip: number
  readonly bytes: number
  /** The first `peekedBytes` bytes. */
  readonly start: Buffer
  /** ENCODING_ASSUMED, when it was. */
  readonly warnings: readonly ReadingWarning[]
  /** The text from its beginning, in pieces. */
  text(): AsyncGenerator<string, void>
}

/**
 * Reads a text whole once, for its encoding.
 * @throws FileRefused FILE_EMPTY, ENCODING_INVALID, ENCODING_MIXED
 */
export async function settleText(
  source: ByteSource,
  options: Pick<ReadingOptions, 'encoding'> = {},
  detail: FaultDetail = {},
): Promise<SettledText> {
  const survey = await surveyEncoding(source)
  const start = await readStart(source, peekedBytes)
  const { value, by, assumed } = await settleEncoding(source, survey, start, options, detail)
  const skip = skippedBytes(survey, value)
  return {
    encoding: { value, by },
    skip,
    bytes: survey.bytes,
    start,
    warnings: assumed ? [await previewAssumed(source, survey, detail)] : [],
    text: () => decodeText(source, value, skip),
  }
}

async function settleEncoding(
  source: ByteSource,
  survey: EncodingSurvey,
  start: Buffer,
  options: Pick<ReadingOptions, 'encoding'>,
  detail: FaultDetail,
): Promise<{ value: Encoding; by: SettledBy; assumed: boolean }> {
  if (survey.bytes === survey.bomLength) throw refuseFile('FILE_EMPTY', { detail })
  const forced = options.encoding
  if (forced !== undefined && forced !== 'utf-8') return { value: forced, by: 'option', assumed: false }
  const judged = judgeEncoding(survey)
  if ('encoding' in judged && (forced === undefined || judged.encoding === forced))
    return {
      value: judged.encoding,
      by: forced === undefined ? judged.by : 'option',
      assumed: judged.assumed,
    }
  const byteOffset = 'fault' in judged ? judged.byteOffset : survey.firstInvalid
  const code = 'fault' in judged ? judged.fault : 'ENCODING_INVALID'
  // No one byte is at fault in what is not text at all; a file of two encodings may differ from its first byte on.
  if (byteOffset < 0 || (byteOffset === 0 && code !== 'ENCODING_MIXED'))
    throw refuseFile(code, { detail: { ...detail, nulBytes: survey.nulBytes } })
  const place = await locateByte(source, byteOffset, start, survey.bomLength)
  throw refuseFile(code, { ...place, detail: { ...detail, byteOffset } })
}

/** Row and line of a byte. The bytes before it are read as Latin-1, where every byte is one character. */
async function locateByte(
  source: ByteSource,
  byteOffset: number,
  start: Buffer,
  skip: number,
): Promise<{ row: number; line: number }> {
  const text = start.toString('latin1', skip)
  const delimiter = declaredDelimiter(text) ?? inferDelimiter(text, false)
  const tokenizer = createTokenizer({ delimiter, maxColumns: Infinity, maxCellCharacters: 1000 })
  let last = { row: 0, line: 0 }
  const decoded = (async function* () {
    let at = 0
    for await (const chunk of source.chunks()) {
      yield chunk.toString('latin1', at === 0 ? skip : 0, Math.min(chunk.length, byteOffset + 1 - at))
      at += chunk.length
      if (at > byteOffset) return
    }
  })()
  for await (const piece of decoded) {
    for (const { row, line } of tokenizer.push(piece)) last = { row, line }
  }
  // The record that holds the byte is not complete: closing a quote that may be open ends it.
  const rest = [...tokenizer.push('"\n'), ...endQuietly(tokenizer)]
  return rest[0] === undefined ? last : { row: rest[0].row, line: rest[0].line }
}

function endQuietly(tokenizer: ReturnType<typeof createTokenizer>): { row: number; line: number }[] {
  try {
    return tokenizer.end()
  } catch {
    return []
  }
}

/** Bytes of the mark to skip: a forced encoding still skips the mark that is its own. */
function skippedBytes(survey: EncodingSurvey, encoding: Encoding): number {
  return survey.bom === encoding ? survey.bomLength : 0
}

/** ENCODING_ASSUMED with the first words that the assumption changes, so that a person can judge it. */
async function previewAssumed(
  source: ByteSource,
  survey: EncodingSurvey,
  detail: FaultDetail,
): Promise<ReadingWarning> {
  const from = Math.max(survey.bomLength, survey.firstInvalid - 30)
  const decoder = createDecoder('windows-1252')
  let preview = ''
  let at = 0
  for await (const chunk of source.chunks()) {
    if (at + chunk.length > from)
      preview += decoder.write(
        chunk.subarray(Math.max(0, from - at), Math.max(0, survey.firstInvalid + 50 - at)),
      )
    at += chunk.length
    if (at >= survey.firstInvalid + 50) break
  }
  const byteOffset = survey.firstInvalid >= 0 ? survey.firstInvalid : survey.cutSequence
  return {
    code: 'ENCODING_ASSUMED',
    row: 0,
    value: preview.replace(/\s+/g, ' ').trim(),
    detail: { ...detail, encoding: 'windows-1252', byteOffset },
  }
}
