// Which encoding a text file has. One pass over its bytes, because a file that mixes two encodings must be
// refused, and the one byte that proves it may be the last.
import { isAscii, isUtf8 } from 'node:buffer'
import type { ByteSource } from './bytes.ts'
import type { Encoding } from './text-form.ts'

/** What the bytes prove. Offsets are from the start of the file; -1: none. */
export interface EncodingSurvey {
  readonly bom: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | null
  readonly bomLength: number
  readonly bytes: number
  readonly nulBytes: number
  /** First byte that is not UTF-8. */
  readonly firstInvalid: number
  /** First UTF-8 sequence of several bytes. */
  readonly firstMultibyte: number
  /** Start of a sequence that the end of the file cuts. */
  readonly cutSequence: number
}

/** Reads the whole file once and reports what its bytes prove. */
export async function surveyEncoding(source: ByteSource): Promise<EncodingSurvey> {
  let bom: EncodingSurvey['bom'] = null
  let bomLength = 0
  let offset = 0 // of the first byte of `pending`
  let nulBytes = 0
  let firstInvalid = -1
  let firstMultibyte = -1
  let pending = Buffer.alloc(0)
  let started = false

  const examine = (bytes: Buffer, length: number): void => {
    if (length === 0 || (firstInvalid >= 0 && firstMultibyte >= 0)) return
    const part = bytes.subarray(0, length)
    if (isAscii(part)) return
    if (isUtf8(part)) {
      if (firstMultibyte < 0) firstMultibyte = offset + part.findIndex((byte) => byte >= 0x80)
      return
    }
    const found = scanUtf8(part)
    if (firstInvalid < 0 && found.invalid >= 0) firstInvalid = offset + found.invalid
    if (firstMultibyte < 0 && found.multibyte >= 0) firstMultibyte = offset + found.multibyte
  }

  for await (const chunk of source.chunks()) {
    nulBytes += countNul(chunk)
    let bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
    if (!started) {
      if (bytes.length < 4) {
        pending = Buffer.from(bytes)
        continue
      }
      started = true
      ;({ bom, bomLength } = readBom(bytes))
      bytes = bytes.subarray(bomLength)
      offset = bomLength
    }
    if (bom !== null && bom !== 'utf-8') {
      offset += bytes.length
      pending = Buffer.alloc(0)
      continue
    }
    const whole = completeLength(bytes)
    examine(bytes, whole)
    offset += whole
    pending = Buffer.from(bytes.subarray(whole))
  }
  if (!started) {
    ;({ bom, bomLength } = readBom(pending))
    pending = pending.subarray(bomLength)
    offset = bomLength
    const whole = completeLength(pending)
    examine(pending, whole)
    offset += whole
    pending = pending.subarray(whole)
  }
  const cutSequence = pending.length > 0 ? offset : -1
  const survey = { bom, bomLength, bytes: offset + pending.length, nulBytes, firstMultibyte, cutSequence }
  return { ...survey, firstInvalid }
}

/** Byte order mark at the start of a file. */
export function readBom(bytes: Buffer): { bom: EncodingSurvey['bom']; bomLength: number } {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { bom: 'utf-8', bomLength: 3 }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { bom: 'utf-32', bomLength: 4 }
  if (a === 0xff && b === 0xfe) return { bom: 'utf-16le', bomLength: 2 }
  if (a === 0xfe && b === 0xff) return { bom: 'utf-16be', bomLength: 2 }
  return { bom: null, bomLength: 0 }
}

/** The encoding that a survey proves, or what is wrong. */
export function judgeEncoding(
  survey: EncodingSurvey,
):
  | { encoding: Encoding; by: 'declared' | 'content'; assumed: boolean }
  | { fault: 'ENCODING_INVALID' | 'ENCODING_MIXED' | 'FILE_TRUNCATED'; byteOffset: number } {
  if (survey.bom === 'utf-32') return { fault: 'ENCODING_INVALID', byteOffset: 0 }
  if (survey.bom === 'utf-16le' || survey.bom === 'utf-16be') {
    if ((survey.bytes - survey.bomLength) % 2 === 1)
      return { fault: 'FILE_TRUNCATED', byteOffset: survey.bytes - 1 }
    return { encoding: survey.bom, by: 'declared', assumed: false }
  }
  if (survey.nulBytes * 5 > survey.bytes) return { fault: 'ENCODING_INVALID', byteOffset: 0 }
  const by = survey.bom === null ? 'content' : 'declared'
  if (survey.firstInvalid < 0 && survey.cutSequence < 0) return { encoding: 'utf-8', by, assumed: false }
  // A file that is UTF-8 up to a last character cut in two is not mixed: its end is missing.
  if (survey.firstInvalid < 0 && (survey.firstMultibyte >= 0 || survey.bom !== null))
    return { fault: 'FILE_TRUNCATED', byteOffset: survey.cutSequence }
  const byteOffset = survey.firstInvalid >= 0 ? survey.firstInvalid : survey.cutSequence
  if (survey.firstMultibyte >= 0 || survey.bom !== null) return { fault: 'ENCODING_MIXED', byteOffset }
  return { encoding: 'windows-1252', by: 'content', assumed: true }
}

function countNul(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) count++
  return count
}

/** Length of the part of `bytes` that does not end within a UTF-8 sequence. */
function completeLength(bytes: Buffer): number {
  const end = bytes.length
  for (let back = 1; back <= Math.min(3, end); back++) {
    const byte = bytes[end - back] ?? 0
    if (byte < 0x80) return end
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : 2
    return byte < 0xf5 && length > back ? end - back : end
  }
  return end
}

/** First invalid byte and first sequence of several bytes, by the table of Unicode 3.9 (no overlong, no surrogate). */
function scanUtf8(bytes: Buffer): { invalid: number; multibyte: number } {
  let invalid = -1
  let multibyte = -1
  let at = 0
  while (at < bytes.length && (invalid < 0 || multibyte < 0)) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      at++
      continue
    }
    const length = sequenceLength(bytes, at, byte)
    if (length === 0) {
      if (invalid < 0) invalid = at
      at++
      continue
    }
    if (multibyte < 0) multibyte = at
    at += length
  }
  return { invalid, multibyte }
}

function sequenceLength(bytes: Buffer, at: number, byte: number): number {
  const second = bytes[at + 1] ?? 0
  if (byte >= 0xc2 && byte <= 0xdf) return isTail(second) ? 2 : 0
  if (byte >= 0xe0 && byte <= 0xef) {
    const low = byte === 0xe0 ? 0xa0 : 0x80
    const high = byte === 0xed ? 0x9f : 0xbf
    return second >= low && second <= high && isTail(bytes[at + 2] ?? 0) ? 3 : 0
  }
  if (byte >= 0xf0 && byte <= 0xf4) {
    const low = byte === 0xf0 ? 0x90 : 0x80
    const high = byte === 0xf4 ? 0x8f : 0xbf
    const inRange = second >= low && second <= high
    return inRange && isTail(bytes[at + 2] ?? 0) && isTail(bytes[at + 3] ?? 0) ? 4 : 0
  }
  return 0
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf
}
