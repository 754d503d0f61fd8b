// The French accounting file (fichier des écritures comptables): its entries become costs and revenue per customer. It is read twice:
// once for the names of accounts and customers and the entries that lie scattered, once to say of each line what became of it; and once
// more between the two for the scattered entries, where there are any.
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
import { refuseDuplicateNames } from '../files/reading/header.ts'
import { settleText, type SettledText } from '../files/reading/settle-text.ts'
import { type Chart, costsHeader, newSums, revenueHeader, rowsOf } from './become.ts'
import { settleFecStyle, writeCents } from './cells.ts'
import { addLine, type Entry, isSound, newEntry, type Part, ScatterFinder } from './entries.ts'
import type { TextTable } from './columns.ts'
import { missingColumns, placesOf, separatorOf, unquoted } from './header.ts'
import { alone, createWords, type FecHeader, type FecLine, readFecLines } from './lines.ts'
import { lineFinder, type PlanInForce, type PlanLine } from './plan.ts'
import { fecReason, fecRemarks } from './remarks.ts'
import { ScatteredEntries } from './scattered.ts'
import type { Totals } from './totals.ts'

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
  const mark = start.subarray(0, 2).toString('hex')
  const text =
    mark === 'fffe'
      ? start.toString('utf16le', 2)
      : mark === 'feff'
        ? Buffer.from(start.subarray(0, start.length & ~1))
            .swap16()
            .toString('utf16le', 2)
        : start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1)
  return separatorOf(line) === null ? null : line
}

async function openFec(source: ByteSource, plan: PlanInForce): Promise<Table> {
  const settled = await settleText(source)
  const header = await readHeader(settled)
  const reading = { settled, header, lineOf: lineFinder(plan.lines), isOpening: openingFinder(header) }
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
      const { scattered, ...survey } = await surveyLines(reading)
      const told = new Telling(reading, survey, await gatherScattered(reading, survey, scattered))
      for await (const lines of readFecLines(settled.text(), header)) yield { rows: told.of(lines) }
      const rows = told.end()
      const { debit, credit } = told.totals
      yield {
        rows,
        end: {
          records: survey.records,
          leftOut: [],
          emptyRows: 0,
          remarks: fecRemarks(told.totals, plan.isOwn),
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
    if (start.length > settledCharacters && /\S[^\r\n]*[\r\n]/.test(start)) break
  }
  const [line = '', ...following] = start.trimStart().split(/[\r\n]+/, settledLines)
  const separator = separatorOf(line) ?? '\t'
  const names = line.split(separator).map((name) => unquoted(name).trim())
  const places = placesOf(names)
  refuseDuplicateNames({ names, row: 1, line: 1 })
  const missing = missingColumns(places)
  if (missing.length > 0)
    throw refuseFile('HEADER_MISSING', { row: 1, line: 1, detail: { missing: missing.join(', ') } })
  const rows = following.map((one) => one.split(separator).map(unquoted))
  const cells = (place: number | undefined): string[] =>
    place === undefined ? [] : rows.map((row) => row[place] ?? '')
  const amounts = [places.debit, places.credit, places.amount].flatMap(cells)
  return { names, places, separator, style: settleFecStyle(amounts, cells(places.date)) }
}

/** What of a file says how it writes amounts and days. */
const settledCharacters = 64 * 1024
const settledLines = 500

interface Reading {
  readonly settled: SettledText
  readonly header: FecHeader
  readonly lineOf: (account: string) => PlanLine | null
  readonly isOpening: (line: FecLine) => boolean
}

/** What the first reading knows. */
interface Survey {
  readonly records: number
  readonly names: Names
  readonly word: (text: string) => string
}

async function surveyLines({
  settled,
  header,
  lineOf,
}: Reading): Promise<Survey & { readonly scattered: TextTable }> {
  const finder = new ScatterFinder()
  const names = new Names()
  const word = createWords()
  let records = 0
  for await (const lines of readFecLines(settled.text(), header))
    for (const line of lines) {
      records++
      finder.see(line.key)
      if (line.key !== '') partOf(line, header, lineOf, names, word)
    }
  return { records, names, scattered: finder.scattered, word }
}

/** The entries that lie scattered, whole. */
async function gatherScattered(
  reading: Reading,
  { names, word }: Survey,
  scattered: TextTable,
): Promise<ScatteredEntries> {
  const { settled, header, lineOf, isOpening } = reading
  const entries = new ScatteredEntries(scattered)
  if (scattered.size === 0) return entries
  for await (const lines of readFecLines(settled.text(), header))
    for (const line of lines) {
      if (!entries.has(line.key)) continue
      entries.add(line, partOf(line, header, lineOf, names, word), isOpening(line))
    }
  return entries
}

/** Says of each line what became of it, in the order of the file: a line waits for the last of its entry. */
class Telling {
  readonly totals: Totals = { ...newSums(), debit: 0n, credit: 0n, openings: 0, closings: 0 }
  readonly #reading: Reading
  readonly #survey: Survey
  readonly #scattered: ScatteredEntries
  readonly #chart: Chart
  #waiting: FecLine[] = []
  #entry: Entry | null = null
  #rows: RawRecord[] = []

  constructor(reading: Reading, survey: Survey, scattered: ScatteredEntries) {
    this.#reading = reading
    this.#survey = survey
    this.#scattered = scattered
    const { names } = survey
    this.#chart = { lineOf: reading.lineOf, accountName: names.ofAccount, customerName: names.ofCustomer }
    if (scattered.size > 0) for (const entry of scattered) this.#count(entry)
  }

  of(lines: readonly FecLine[]): RawRecord[] {
    for (const line of lines) {
      if (line.key !== this.#waiting[0]?.key) this.#release()
      if (line.key === '') this.#rows.push(this.#recordOf(line, null))
      else if (this.#scattered.has(line.key))
        this.#rows.push(this.#recordOf(line, this.#scattered.get(line.key)))
      else this.#wait(line)
    }
    return this.#taken()
  }

  end(): RawRecord[] {
    this.#release()
    return this.#taken()
  }

  #wait(line: FecLine): void {
    const { header, lineOf, isOpening } = this.#reading
    const { names, word } = this.#survey
    this.#entry ??= newEntry(line.day)
    addLine(this.#entry, line, partOf(line, header, lineOf, names, word), isOpening(line))
    this.#waiting.push(line)
  }

  #release(): void {
    const [entry, lines] = [this.#entry, this.#waiting]
    if (entry === null) return
    this.#count(entry)
    for (const line of lines) this.#rows.push(this.#recordOf(line, entry))
    this.#entry = null
    this.#waiting = []
  }

  #taken(): RawRecord[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** Adds a whole entry to the totals. */
  #count(entry: Entry): void {
    if (!isSound(entry)) return
    this.totals.debit += entry.debit
    this.totals.credit += entry.credit
    const isClosing = entry.isClosing && entry.parts.length > 0
    if (entry.isOpening) this.totals.openings++
    else if (isClosing) this.totals.closings++
  }

  /** An entry's rows are shown at its first line that matters. */
  #recordOf(line: FecLine, entry: Entry | null): RawRecord {
    const { row, line: place, fault } = line
    const cells = keptCells(line, this.#reading.header)
    if (fault !== null) return { row, line: place, cells, faults: [fault] }
    if (entry === null || isSound(entry)) {
      // Openings and closings are no flows, and become nothing.
      if (entry?.parts[0]?.row !== row || entry.isOpening || entry.isClosing)
        return { row, line: place, cells }
      return { row, line: place, cells, given: rowsOf(line.key, entry, this.#chart, this.totals) }
    }
    const code: RowFault['code'] = entry.isFaulty ? 'ENTRY_INCOMPLETE' : 'ENTRY_UNBALANCED'
    const value = line.key.replace('\u0000', ' ')
    const detail = entry.isFaulty ? {} : { difference: writeCents(entry.balance) }
    return { row, line: place, cells, faults: [{ code, row, line: place, value, detail }] }
  }
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
