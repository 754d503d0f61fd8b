// Writes zip files for tests, honest ones and ones that lie about what they hold.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipMember {
  readonly name: string
  readonly data: string | Buffer
  readonly isStored?: boolean
  /** What the directory says instead of the truth. */
  readonly declaredSize?: number
  readonly checkSum?: number
  readonly flags?: number
  /** Unix mode, such as 0o120777 for a link. */
  readonly mode?: number
  /** Points to the bytes of this earlier member. */
  readonly sharesBytesOf?: number
}

/** The bytes of a zip file with these members. */
export function writeZip(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = []
  const places: { offset: number; packed: number }[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const member of members) {
    const data = Buffer.from(member.data)
    const packed = member.isStored === true ? data : deflateRawSync(data)
    const name = Buffer.from(member.name, 'utf8')
    const head = fields(member, data, packed, name.length)
    let place = { offset: at, packed: packed.length }
    const shared = member.sharesBytesOf === undefined ? undefined : places[member.sharesBytesOf]
    if (shared === undefined) {
      const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, name, packed])
      parts.push(local)
      at += local.length
    } else place = shared
    places.push(place)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(place.offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), head, tail, name)
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, central, end])
}

/** The fields that the local and the central header share, from "version needed" to "extra length". */
function fields(member: ZipMember, data: Buffer, packed: Buffer, nameLength: number): Buffer {
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(0x800 | (member.flags ?? 0), 2)
  head.writeUInt16LE(member.isStored === true ? 0 : 8, 4)
  head.writeUInt32LE(member.checkSum ?? crc32(data), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(member.declaredSize ?? data.length, 18)
  head.writeUInt16LE(nameLength, 22)
  return head
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const mainSpace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relationSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WorkbookDraft {
  /** Sheets: the XML inside `<worksheet>`, as `<cols>` and `<sheetData>`. */
  readonly sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[]
  readonly strings?: readonly string[]
  /** Format codes of cell styles 1, 2, ...; style 0 is General. */
  readonly formats?: readonly string[]
  readonly isDate1904?: boolean
  /** Members that replace or follow the usual ones. */
  readonly extra?: readonly ZipMember[]
}

/** The bytes of a workbook with these sheets. */
export function writeWorkbook(draft: WorkbookDraft): Buffer {
  const { sheets, strings = [], formats = [] } = draft
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationSpace}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  relations.push(
    `<Relationship Id="rId90" Type="${relationSpace}/sharedStrings" Target="sharedStrings.xml"/>`,
    `<Relationship Id="rId91" Type="${relationSpace}/styles" Target="styles.xml"/>`,
  )
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state === undefined ? '' : ` state="${state}"`}/>`,
  )
  const members: ZipMember[] = [
    { name: '[Content_Types].xml', data: `${xmlHead}<Types/>` },
    {
      name: '_rels/.rels',
      data: `${xmlHead}<Relationships><Relationship Id="r" Type="${relationSpace}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        `${xmlHead}<workbook ${mainSpace} xmlns:r="${relationSpace}">` +
        `<workbookPr${draft.isDate1904 === true ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${xmlHead}<Relationships>${relations.join('')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      data: `${xmlHead}<sst ${mainSpace}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      data:
        `${xmlHead}<styleSheet ${mainSpace}><numFmts>` +
        formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`).join('') +
        `</numFmts><cellXfs><xf numFmtId="0"/>` +
        formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join('') +
        `</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ xml }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `${xmlHead}<worksheet ${mainSpace}>${xml}</worksheet>`,
    })),
  ]
  const extra = draft.extra ?? []
  const replaced = new Set(extra.map(({ name }) => name))
  return writeZip([...members.filter(({ name }) => !replaced.has(name)), ...extra])
}
