// The few header fields of a message that are read, from its raw header block: unfolded, without anything of the body. The subject is
// looked at for the words that mark a message private, and goes no further.
export interface MailHeaders {
  /** Raw values, '' when missing. */
  readonly date: string
  readonly messageId: string
  /** Addresses in lower case, in their order. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly isPrivate: boolean
}

/** Names of the fields that are asked of a mail server. */
export const readFields = ['date', 'from', 'to', 'cc', 'message-id', 'subject', 'sensitivity'] as const

/** Reads a header block whose bytes are one character each (Latin-1). */
export function readHeaders(block: string): MailHeaders {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(at, 0)).trim().toLowerCase()
    // The first one of a name holds: a second is none of the sender's.
    if (at > 0 && isRead(name) && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  const field = (name: string): string => fields.get(name) ?? ''
  return {
    date: field('date'),
    messageId: field('message-id'),
    from: addressesIn(field('from')),
    to: addressesIn(field('to')),
    cc: addressesIn(field('cc')),
    isPrivate:
      isPrivateText(decodeWords(field('subject'))) ||
      isPrivateText(decodeWords(field('x-gmail-labels'))) ||
      /^(?:personal|private)$/i.test(field('sensitivity')),
  }
}

/** Labels are the folders of a mailbox that is exported from Gmail. */
function isRead(name: string): boolean {
  return name === 'x-gmail-labels' || (readFields as readonly string[]).includes(name)
}

const privateWords = /(?:^|[^\p{L}\p{N}])(?:perso|personnel(?:le)?s?|privee?s?|private)(?:$|[^\p{L}\p{N}])/u

/** Whether a subject, or the name of a folder, marks what it stands for as private. */
export function isPrivateText(text: string): boolean {
  const folded = text
    .slice(0, mostTextCharacters)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return privateWords.test(folded)
}

const mostTextCharacters = 20_000
const mostAddresses = 500

/** The addresses of a list, without names, comments and the names of groups. */
export function addressesIn(list: string): string[] {
  const bare = withoutQuoted(list).replace(/\([^()]*\)/g, ' ')
  const found = new Set<string>()
  for (const part of bare.split(/[,;]/)) {
    const text = part.slice(part.lastIndexOf(':') + 1)
    const inside = /<([^<>]*)>/.exec(text)?.[1] ?? text
    const address = inside.trim().toLowerCase()
    if (address.length <= 254 && /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/.test(address))
      found.add(address)
    if (found.size >= mostAddresses) break
  }
  return [...found]
}

/** The list without its quoted names, which may hold any mark; in one pass. */
function withoutQuoted(list: string): string {
  let bare = ''
  let isQuoted = false
  for (let at = 0; at < list.length; at++) {
    const sign = list.charAt(at)
    if (isQuoted && sign === '\\') at++
    else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted) bare += sign
  }
  return bare
}

/** Encoded words (RFC 2047) to text; raw bytes are taken for UTF-8 where they are that. */
export function decodeWords(raw: string): string {
  const joined = raw.slice(0, mostTextCharacters).replace(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi, '$1')
  return asUtf8(joined).replace(
    /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi,
    (whole, charset: string, form: string, text: string) => {
      const bytes =
        form.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text
                .replaceAll('_', ' ')
                .replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
                  String.fromCharCode(Number.parseInt(hex, 16)),
                ),
              'latin1',
            )
      try {
        return new TextDecoder(charset).decode(bytes)
      } catch {
        return whole
      }
    },
  )
}

function asUtf8(raw: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(raw, 'latin1'))
  } catch {
    return raw
  }
}
