// Bytes to lines, one after the other: memory holds one line and one piece of input.
import { isUtf8 } from 'node:buffer'

export interface Line {
  /** Physical line, from 1. */
  readonly number: number
  /** Null when the line is longer than allowed, or no UTF-8. */
  readonly text: string | null
  readonly fault: 'TEXT_TOO_LONG' | 'ENCODING_INVALID' | null
}

/** Bytes of one line at most, unless the caller says otherwise. */
export const mostLineBytes = 32 * 1024 * 1024

/**
 * The lines of each piece of input as it arrives: a slow sender's lines are not held back. A line without an end is a
 * line when the input ends. Blank lines are left out, and counted in the numbers.
 */
export async function* linesOf(
  input: AsyncIterable<Uint8Array>,
  most = mostLineBytes,
): AsyncGenerator<Line[], void> {
  let number = 0
  let held: Buffer[] = []
  let heldBytes = 0
  let isSkipping = false
  const take = (bytes: Buffer): Line[] => {
    number++
    if (isSkipping) {
      isSkipping = false
      return []
    }
    const trimmed = number === 1 && bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes
    if (isBlank(trimmed)) return []
    if (trimmed.length > most) return [{ number, text: null, fault: 'TEXT_TOO_LONG' }]
    if (!isUtf8(trimmed)) return [{ number, text: null, fault: 'ENCODING_INVALID' }]
    return [{ number, text: trimmed.toString('utf8'), fault: null }]
  }
  for await (const chunk of input) {
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const lines: Line[] = []
    let start = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
      const rest = piece.subarray(start, end)
      lines.push(...take(held.length === 0 ? rest : Buffer.concat([...held, rest])))
      held = []
      heldBytes = 0
      start = end + 1
    }
    if (start < piece.length && !isSkipping) {
      held.push(Buffer.from(piece.subarray(start)))
      heldBytes += piece.length - start
      if (heldBytes > most) {
        lines.push({ number: number + 1, text: null, fault: 'TEXT_TOO_LONG' })
        held = []
        heldBytes = 0
        isSkipping = true
      }
    }
    if (lines.length > 0) yield lines
  }
  if (heldBytes > 0) yield take(Buffer.concat(held))
}

const mark = Buffer.from([0xef, 0xbb, 0xbf])

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false
  return true
}
