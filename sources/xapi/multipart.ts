// Requests in several parts (multipart/mixed, RFC 2046): the statements first, then the files that they name.
import { XapiRefused } from './store/refused.ts'

export interface Part {
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/** Parts at most, and bytes of the headers of one. */
const mostParts = 1000
const longestHead = 16_384

/** The boundary that a content type names; null without one. */
export function boundaryOf(contentType: string): string | null {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  return match?.[1] ?? match?.[2] ?? null
}

/** @throws XapiRefused when the body is not in parts, or not ended */
export function readParts(body: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = startOf(body, mark)
  for (;;) {
    if (at < 0) throw broken()
    const from = at + mark.length
    if (body.subarray(from, from + 2).toString('latin1') === '--') return parts
    const end = lineEnd(body, from)
    const next = end === null ? -1 : nextMark(body, mark, end)
    if (end === null || next < 0 || parts.length >= mostParts) throw broken()
    parts.push(partOf(body.subarray(end, withoutBreak(body, next))))
    at = next
  }
}

/** The first mark stands at the start of a line. */
function startOf(body: Buffer, mark: Buffer): number {
  if (body.subarray(0, mark.length).equals(mark)) return 0
  return nextMark(body, mark, 0)
}

function nextMark(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1))
    if (at > 0 && body[at - 1] === 10) return at
  return -1
}

/** Where the line goes on after its break; null when something else than spaces stands before the break. */
function lineEnd(body: Buffer, from: number): number | null {
  let at = from
  while (body[at] === 32 || body[at] === 9) at++
  if (body[at] === 13) at++
  return body[at] === 10 ? at + 1 : null
}

/** The break before a mark belongs to the mark. */
function withoutBreak(body: Buffer, mark: number): number {
  return body[mark - 2] === 13 ? mark - 2 : mark - 1
}

function partOf(part: Buffer): Part {
  if (part[0] === 10 || (part[0] === 13 && part[1] === 10))
    return { headers: new Map(), body: part.subarray(part[0] === 10 ? 1 : 2) }
  const crlf = part.indexOf('\r\n\r\n')
  const lf = part.indexOf('\n\n')
  const isCrlf = crlf >= 0 && (lf < 0 || crlf < lf)
  const end = isCrlf ? crlf : lf
  if (end < 0 || end > longestHead) throw broken()
  const headers = new Map<string, string>()
  for (const line of part.subarray(0, end).toString('latin1').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon <= 0) throw broken()
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: part.subarray(end + (isCrlf ? 4 : 2)) }
}

function broken(): XapiRefused {
  return new XapiRefused('invalid', {
    fr: 'La demande multipart/mixed est mal formée : parties, en-têtes ou fin manquent.',
    en: 'The multipart/mixed request is malformed: parts, headers or its end are missing.',
  })
}
