// The parts of a workbook that its sheets need: their names and places, the calendar, number formats and
// shared strings.
import type { ArchiveMember } from '../archive.ts'
import { refuseFile } from '../fault.ts'
import { builtInFormat, formatOfCode, type NumberFormat } from './format.ts'
import { decodeEscapes, localAttribute, readWholeXml, type XmlHandler } from './xml.ts'

export interface SheetPart {
  readonly name: string
  readonly isHidden: boolean
  readonly member: ArchiveMember
}

export interface Workbook {
  readonly calendar: 1900 | 1904
  readonly sheets: readonly SheetPart[]
  /** Number format by cell style. */
  readonly formats: readonly NumberFormat[]
  readonly strings: readonly string[]
}

type Members = ReadonlyMap<string, ArchiveMember>

/** Whether the members are those of a workbook in XML, of a document, or neither. */
export function looksInside(
  members: Members,
): 'xlsx' | 'xlsb' | 'docx' | 'pptx' | 'opendocument' | 'archive' {
  if (members.has('xl/workbook.bin')) return 'xlsb'
  if (members.has('[content_types].xml')) {
    if (members.has('word/document.xml')) return 'docx'
    if (members.has('ppt/presentation.xml')) return 'pptx'
    if (members.has('xl/workbook.xml') || members.has('_rels/.rels')) return 'xlsx'
    // What is left of a workbook that lost its main part is no archive of tables: it is told as broken.
    if ([...members.keys()].some((name) => name.startsWith('xl/'))) return 'xlsx'
  }
  if (members.has('mimetype') && members.has('content.xml')) return 'opendocument'
  return 'archive'
}

/** Members by lower-case name without leading slash: parts are named without regard to case (ECMA-376 part 2, 6.2.2). */
export function indexMembers(members: readonly ArchiveMember[]): Map<string, ArchiveMember> {
  return new Map(members.map((member) => [member.name.toLowerCase(), member]))
}

/** Reads everything but the sheets. @throws FileRefused XLSX_CORRUPT, XML_DTD_FORBIDDEN */
export async function readWorkbook(members: Members): Promise<Workbook> {
  const root = await readRelations(members, '')
  const main = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))
  const path = main?.target ?? 'xl/workbook.xml'
  const workbook = members.get(path)
  if (workbook === undefined) throw refuseFile('XLSX_CORRUPT', { detail: { reason: 'no workbook part' } })
  const relations = await readRelations(members, path)
  const { calendar, listed } = await readSheetList(workbook)
  const sheets: SheetPart[] = []
  for (const { name, relation, isHidden } of listed) {
    const target = relations.get(relation)
    if (target !== undefined && !target.type.endsWith('/worksheet')) continue // a chart on a page of its own
    const member = target === undefined ? undefined : members.get(target.target)
    if (member === undefined)
      throw refuseFile('XLSX_CORRUPT', { detail: { sheet: name, reason: 'sheet part is missing' } })
    sheets.push({ name, isHidden, member })
  }
  const part = (type: string): ArchiveMember | undefined => {
    const found = [...relations.values()].find((relation) => relation.type.endsWith(type))
    return found === undefined ? undefined : members.get(found.target)
  }
  return {
    calendar,
    sheets,
    formats: await readFormats(part('/styles')),
    strings: await readStrings(part('/sharedStrings')),
  }
}

interface Relation {
  readonly type: string
  readonly target: string
}

/** Relations of a part inside the workbook. Those that point outside are not even listed: nothing is fetched. */
async function readRelations(members: Members, path: string): Promise<Map<string, Relation>> {
  const slash = path.lastIndexOf('/')
  const folder = path.slice(0, slash + 1)
  const member = members.get(`${folder}_rels/${path.slice(slash + 1)}.rels`)
  const relations = new Map<string, Relation>()
  if (member === undefined) return relations
  await readWholeXml(member.source, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const { Id, Type, Target } = attributes
      if (Id === undefined || Target === undefined) return
      relations.set(Id, { type: Type ?? '', target: resolvePart(folder, Target) })
    },
    close() {},
    text() {},
  })
  return relations
}

function resolvePart(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  const parts: string[] = []
  for (const part of path.toLowerCase().split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

interface ListedSheet {
  readonly name: string
  readonly relation: string
  readonly isHidden: boolean
}

async function readSheetList(
  member: ArchiveMember,
): Promise<{ calendar: 1900 | 1904; listed: ListedSheet[] }> {
  let calendar: 1900 | 1904 = 1900
  const listed: ListedSheet[] = []
  await readWholeXml(member.source, {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(?:1|true|on)$/i.test(attributes['date1904'] ?? '')) calendar = 1904
      if (name !== 'sheet') return
      const state = attributes['state']
      listed.push({
        name: attributes['name'] ?? `Sheet${listed.length + 1}`,
        // Written r:id, but the prefix is the writer's choice; sheetId is another attribute.
        relation: attributes['r:id'] ?? localAttribute(attributes, 'id') ?? '',
        isHidden: state === 'hidden' || state === 'veryHidden',
      })
    },
    close() {},
    text() {},
  })
  return { calendar, listed }
}

async function readFormats(member: ArchiveMember | undefined): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let isInCells = false
  if (member === undefined) return formats
  await readWholeXml(member.source, {
    open(name, attributes) {
      if (name === 'numFmt')
        custom.set(Number(attributes['numFmtId']), formatOfCode(attributes['formatCode'] ?? ''))
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        formats.push(custom.get(id) ?? builtInFormat(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
    text() {},
  })
  return formats
}

async function readStrings(member: ArchiveMember | undefined): Promise<string[]> {
  const strings: string[] = []
  if (member === undefined) return strings
  const gather = createTextGatherer()
  await readWholeXml(member.source, {
    open(name, attributes) {
      if (name === 'si') gather.start()
      else gather.open(name, attributes)
    },
    close(name) {
      if (name === 'si') strings.push(gather.end())
      else gather.close(name)
    },
    text: (text) => gather.text(text),
  })
  return strings
}

export interface TextGatherer extends XmlHandler {
  start(): void
  end(): string
}

/** Gathers the text of a string item: its runs joined, phonetic guides left out, escapes decoded. */
export function createTextGatherer(): TextGatherer {
  let parts = ''
  let isInText = false
  let isPhonetic = false
  return {
    start() {
      parts = ''
      isInText = false
      isPhonetic = false
    },
    open(name) {
      if (name === 'rPh') isPhonetic = true
      else if (name === 't') isInText = !isPhonetic
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false
      else if (name === 't') isInText = false
    },
    text(text) {
      if (isInText) parts += text
    },
    end: () => decodeEscapes(parts),
  }
}
