// The French accounting file (fichier des écritures comptables): its entries become costs and revenue per customer. It is read twice:
// once to know every entry whole, once to say of each line what became of it.
import { foldName } from '../../model/names.ts'
import {
  type BegunFile,
  type ByteSource,
  type RawRecord,
  refuseFile,
  type RowFault,
  type Table,
  type Translator,
} from '../files/reading/index.ts'
import { settleText, type SettledText } from '../files/reading/settle-text.ts'
import { type Chart, costsHeader, newSums, revenueHeader, rowsOf, type Sums } from './become.ts'
import { writeCents } from './cells.ts'
import { Entries, type Entry, isSound, type Part } from './entries.ts'
import { missingColumns, placesOf, separatorOf, unquoted } from './header.ts'
import { alone, createWords, type FecHeader, type FecLine, readFecLines } from './lines.ts'
import { lineFinder, type PlanInForce, type PlanLine } from './plan.ts'
import { fecReason, fecRemarks } from './remarks.ts'

/** `readPlan` gives the plan that is in force when a file is opened. */
export function fecTranslator(readPlan: () => Promise<PlanInForce>): Translator {
  return {
    kind: 'fec',
    claims: (file) => headerLine(file) !== null,
    async open(source) {
      return [await openFec(source, await readPlan())]
    },
  }
}

/** The first line with content, when it is a header of such a file. */
function headerLine({ kind, start }: BegunFile): string | null {
  if (kind !== 'text') return null
  const isWide = start[0] === 0xff && start[1] === 0xfe
  const text = isWide
    ? start.toString('utf16le', 2)
    : start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  return separatorOf(line) === null ? null : line
}

async function openFec(source: ByteSource, plan: PlanInForce): Promise<Table> {
  const settled = await settleText(source)
  const header = await readHeader(settled)
  let gathered: Promise<Gathered> | null = null
  const gather = () => (gathered ??= gatherEntries(settled, header, plan.lines))
  return {
    name: source.name,
    origin: 'translated',
    encoding: settled.encoding,
    delimiter: null,
    calendar: 1900,
    warnings: settled.warnings,
    header: header.names,
    headerRow: 1,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    gives: [
      { entity: 'costs', header: costsHeader },
      { entity: 'revenue', header: revenueHeader },
    ],
    reason: fecReason,
    async *records() {
      const found = await gather()
      for await (const lines of readFecLines(settled.text(), header))
        yield { rows: lines.map((line) => recordOf(line, found, header)) }
      const { debit, credit, records } = found
      yield {
        rows: [],
        end: {
          records,
          leftOut: [],
          emptyRows: 0,
          remarks: fecRemarks(found, plan.isOwn),
          checks: [
            { code: 'debit', name: { fr: 'Débit', en: 'Debit' }, value: writeCents(debit) },
            { code: 'credit', name: { fr: 'Crédit', en: 'Credit' }, value: writeCents(credit) },
          ],
        },
      }
    },
  }
}

async function readHeader(settled: SettledText): Promise<FecHeader> {
  let start = ''
  for await (const piece of settled.text()) {
    start += piece
    if (/\S[^\r\n]*[\r\n]/.test(start)) break
  }
  const [line = ''] = start.trimStart().split(/[\r\n]/, 1)
  const separator = separatorOf(line) ?? '\t'
  const names = line.split(separator).map((name) => unquoted(name).trim())
  const places = placesOf(names)
  const missing = missingColumns(places)
  if (missing.length > 0)
    throw refuseFile('HEADER_MISSING', { row: 1, line: 1, detail: { missing: missing.join(', ') } })
  return { names, places, separator }
}

/** What the first reading knows. Cents. */
export interface Gathered extends Sums {
  /** Entries that become something, and those that are refused; the others are forgotten. */
  readonly entries: ReadonlyMap<string, Entry>
  readonly chart: Chart
  readonly records: number
  readonly debit: bigint
  readonly credit: bigint
  readonly openings: number
  readonly closings: number
}

async function gatherEntries(
  settled: SettledText,
  header: FecHeader,
  plan: readonly PlanLine[],
): Promise<Gathered> {
  const lineOf = lineFinder(plan)
  const entries = new Entries()
  const names = new Names()
  let records = 0
  const word = createWords()
  const isOpening = openingFinder(header)
  for await (const lines of readFecLines(settled.text(), header))
    for (const line of lines) {
      records++
      if (line.key !== '') entries.add(line, partOf(line, header, lineOf, names, word), isOpening(line))
    }
  const sums = newSums()
  const totals = { debit: 0n, credit: 0n, openings: 0, closings: 0 }
  const chart = { lineOf, accountName: names.ofAccount, customerName: names.ofCustomer }
  for (const [key, entry] of entries.byKey) {
    if (!isSound(entry)) continue
    totals.debit += entry.debit
    totals.credit += entry.credit
    const isClosing = entry.isClosing && entry.parts.length > 0
    if (entry.isOpening) totals.openings++
    else if (isClosing) totals.closings++
    if (entry.isOpening || isClosing || rowsOf(key, entry, chart, sums).length === 0)
      entries.byKey.delete(key)
  }
  return { ...sums, ...totals, entries: entries.byKey, chart, records }
}

/** An entry's rows are shown at its first line that matters. */
function recordOf(line: FecLine, { entries, chart }: Gathered, header: FecHeader): RawRecord {
  const { row, line: place, fault } = line
  const cells = keptCells(line, header)
  if (fault !== null) return { row, line: place, cells, faults: [fault] }
  const entry = entries.get(line.key)
  if (entry === undefined || isSound(entry)) {
    if (entry?.parts[0]?.row !== row) return { row, line: place, cells }
    return { row, line: place, cells, given: rowsOf(line.key, entry, chart, newSums()) }
  }
  const code: RowFault['code'] = entry.isFaulty ? 'ENTRY_INCOMPLETE' : 'ENTRY_UNBALANCED'
  const value = line.key.replace('\u0000', ' ')
  const detail = entry.isFaulty ? {} : { difference: writeCents(entry.balance) }
  return { row, line: place, cells, faults: [{ code, row, line: place, value, detail }] }
}

/** What a refused line may show: lines of the staff's accounts lose the names and labels that tell who they are about. */
function keptCells({ cells, account }: FecLine, { places }: FecHeader): string[] {
  if (!account.startsWith('42')) return cells
  const hidden = new Set([places.auxiliary, places.auxiliaryName, places.accountName, places.label])
  return cells.map((cell, at) => (hidden.has(at) ? '' : cell))
}

function partOf(
  line: FecLine,
  { places }: FecHeader,
  lineOf: (account: string) => PlanLine | null,
  names: Names,
  word: (text: string) => string,
): Part | null {
  const { cells, fault, row, day } = line
  if (fault !== null) return null
  const account = word(line.account)
  const cell = (place: number | undefined): string => (place === undefined ? '' : (cells[place] ?? '').trim())
  const net = line.debit - line.credit
  if (account.startsWith('411')) {
    const customer = word(cell(places.auxiliary) || ownAccount(account))
    if (customer === '') return null
    const name = cell(places.auxiliaryName) || (customer === account ? cell(places.accountName) : '')
    names.addCustomer(customer, name, day)
    return { row, day, account, net, customer }
  }
  if (account.startsWith('70') || lineOf(account) !== null) {
    names.addAccount(account, cell(places.accountName), day)
    return { row, day, account, net, customer: '' }
  }
  return null
}

/** Small firms number their customers as accounts: `411DUPONT`. `4110000` is the account of all of them. */
function ownAccount(account: string): string {
  return /^411\d?0*$/.test(account) ? '' : account
}

const openingJournals = /^(?:an|ano|anouv|ran|rano|ouv)$/
const openingNames = /\b(?:an|ran|a[ -]?nouveaux?|reports?|ouverture)\b/

/**
 * Whether a line carries a balance over from the year before: no flow of this one. The name of its journal decides, where it has one:
 * AN may be anything.
 */
function openingFinder({ places }: FecHeader): (line: FecLine) => boolean {
  const known = new Map<string, boolean>()
  return ({ cells, fault }) => {
    if (fault !== null) return false
    const cell = (place: number | undefined): string => (place === undefined ? '' : (cells[place] ?? ''))
    const name = cell(places.journalName)
    const written = name.trim() === '' ? cell(places.journal) : name
    const found = known.get(written)
    if (found !== undefined) return found
    const folded = foldName(written)
    const isOpening = name.trim() === '' ? openingJournals.test(folded) : openingNames.test(folded)
    if (known.size < 10_000) known.set(alone(written), isOpening)
    return isOpening
  }
}

/** Names of accounts and customers, each the one written last, whatever the order of the lines. */
class Names {
  readonly #accounts = new Map<string, { day: string; name: string }>()
  readonly #customers = new Map<string, { day: string; name: string }>()

  addAccount(account: string, name: string, day: string): void {
    later(this.#accounts, account, name, day)
  }

  addCustomer(customer: string, name: string, day: string): void {
    later(this.#customers, customer, name, day)
  }

  readonly ofAccount = (account: string): string => this.#accounts.get(account)?.name ?? ''
  readonly ofCustomer = (customer: string): string => this.#customers.get(customer)?.name ?? customer
}

function later(
  names: Map<string, { day: string; name: string }>,
  key: string,
  name: string,
  day: string,
): void {
  if (name === '') return
  const known = names.get(key)
  if (known === undefined || day > known.day || (day === known.day && name > known.name))
    names.set(key, { day, name: alone(name) })
}
