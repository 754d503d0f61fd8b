// What a person says about a table wins over the proposal.
import { type EntityName, entities, type Words } from '../../entities.ts'
import {
  type Allowance,
  allowances,
  type PlannedColumn,
  type Recognition,
  type TablePlan,
  type TableSketch,
} from '../../plan.ts'
import { planAs } from '../../recognisers/index.ts'
import { type Correction, ImportRefused } from '../shapes.ts'
import { fieldsOf } from './columns.ts'

/** The reason of a column that a person assigned; a mapping that holds one is remembered once its data is visible. */
export const chosenByHand: Words = { fr: 'Choisi par vous.', en: 'Chosen by you.' }

export const leftOutAsAsked: Words = {
  fr: 'Laissé de côté à votre demande.',
  en: 'Left out as you asked.',
}

/**
 * What was said before with what is said now: of another file it still holds, and of the same one where the new word names no column and
 * no table, but only how to read it. Other titles are other columns: what was said of them goes.
 */
export function addCorrections(
  before: Readonly<Record<string, Correction>>,
  now: Readonly<Record<string, Correction>>,
): Readonly<Record<string, Correction>> {
  const added = Object.entries(now).map(([name, said]): [string, Correction] => {
    const earlier = Object.hasOwn(before, name) ? before[name] : undefined
    const isOfReading = said.entity === undefined && Object.keys(said.columns).length === 0
    if (earlier === undefined || !isOfReading) return [name, said]
    const { firstLine = earlier.firstLine, allowed = earlier.allowed } = said
    if (firstLine !== earlier.firstLine) return [name, { columns: {}, firstLine, allowed }]
    return [name, { ...earlier, firstLine, allowed }]
  })
  return { ...before, ...Object.fromEntries(added) }
}

/**
 * The recognition that follows a correction: another entity, other fields for some columns, or nothing at all. Of a table that nobody
 * understands, one that names no entity says nothing.
 * @throws ImportRefused for an entity or a field that does not exist
 */
export function applyCorrection(
  sketch: TableSketch,
  proposed: Recognition | null,
  correction: Correction,
): Recognition | null {
  if (correction.entity === undefined && proposed?.kind !== 'understood') return proposed
  if (correction.entity === null) return { kind: 'unknown', reason: leftOutAsAsked }
  const plans = proposed?.kind === 'understood' ? proposed.plans : []
  const entity = (correction.entity ?? plans[0]?.entity ?? '') as EntityName
  if (!Object.hasOwn(entities, entity)) throw unknownName(entity)
  // Taken for something else before: what its columns would be in the table that the person names.
  const known = plans.find((plan) => plan.entity === entity) ?? planAs(sketch, entity)
  const isSame = plans.includes(known)
  const chosen = chosenByHand
  /** A field that the person gave to one column is no other column's. */
  const isTaken = (field: string | null) =>
    field !== null && Object.values(correction.columns).includes(field)
  const columns = sketch.header.map((header, index): PlannedColumn => {
    const field = saidOf(sketch, correction, header)
    if (field === undefined)
      return (
        known.columns.find((column) => column.index === index && !isTaken(column.field)) ?? {
          index,
          header,
          field: null,
          reason: chosen,
        }
      )
    if (field !== null && !Object.hasOwn(fieldsOf(entity), field)) throw unknownName(field)
    return { index, header, field, reason: chosen }
  })
  const plan: TablePlan = {
    entity,
    vendor: known.vendor,
    columns,
    reason: isSame ? known.reason : chosen,
    isTemplate: false,
    remarks: known.remarks,
    ...(known.constants === undefined ? {} : { constants: known.constants }),
    ...(known.currency === undefined ? {} : { currency: known.currency }),
    ...(known.currencyInCells === undefined ? {} : { currencyInCells: known.currencyInCells }),
    ...allowedIn(correction.allowed ?? known.allowed),
  }
  return {
    kind: 'understood',
    plans: [plan, ...(isSame ? plans.flatMap((other) => beside(other, entity, sketch, correction)) : [])],
  }
}

/** What a person says of a column; undefined: nothing. A report names what another plan takes from a column with a colon: it stays so. */
function saidOf(sketch: TableSketch, { columns }: Correction, header: string): string | null | undefined {
  const named = columns[header] === undefined ? columns[inFrench(sketch, header)] : columns[header]
  return named?.includes(':') === true ? undefined : named
}

/** What else the table brings, but for a column that the person gave to something else or left out. */
function beside(
  other: TablePlan,
  entity: EntityName,
  sketch: TableSketch,
  correction: Correction,
): TablePlan[] {
  if (other.entity === entity) return []
  const isGone = other.columns.some(
    ({ header, field }) => field === 'amount' && saidOf(sketch, correction, header) !== undefined,
  )
  return isGone ? [] : [{ ...other, ...allowedIn(correction.allowed ?? other.allowed) }]
}

/** A numbered column may be called by its French number. */
function inFrench({ titles }: TableSketch, header: string): string {
  return titles === 'none' ? header.replace(/^Column/, 'Colonne') : header
}

/** The plans of a table in which more is allowed than they say. */
export function allowIn(recognition: Recognition | null, allowed: readonly Allowance[]): Recognition | null {
  if (recognition?.kind !== 'understood' || allowed.length === 0) return recognition
  return {
    kind: 'understood',
    plans: recognition.plans.map((plan) => ({
      ...plan,
      ...allowedIn([...(plan.allowed ?? []), ...allowed]),
    })),
  }
}

function allowedIn(allowed: readonly Allowance[] = []): { readonly allowed?: readonly Allowance[] } {
  return allowed.length === 0 ? {} : { allowed: allowances.filter((one) => allowed.includes(one)) }
}

function unknownName(name: string): ImportRefused {
  return new ImportRefused('MAPPING_UNKNOWN', {
    fr: `« ${name} » n’est ni une table ni un champ que Douze connaît.`,
    en: `“${name}” is neither a table nor a field that Douze knows.`,
  })
}
