// French accounting files written for tests, and read through the translator alone, without a database.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFile, type RowFault, type TableEnd } from '../sources/files/reading/index.ts'
import { defaultPlan, type PlanLine } from '../sources/fec/plan.ts'
import { fecTranslator } from '../sources/fec/translator.ts'

export const columns =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'.split(
    ' ',
  )

export interface Draft {
  readonly journal?: string
  readonly journalName?: string
  readonly entry: number | string
  readonly date?: string
  readonly account: string
  readonly accountName?: string
  readonly aux?: string
  readonly auxName?: string
  readonly label?: string
  readonly debit?: string
  readonly credit?: string
}

function cellsOf(draft: Draft): string[] {
  const {
    journal = 'OD',
    journalName = 'Journal',
    entry,
    date = '20260115',
    account,
    accountName = '',
  } = draft
  const { aux = '', auxName = '', label = 'Libellé', debit = '0,00', credit = '0,00' } = draft
  const known = [journal, journalName, String(entry), date, account, accountName, aux, auxName]
  return [...known, 'P', date, label, debit, credit, '', '', date, '', '']
}

export function fec(drafts: readonly Draft[], separator = '\t', end = '\r\n'): string {
  return [columns, ...drafts.map(cellsOf)].map((cells) => cells.join(separator) + end).join('')
}

export interface ReadFec {
  readonly costs: string[][]
  readonly revenue: string[][]
  readonly faults: (readonly [number, string])[]
  readonly refused: { readonly fault: RowFault; readonly cells: readonly string[] }[]
  readonly end: TableEnd
  readonly warnings: string[]
}

export async function readFec(
  content: string | Buffer,
  plan: readonly PlanLine[] = defaultPlan,
  name = '123456789FEC20261231.txt',
): Promise<ReadFec> {
  const folder = await mkdtemp(join(tmpdir(), 'fec-test-'))
  const path = join(folder, 'upload')
  await writeFile(path, content)
  const translators = [fecTranslator(() => Promise.resolve({ lines: plan, isOwn: plan !== defaultPlan }))]
  const opened = await openFile({ name, path }, { translators })
  try {
    for await (const table of opened.tables()) {
      const given: [string[][], string[][]] = [[], []]
      const refused: ReadFec['refused'] = []
      let end: TableEnd | undefined
      for await (const batch of table.records()) {
        for (const { faults, given: rows = [], cells } of batch.rows) {
          for (const { to, cells: made } of rows) given[to as 0 | 1].push([...made])
          for (const fault of faults ?? []) refused.push({ fault, cells })
        }
        end ??= batch.end
      }
      if (end === undefined) throw new Error('no end')
      const faults = refused.map(({ fault }) => [fault.row, fault.code] as const)
      const warnings = table.warnings.map(({ code }) => code)
      return { costs: given[0], revenue: given[1], faults, refused, end, warnings }
    }
    throw new Error('no table')
  } finally {
    await opened.close()
    await rm(folder, { recursive: true })
  }
}

export const checksOf = ({ end }: ReadFec): Record<string, string> =>
  Object.fromEntries((end.checks ?? []).map(({ code, value }) => [code, value]))
export const remarksOf = ({ end }: ReadFec): string[] => (end.remarks ?? []).map(({ code }) => code)
