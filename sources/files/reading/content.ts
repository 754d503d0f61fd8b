// What a file is, decided by its bytes and never by its name. The name only tells what the person believed it
// to be, and so which refusal helps most.
import { readBom } from './encoding.ts'

/** What the first bytes of a file say it is. 'text' may be a delimited table. */
export type ContentKind =
  | 'empty'
  | 'text'
  | 'zip' // also workbooks and documents, which are zip files: see `looksInside`
  | 'gzip'
  | 'ole' // Excel 97, Outlook messages, and workbooks under a password
  | 'html'
  | 'xml'
  | 'svg'
  | 'json'
  | 'parquet'
  | 'ics'
  | 'mbox'
  | 'pdf'
  | 'rtf'
  | 'png'
  | 'image'
  | 'media' // sound and film
  | 'postscript'
  | 'archive' // 7z, rar, zstd, xz, bzip2, tar
  | 'program'
  | 'database'
  | 'binary'

const signatures: readonly (readonly [ContentKind, string])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['zip', '504b0708'],
  ['gzip', '1f8b'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['parquet', '50415231'],
  ['parquet', '50415245'], // with an encrypted footer, which nothing here opens
  ['pdf', '255044462d'],
  ['rtf', '7b5c727466'],
  ['png', '89504e470d0a1a0a'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
  ['image', '49492a00'],
  ['image', '4d4d002a'],
  ['image', '0000010001'], // an icon
  ['media', '49443303'],
  ['media', '49443304'],
  ['media', '4f676753'],
  ['media', '1a45dfa3'],
  ['media', '664c6143'],
  ['postscript', '252150532d'],
  ['archive', '377abcaf271c'],
  ['archive', '526172211a07'],
  ['archive', '28b52ffd'],
  ['archive', 'fd377a585a00'],
  ['program', '7f454c46'],
  ['program', '4d5a9000'],
  ['database', '53514c69746520666f726d617420330'],
]

/** Kind of a file from its first bytes (a few KiB are enough). */
export function contentKind(start: Buffer): ContentKind {
  if (start.length === 0) return 'empty'
  const hex = start.toString('hex', 0, 16)
  for (const [kind, signature] of signatures) if (hex.startsWith(signature)) return kind
  if (/^425a683[1-9]314159/.test(hex)) return 'archive' // bzip2
  if (hex.startsWith('52494646')) return start.toString('latin1', 8, 12) === 'WEBP' ? 'image' : 'media'
  if (/^424d.{8}00000000/.test(hex)) return 'image' // a bitmap: its size, then eight noughts
  // Photographs of telephones, and films: one shape, told apart by its brand.
  if (start.toString('latin1', 4, 8) === 'ftyp')
    return /^(?:hei|hev|mif1|msf1|avi)/.test(start.toString('latin1', 8, 12)) ? 'image' : 'media'
  if (start.length > 262 && start.toString('latin1', 257, 262) === 'ustar') return 'archive'
  return textKind(decodeStart(start))
}

function decodeStart(start: Buffer): string {
  const { bom, bomLength } = readBom(start)
  const rest = start.subarray(bomLength)
  if (bom === 'utf-16le') return rest.toString('utf16le', 0, rest.length - (rest.length % 2))
  if (bom === 'utf-16be')
    return Buffer.from(rest.subarray(0, rest.length - (rest.length % 2)))
      .swap16()
      .toString('utf16le')
  return rest.toString('latin1')
}

function textKind(text: string): ContentKind {
  const begun = text.trimStart()
  // What stands before the first element says nothing of it. A remark that does not end is one of markup all the same.
  const head = begun.replace(/^(?:<!--[^]*?(?:-->|$)\s*|<\?xml[^>]*>\s*)+/i, '').slice(0, 4096)
  if (head.startsWith('%PDF-')) return 'pdf'
  if (/^<(?:!doctype\s+html|html|head|body|script|table|meta|form|div)[\s>]/i.test(head)) return 'html'
  if (/^<(?:!doctype|svg|[a-z][\w:-]*[\s/>])/i.test(head)) return /<svg[\s/>]/i.test(head) ? 'svg' : 'xml'
  if (/^<(?:!--|\?xml)/i.test(begun)) return 'xml'
  if (/^BEGIN:VCALENDAR\s/i.test(head)) return 'ics'
  if (/^From \S+ .*\d{4}\r?\n[A-Za-z-]+:/.test(head)) return 'mbox'
  if (looksLikeJson(head)) return 'json'
  return 'text'
}

/** Not only a bracket: '[id],name' can be the header of a table. */
function looksLikeJson(head: string): boolean {
  return /^\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})/.test(head) ||
    /^\[\s*(?:[{["\]]|-?\d|true|false|null)/.test(head)
    ? !/^\[[^\]{[]*\]\s*[,;\t|]/.test(head)
    : false
}

/** Endings that text can never have rightly. */
const binaryEndings = new Set([
  'xlsx',
  'xlsm',
  'xlsb',
  'zip',
  'gz',
  'pdf',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'parquet',
  'docx',
  'pptx',
  'ods',
])

/** Endings that go with a kind that is no table. */
const naturalEndings: Partial<Record<ContentKind, readonly string[]>> = {
  ole: ['xls', 'doc', 'ppt', 'msg'],
  html: ['html', 'htm'],
  xml: ['xml', 'svg'],
  svg: ['svg'],
  json: ['json', 'jsonl', 'ndjson', 'txt'],
  parquet: ['parquet'],
  ics: ['ics', 'ical'],
  mbox: ['mbox', 'eml'],
  pdf: ['pdf'],
  rtf: ['rtf'],
  png: ['png'],
  image: ['jpg', 'jpeg', 'gif', 'tif', 'tiff', 'webp', 'bmp', 'ico', 'heic', 'heif', 'avif'],
  media: ['mp3', 'mp4', 'm4a', 'm4v', 'mov', '3gp', 'wav', 'avi', 'ogg', 'oga', 'ogv', 'webm', 'mkv', 'flac'],
  postscript: ['ps', 'eps', 'ai'],
  archive: ['7z', 'rar', 'zst', 'xz', 'bz2', 'tar'],
  program: ['exe', 'dll', 'so', ''],
  database: ['sqlite', 'sqlite3', 'db'],
}

/** The ending of a file name, without its dot, in lower case. */
export function fileEnding(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Whether the name promises a kind of file that is not text. */
export function promisesBinary(name: string): boolean {
  return binaryEndings.has(fileEnding(name))
}

/** Whether the name promises JSON: what does not even begin like it is then JSON with a fault, and no table. */
export function promisesJson(name: string): boolean {
  return ['json', 'jsonl', 'ndjson'].includes(fileEnding(name))
}

/** Whether the name is right about this content: a picture named .png is refused as a picture, not as a lie. */
export function nameFits(name: string, kind: ContentKind): boolean {
  const ending = fileEnding(name)
  return ending === '' || (naturalEndings[kind]?.includes(ending) ?? false)
}

/** Whether a Parquet file has its mark at both ends and a footer that fits between them. */
export function parquetIsWhole(bytes: number, end: Buffer): boolean {
  if (bytes < 12 || end.length < 8 || end.toString('latin1', end.length - 4) !== 'PAR1') return false
  return end.readUInt32LE(end.length - 8) <= bytes - 12
}
