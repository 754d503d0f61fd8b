// The French accounting file (fichier des écritures comptables): its entries become costs and revenue per customer. It is read twice:
// once to know every entry whole, once to say of each line what became of it.
import { foldName } from '../../model/names.ts'
import {
  type BegunFile,
  type ByteSource,
  type GivenRow,
  type RawRecord,
  refuseFile,
  type RowFault,
  type Table,
  type Translator,
} from '../files/reading/index.ts'
import { settleText, type SettledText } from '../files/reading/settle-text.ts'
import { costsHeader, revenueHeader, rowsOf, type Sums } from './become.ts'
import { writeCents } from './cells.ts'
import { Entries, type Entry, isSound, type Part } from './entries.ts'
import { missingColumns, placesOf, separatorOf, unquoted } from './header.ts'
import { type FecHeader, type FecLine, readFecLines } from './lines.ts'
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
  readonly entries: ReadonlyMap<string, Entry>
  /** Rows that entries become, by the line of the file that shows them. */
  readonly given: ReadonlyMap<number, readonly GivenRow[]>
  readonly records: number
  readonly debit: bigint
  readonly credit: bigint
  readonly openings: number
  readonly closings: number
  readonly soundEntries: number
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
  for await (const lines of readFecLines(settled.text(), header))
    for (const line of lines) {
      records++
      if (line.key !== '') entries.add(line, partOf(line, header, lineOf, names), isOpening(line, header))
    }
  const sums: Sums = { costs: new Map(), revenue: 0n, withoutCustomer: 0n }
  const given = new Map<number, GivenRow[]>()
  const totals = { debit: 0n, credit: 0n, openings: 0, closings: 0, soundEntries: 0 }
  const chart = { lineOf, accountName: names.ofAccount, customerName: names.ofCustomer }
  for (const [key, entry] of entries.byKey) {
    if (!isSound(entry)) continue
    totals.soundEntries++
    totals.debit += entry.debit
    totals.credit += entry.credit
    if (entry.isOpening) totals.openings++
    else if (entry.isClosing && entry.parts.length > 0) totals.closings++
    else
      for (const { row, given: one } of rowsOf(key, entry, chart, sums))
        given.set(row, [...(given.get(row) ?? []), one])
    entry.parts.length = 0
  }
  return { ...sums, ...totals, entries: entries.byKey, given, records }
}

function recordOf(line: FecLine, { entries, given }: Gathered, header: FecHeader): RawRecord {
  const { row, line: place, fault } = line
  const cells = keptCells(line, header)
  if (fault !== null) return { row, line: place, cells, faults: [fault] }
  const entry = entries.get(line.key)
  if (entry === undefined || isSound(entry)) {
    const rows = given.get(row)
    return { row, line: place, cells, ...(rows === undefined ? {} : { given: rows }) }
  }
  const code: RowFault['code'] = entry.isFaulty ? 'ENTRY_INCOMPLETE' : 'ENTRY_UNBALANCED'
  const value = line.key.replace('\u0000', ' ')
  const detail = entry.isFaulty ? {} : { difference: writeCents(entry.balance) }
  return { row, line: place, cells, faults: [{ code, row, line: place, value, detail }] }
}

/** What a refused line may show: lines of the staff's accounts lose the names and labels that tell who they are about. */
function keptCells({ cells, account }: FecLine, { places }: FecHeader): string[] {
  if (!account.startsWith('42')) return [...cells]
  const hidden = new Set([places.auxiliary, places.auxiliaryName, places.accountName, places.label])
  return cells.map((cell, at) => (hidden.has(at) ? '' : cell))
}

function partOf(
  line: FecLine,
  { places }: FecHeader,
  lineOf: (account: string) => PlanLine | null,
  names: Names,
): Part | null {
  const { account, cells, fault, row, day } = line
  if (fault !== null) return null
  const cell = (place: number | undefined): string => (place === undefined ? '' : (cells[place] ?? '').trim())
  const net = line.debit - line.credit
  if (account.startsWith('411')) {
    const customer = cell(places.auxiliary) || ownAccount(account)
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

/** Balances carried over from the year before: no flow of this one. The name of the journal decides, where it has one: AN may be anything. */
function isOpening({ cells, fault }: FecLine, { places }: FecHeader): boolean {
  if (fault !== null) return false
  const cell = (place: number | undefined): string =>
    foldName(place === undefined ? '' : (cells[place] ?? ''))
  const name = cell(places.journalName)
  return name === '' ? openingJournals.test(cell(places.journal)) : openingNames.test(name)
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
    names.set(key, { day, name })
}
