// One plan over one table: turns a record into the line that COPY takes, or says every reason why it is refused.
import { hash } from 'node:crypto'
import { foldName } from '../../../model/names.ts'
import type { EntityName, Field } from '../../entities.ts'
import { cellKind, type FaultDetail, type RawRecord, type RowFaultCode } from '../../files/reading/index.ts'
import { amountSign, type ColumnStyle, currencyWritten } from '../../files/values/index.ts'
import type { PlannedColumn, TablePlan } from '../../plan.ts'
import { columnReader, type ColumnReader, dayOfMoment, type ReadingContext } from './column-reader.ts'
import { columnsOf, fieldsOf } from './columns.ts'
import { copyText } from './copy-rows.ts'

export interface FoundFault {
  readonly code: RowFaultCode
  readonly column: PlannedColumn | null
  readonly value: string | null
  readonly detail: FaultDetail
}

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

/** Prefix of identities made by ourselves; a number is added where rows would share one. */
export const ownIdentity = 'row:'

interface PlannedReader {
  readonly column: PlannedColumn
  readonly name: string
  readonly field: Field
  readonly read: ColumnReader
  readonly place: number
  readonly isRequired: boolean
}

const empty = '\\N'

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
      read: columnReader(plan.entity, column.field, field, style, context),
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
  const ownCurrencyPlace =
    plan.currencyInCells === true && !readers.some(({ name }) => name === 'currency')
      ? (places.get('currency') ?? null)
      : null
  if (ownCurrencyPlace !== null) has.add('currency')
  if (stages.length > 0) for (const name of ['stage', 'enteredAt', 'leftAt']) has.add(name)
  const check = checker(plan, places, readers)

  const read = (record: RawRecord, faults: FoundFault[]): ReadRow[] => {
    const values = blank.slice()
    let rowCurrency = stated ?? currency
    const before = faults.length
    for (const reader of readers) {
      const cell = record.cells[reader.column.index] ?? ''
      if (ownCurrencyPlace !== null && reader.field.kind === 'money') {
        const written = currencyWritten(amountSign(cell), currency)
        if (written !== null) values[ownCurrencyPlace] = rowCurrency = written
      }
      const value = reader.read(cell, rowCurrency, record.kinds?.[reader.column.index])
      if (record.kinds?.[reader.column.index] === cellKind.unvalued)
        faults.push(faultOf('VALUE_REQUIRED', reader.column, cell, 'formula'))
      else if (value === null) {
        if (reader.isRequired) faults.push(faultOf('VALUE_REQUIRED', reader.column, cell, 'empty'))
      } else if (typeof value === 'string') {
        const isInverse = plan.areRatesInverse === true && reader.name === 'rate' && Number(value) > 0
        values[reader.place] = isInverse ? String(1 / Number(value)) : value
        if (reader.field.kind === 'currency') rowCurrency = value
      } else faults.push(faultOf(value.code, reader.column, cell, value.reason))
    }
    if (faults.length > before) return []
    check(values, record, faults)
    if (faults.length > before) return []
    if (stages.length > 0) return readStages(plan.entity, values, stages, record, faults, places)
    return [rowOf(plan.entity, values, places)]
  }
  return { plan, fields: [...has], read }
}

function faultOf(
  code: RowFaultCode,
  column: PlannedColumn | null,
  cell: string | null,
  reason: string,
): FoundFault {
  return { code, column, value: cell, detail: { reason } }
}

function rowOf(entity: EntityName, values: readonly string[], places: ReadonlyMap<string, number>): ReadRow {
  const fields = values.join('\t')
  const digest = hash('md5', fields)
  const identity = identityOf(entity, values, places, digest)
  return { identity, text: `${digest}\t${identity ?? empty}\t${fields}` }
}

/** What names a row that brings no id, in the order of preference: fields that a person would recognise it by. */
const naming: Partial<Record<EntityName, readonly string[]>> = {
  opportunities: ['name', 'account', 'accountId', 'accountDomain', 'openedAt'],
  'opportunity-lines': ['opportunity', 'product', 'productId'],
}

/** The id; for people, companies and products without one, what they are matched by; else a digest of what names the row. */
function identityOf(
  entity: EntityName,
  values: readonly string[],
  places: ReadonlyMap<string, number>,
  digest: string,
): string | null {
  const value = (name: string) => {
    const text = values[places.get(name) ?? -1]
    return text === undefined || text === empty || text === `${empty}\t${empty}` ? null : text
  }
  const id = value('externalId')
  switch (entity) {
    case 'stage-history':
    case 'stages':
    case 'currency-rates':
      return null
    case 'people': {
      const base = id ?? value('email')
      const since = value('teamFrom')
      if (base !== null) return since === null ? base : `${base} ${since}`
      return `name:${foldName([value('name'), value('firstName'), value('lastName')].join(' '))}`
    }
    case 'accounts':
      return id ?? `name:${value('domain') ?? foldName(value('name') ?? '')}`
    case 'products':
      return id ?? `name:${value('code') ?? foldName(value('name') ?? '')}`
    default: {
      if (id !== null) return id
      const names = naming[entity]?.map((name) => value(name) ?? '') ?? []
      return (
        ownIdentity + (names[0] === undefined || names[0] === '' ? digest : hash('md5', names.join('\t')))
      )
    }
  }
}

/** Checks between the cells of one record. */
function checker(
  plan: TablePlan,
  places: ReadonlyMap<string, number>,
  readers: readonly PlannedReader[],
): (values: readonly string[], record: RawRecord, faults: FoundFault[]) => void {
  const reader = (name: string) => readers.find((one) => one.name === name)
  const filled = (values: readonly string[], name: string) => {
    const text = values[places.get(name) ?? -1]
    return text !== undefined && text !== empty && text !== `${empty}\t${empty}`
  }
  const stateFields = ['stage', 'status', 'isWon', 'isClosed', 'wonAt', 'lostAt'].filter(
    (name) => reader(name) !== undefined,
  )
  const firstState = stateFields[0] === undefined ? undefined : reader(stateFields[0])
  const needed = {
    people: ['name', 'email', 'externalId', 'firstName', 'lastName'],
    accounts: ['name', 'externalId', 'domain'],
    products: ['name', 'code', 'externalId'],
  }
  const anyOf = plan.entity in needed ? needed[plan.entity as keyof typeof needed] : null
  const ranges = plan.isTemplate ? rangesOf(plan.entity) : []
  return (values, record, faults) => {
    if (plan.entity === 'opportunities') {
      if (firstState !== undefined && !stateFields.some((name) => filled(values, name)))
        faults.push(faultOf('VALUE_REQUIRED', firstState.column, '', 'empty'))
      if (!['externalId', 'name', 'account', 'amount', 'openedAt'].some((name) => filled(values, name)))
        faults.push(faultOf('VALUE_REQUIRED', reader('externalId')?.column ?? null, '', 'empty'))
    }
    if (anyOf !== null && !anyOf.some((name) => filled(values, name)))
      faults.push(faultOf('VALUE_REQUIRED', reader(anyOf[0] ?? '')?.column ?? null, '', 'empty'))
    for (const name of requiredAlways[plan.entity] ?? [])
      if (!filled(values, name) && !plan.columns.some((column) => column.stage !== undefined))
        faults.push(faultOf('VALUE_REQUIRED', reader(name)?.column ?? null, '', 'empty'))
    for (const [start, end] of ranges) {
      const from = values[places.get(start) ?? -1] ?? empty
      const to = values[places.get(end) ?? -1] ?? empty
      const column = reader(end)?.column
      if (column !== undefined && isInverted(from, to))
        faults.push(faultOf('RANGE_INVERTED', column, record.cells[column.index] ?? '', 'order'))
    }
  }
}

/** What a row of these cannot mean anything without. */
const requiredAlways: Partial<Record<EntityName, readonly string[]>> = {
  stages: ['name'],
  'stage-history': ['opportunity', 'stage', 'enteredAt'],
  'opportunity-lines': ['opportunity'],
  'currency-rates': ['currency', 'validFrom', 'rate'],
}

function rangesOf(entity: EntityName): readonly (readonly [string, string])[] {
  switch (entity) {
    case 'opportunities':
      return [['openedAt', 'closedAt']]
    case 'people':
      return [['hiredOn', 'leftOn']]
    case 'stage-history':
      return [['enteredAt', 'leftAt']]
    case 'leads':
      return [['createdAt', 'convertedAt']]
    default:
      return []
  }
}

/** Compares instants where both have one, else days. */
function isInverted(from: string, to: string): boolean {
  const [fromDay, toDay] = [dayOfMoment(from), dayOfMoment(to)]
  if (fromDay === empty || toDay === empty) return false
  if (fromDay !== toDay) return toDay < fromDay
  return !from.startsWith(empty) && !to.startsWith(empty) && to < from
}

interface StageReader {
  readonly name: string
  readonly entered: { readonly column: PlannedColumn; readonly read: ColumnReader } | null
  readonly left: { readonly column: PlannedColumn; readonly read: ColumnReader } | null
}

/** Columns that each carry the date of one stage, two by two. */
function stageReaders(
  plan: TablePlan,
  styles: readonly ColumnStyle[],
  context: ReadingContext,
): StageReader[] {
  const stages = new Map<string, { entered: StageReader['entered']; left: StageReader['left'] }>()
  for (const column of plan.columns) {
    const style = styles[column.index]
    if (column.stage === undefined || style === undefined) continue
    const stage = stages.get(column.stage.name) ?? { entered: null, left: null }
    const field = fieldsOf('stage-history')[column.stage.edge === 'entered' ? 'enteredAt' : 'leftAt']
    if (field === undefined) continue
    stage[column.stage.edge] = {
      column,
      read: columnReader('stage-history', 'enteredAt', field, style, context),
    }
    stages.set(column.stage.name, stage)
  }
  return [...stages].map(([name, stage]) => ({ name, ...stage }))
}

function readStages(
  entity: EntityName,
  values: readonly string[],
  stages: readonly StageReader[],
  record: RawRecord,
  faults: FoundFault[],
  places: ReadonlyMap<string, number>,
): ReadRow[] {
  const rows: ReadRow[] = []
  const edge = (part: StageReader['entered']): string | null => {
    if (part === null) return null
    const cell = record.cells[part.column.index] ?? ''
    const value = part.read(cell, '', record.kinds?.[part.column.index])
    if (value === null || typeof value === 'string') return value
    faults.push(faultOf(value.code, part.column, cell, value.reason))
    return null
  }
  for (const stage of stages) {
    const entered = edge(stage.entered)
    const left = edge(stage.left)
    if (entered === null) continue
    const row = values.slice()
    row[places.get('stage') ?? 0] = copyText(stage.name)
    row[places.get('enteredAt') ?? 0] = entered
    if (left !== null) row[places.get('leftAt') ?? 0] = left
    rows.push(rowOf(entity, row, places))
  }
  return faults.length > 0 ? [] : rows
}
