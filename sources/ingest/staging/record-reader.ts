// One plan over one table: turns a record into the line that COPY takes, or says every reason why it is refused.
import { hash } from 'node:crypto'
import { foldName } from '../../../model/names.ts'
import type { EntityName, Field } from '../../entities.ts'
import { cellKind, type RawRecord } from '../../files/reading/index.ts'
import { amountSign, type ColumnStyle, currencyWritten, stripeMinor } from '../../files/values/index.ts'
import type { PlannedColumn, TablePlan } from '../../plan.ts'
import { foldHeader } from '../../recognisers/index.ts'
import { columnReader, type ColumnReader, type ReadCell, type ReadingContext } from './column-reader.ts'
import { columnsOf, fieldsOf } from './columns.ts'
import { type FoundFault, foundFault } from './found-fault.ts'
import { identityOf } from './identities.ts'
import { rowChecks } from './row-checks.ts'
import { shapeOf } from './row-shapes.ts'
import { blank as empty, FieldValues } from './row-values.ts'
import { readStages, stageReaders } from './stage-dates.ts'
import { withdrawnWhole } from './withdrawals.ts'

/** What is staged of a record, without its place: digest, identity, then the fields in the order of the staging table. */
export interface ReadRow {
  /** Null when the entity brings no id, and the row none either. */
  readonly identity: string | null
  readonly text: string
}

export interface RecordReader {
  readonly plan: TablePlan
  /** Fields that the table brings. */
  readonly fields: readonly string[]
  /** Rows to stage: none when the record says nothing of this entity, one for most, several for columns of stages. */
  read(record: RawRecord, faults: FoundFault[]): ReadRow[]
}

interface PlannedReader {
  readonly column: PlannedColumn
  readonly name: string
  readonly field: Field
  readonly read: ColumnReader
  readonly place: number
  readonly isRequired: boolean
}

/** Makes the reader of a plan. `currency` is the organisation's, for amounts without one. */
export function recordReader(
  plan: TablePlan,
  styles: readonly ColumnStyle[],
  context: ReadingContext,
  currency: string,
): RecordReader {
  const fields = fieldsOf(plan.entity)
  const places = new Map(Object.keys(fields).map((name, place) => [name, place]))
  const blank = Object.entries(fields).map(([name, field]) =>
    columnsOf(name, field)
      .map(() => empty)
      .join('\t'),
  )
  const nothing = blank.slice()
  const readers: PlannedReader[] = []
  for (const column of plan.columns) {
    const field = column.field === null ? undefined : fields[column.field]
    const style = styles[column.index]
    if (column.field === null || field === undefined || style === undefined || column.stage !== undefined)
      continue
    readers.push({
      column,
      name: column.field,
      field,
      read: columnReader(plan.entity, column.field, field, style, {
        ...context,
        isUtc: foldHeader(column.header).isUtc,
      }),
      place: places.get(column.field) ?? 0,
      isRequired: plan.isTemplate && field.template?.isRequired === true,
    })
  }
  // The currency decides how an amount is read: its column goes first.
  readers.sort(
    (one, other) => Number(other.field.kind === 'currency') - Number(one.field.kind === 'currency'),
  )
  const stages = stageReaders(plan, styles, context)
  const has = new Set(readers.map(({ name }) => name))
  const stated =
    plan.currency !== undefined && !has.has('currency') && places.has('currency') ? plan.currency : null
  if (stated !== null) {
    has.add('currency')
    blank[places.get('currency') ?? 0] = stated
  }
  for (const [name, text] of Object.entries(plan.constants ?? {})) {
    const place = places.get(name)
    if (place !== undefined && !has.has(name)) blank[place] = text
    has.add(name)
  }
  const ownCurrencyPlace =
    plan.currencyInCells === true && !readers.some(({ name }) => name === 'currency')
      ? (places.get('currency') ?? null)
      : null
  if (ownCurrencyPlace !== null) has.add('currency')
  if (stages.length > 0) for (const name of ['stage', 'enteredAt', 'leftAt']) has.add(name)
  const columnOf = (name: string) => readers.find((one) => one.name === name)?.column
  const check = rowChecks(plan, columnOf)
  const shape = shapeOf(plan.entity, {
    zone: context.zone,
    currency,
    columnOf,
    onAmbiguous: context.onAmbiguous,
    describedOn: context.describedOn,
    onDatedBack: context.onDatedBack,
    hoursADay: context.hoursADay,
    onDays: context.onDays,
  })
  const row = new FieldValues(places)

  const idReader = readers.find(({ name }) => name === 'externalId')
  const goesWhole = withdrawnWhole.has(plan.entity) && idReader !== undefined
  if (goesWhole && plan.leftOut !== undefined) has.add('isDeleted')
  /** What takes an earlier row back says which one, and no more: whatever else its record lacks or garbles. */
  const takeBack = ({ cells, kinds }: RawRecord): ReadRow[] => {
    const id = idReader?.read(cells[idReader.column.index] ?? '', currency, kinds?.[idReader.column.index])
    if (typeof id !== 'string') return []
    row.values = nothing.slice()
    row.set('externalId', id)
    row.set('isDeleted', 'true')
    return [rowOf(plan.entity, row)]
  }

  const read = (record: RawRecord, faults: FoundFault[]): ReadRow[] => {
    if (isLeftOut(plan, record)) return goesWhole ? takeBack(record) : []
    const values = blank.slice()
    let rowCurrency = stated ?? currency
    const before = faults.length
    for (const reader of readers) {
      const cell = record.cells[reader.column.index] ?? ''
      if (ownCurrencyPlace !== null && reader.field.kind === 'money') {
        const written = currencyWritten(amountSign(cell), currency)
        if (written !== null) values[ownCurrencyPlace] = rowCurrency = written
      }
      const isMinor = plan.areAmountsMinor === true && reader.field.kind === 'money' && cell.trim() !== ''
      const value = isMinor
        ? minorAmount(cell, rowCurrency)
        : reader.read(cell, rowCurrency, record.kinds?.[reader.column.index])
      if (record.kinds?.[reader.column.index] === cellKind.unvalued)
        faults.push(foundFault('VALUE_REQUIRED', reader.column, cell, 'formula'))
      else if (value === null) {
        if (reader.isRequired) faults.push(foundFault('VALUE_REQUIRED', reader.column, cell, 'empty'))
      } else if (typeof value === 'string') {
        const isInverse = plan.areRatesInverse === true && reader.name === 'rate' && Number(value) > 0
        values[reader.place] = isInverse ? String(1 / Number(value)) : value
        if (reader.field.kind === 'currency') rowCurrency = value
      } else faults.push(foundFault(value.code, reader.column, cell, value.reason, value.detail))
    }
    if (goesWhole && values[places.get('isDeleted') ?? -1] === 'true') {
      const gone = takeBack(record)
      if (gone.length > 0) {
        faults.length = before
        return gone
      }
    }
    if (
      plan.entity === 'people' &&
      !plan.isTemplate &&
      values[places.get('externalId') ?? -1] !== empty &&
      dropEmail(faults, before)
    )
      context.onEmailLeftOut()
    sayOnce(faults, before, columnOf)
    if (faults.length > before) return []
    row.values = values
    check(row, record, faults)
    if (faults.length > before) return []
    shape?.(row, record.cells, faults)
    if (faults.length > before) return []
    if (stages.length === 0) return [rowOf(plan.entity, row)]
    return readStages(values, stages, record, faults, places).map((one) => {
      row.values = one
      return rowOf(plan.entity, row)
    })
  }
  return { plan, fields: [...has], read }
}

/** Whether a row says of itself that it is no fact. */
function isLeftOut({ leftOut }: TablePlan, { cells }: RawRecord): boolean {
  return leftOut !== undefined && leftOut.words.includes(foldName(cells[leftOut.index] ?? ''))
}

/** An amount that counts minor units already. */
function minorAmount(cell: string, currency: string): ReadCell {
  const minor = stripeMinor(cell, currency)
  return minor === null ? { code: 'NUMBER_INVALID', reason: 'not-whole' } : String(minor)
}

function rowOf(entity: EntityName, row: FieldValues): ReadRow {
  const fields = row.values.join('\t')
  const digest = hash('md5', fields)
  const identity = identityOf(entity, row, digest)
  return { identity, text: `${digest}\t${identity ?? empty}\t${fields}` }
}

/** Somebody who has an id is known without her e-mail: one that is no address is left empty. Whether there was one. */
function dropEmail(faults: FoundFault[], from: number): boolean {
  const at = faults.findIndex(({ code }, index) => index >= from && code === 'EMAIL_INVALID')
  if (at >= 0) faults.splice(at, 1)
  return at >= 0
}

/** An interval whose two ends are at fault in the same way is refused for its start; the end would only say it again. */
function sayOnce(
  faults: FoundFault[],
  from: number,
  columnOf: (name: string) => PlannedColumn | undefined,
): void {
  if (faults.length < from + 2) return
  const [start, end] = [columnOf('startedAt'), columnOf('endedAt')]
  const first = faults.slice(from).find(({ column }) => column === start)
  if (start === undefined || end === undefined || first === undefined) return
  const again = faults.findIndex(
    ({ column, code, detail }, index) =>
      index >= from && column === end && code === first.code && detail['reason'] === first.detail['reason'],
  )
  if (again >= 0) faults.splice(again, 1)
}
