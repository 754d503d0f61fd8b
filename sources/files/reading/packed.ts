// Files that hold others: an archive with its members, a gzip file with its one. Workbooks inside are unpacked to disk.
import { openArchive, type Archive } from './archive.ts'
import { gzipSource, readStart, type ByteSource } from './bytes.ts'
import { contentKind } from './content.ts'
import { refuseFile } from './fault.ts'
import { refuseNoTable } from './no-table.ts'
import { nested, startBytes, unpackToDisk, type Opening } from './opening.ts'
import type { Table } from './shapes.ts'
import { openUnpacked } from './unpacked.ts'
import { openSheetTable } from './xlsx/table.ts'
import { indexMembers, looksInside, readWorkbook, type Workbook } from './xlsx/workbook.ts'

/** One file under gzip; anything packed inside is an archive in an archive. */
export async function openGzip(
  file: { readonly name: string; readonly path: string },
  opening: Opening,
): Promise<() => AsyncGenerator<Table, void>> {
  const name = file.name.replace(/\.gz$/i, '')
  const source = gzipSource(name, file.path, opening.limits.unpackedBytes)
  const start = await readStart(source, startBytes)
  const kind = contentKind(start)
  if (kind === 'empty') throw refuseFile('FILE_EMPTY')
  const found = openUnpacked({ name, kind, start }, source, opening)
  if (found !== null) return () => found.tables()
  if (kind !== 'zip') throw kind === 'gzip' || kind === 'archive' ? nested(name) : refuseNoTable(name, kind)
  const { workbook } = await unpackWorkbook(source, opening, 0)
  if (typeof workbook === 'string')
    throw workbook === 'archive' ? nested(name) : refuseNoTable(name, 'zip', workbook)
  return () => workbookTables(workbook, '', opening)
}

export async function* workbookTables(
  workbook: Workbook,
  within: string,
  opening: Opening,
): AsyncGenerator<Table, void> {
  let tables = 0
  for (const part of workbook.sheets) {
    const name = within === '' ? part.name : `${within} › ${part.name}`
    if (part.isHidden && opening.options.includeHiddenSheets !== true) {
      opening.leftOut.push({ name, reason: 'hidden', kind: 'sheet' })
      continue
    }
    const table = await openSheetTable(part, workbook, opening.limits, name, (columns) =>
      opening.options.firstLineOf?.(name, columns),
    )
    if (table === null) {
      opening.leftOut.push({ name, reason: 'empty', kind: 'sheet' })
      continue
    }
    tables++
    yield table
  }
  if (tables === 0 && within === '')
    throw refuseFile('FILE_EMPTY', { detail: { sheets: workbook.sheets.length } })
}

/** Files that systems and spreadsheets leave behind: .DS_Store, Thumbs.db, the lock of an open workbook. */
export function isLeftBehind(baseName: string): boolean {
  return (
    baseName.startsWith('.') || baseName.startsWith('~$') || /^(?:thumbs\.db|desktop\.ini)$/i.test(baseName)
  )
}

export async function* archiveTables(archive: Archive, opening: Opening): AsyncGenerator<Table, void> {
  let unpacked = archive.unpackedBytes
  let parts = 0
  for (const member of archive.members) {
    const base = member.name.slice(member.name.lastIndexOf('/') + 1)
    // Folders, and what a system adds to its archives.
    if (member.isFolder || isLeftBehind(base) || member.name.startsWith('__MACOSX/')) continue
    const start = await readStart(member.source, startBytes)
    const kind = contentKind(start)
    if (kind === 'gzip' || kind === 'archive') throw nested(member.name)
    if (kind === 'empty') {
      opening.leftOut.push({ name: member.name, reason: 'empty', kind })
      continue
    }
    const found = openUnpacked({ name: base, kind, start }, member.source, opening, { member: member.name })
    if (found !== null) {
      parts++
      yield* found.tables()
    } else if (kind === 'zip') {
      const inner = await unpackWorkbook(member.source, opening, unpacked)
      unpacked += inner.unpackedBytes
      if (inner.workbook === 'archive') throw nested(member.name)
      if (typeof inner.workbook === 'string')
        opening.leftOut.push({ name: member.name, reason: 'not-a-table', kind: inner.workbook })
      else {
        parts++
        yield* workbookTables(inner.workbook, member.name, opening)
      }
    } else if (/\.(?:csv|tsv|xlsx|xlsm)$/i.test(base))
      throw refuseFile('FILE_TYPE_MISMATCH', { detail: { kind, member: member.name } })
    else opening.leftOut.push({ name: member.name, reason: 'not-a-table', kind })
  }
  if (parts === 0) throw refuseFile('FILE_EMPTY', { detail: { members: archive.members.length } })
}

/** A workbook inside an archive, put on disk because its directory stands at its end. */
async function unpackWorkbook(
  source: ByteSource,
  opening: Opening,
  alreadyUnpacked: number,
): Promise<{ workbook: Workbook | Exclude<ReturnType<typeof looksInside>, 'xlsx'>; unpackedBytes: number }> {
  const path = await unpackToDisk(source, opening, 'zip')
  const archive = await openArchive(path, opening.limits, alreadyUnpacked)
  opening.archives.push(archive)
  const members = indexMembers(archive.members)
  const inside = looksInside(members)
  const workbook = inside === 'xlsx' ? await readWorkbook(members) : inside
  return { workbook, unpackedBytes: archive.unpackedBytes }
}
