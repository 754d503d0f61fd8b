// Setting targets and standard values: which answers may have one, how a value typed by a person is read, and the rows that keep it.
import { minorDigits } from '../../model/currencies.ts'
import type { Query } from '../../model/database.ts'
import type { MetricDefinition } from '../definition.ts'
import type { UnitKind } from '../unit.ts'
import { type Words, words } from '../words.ts'

/** Something that may be given a target or a standard. */
export interface Settable {
  readonly metric: string
  readonly answer: string
  readonly name: Words
  readonly unit: UnitKind
  /** What figures are computed with, not compared with: it is a standard always. */
  readonly isBasis: boolean
}

/** What figures are computed with, beside what is measured. */
const bases: readonly Settable[] = [
  {
    metric: 'content-creation-time',
    answer: 'hourly-rate',
    name: words('Coût d’une heure de travail', 'Cost of an hour of work'),
    unit: 'money',
    isBasis: true,
  },
  {
    metric: 'lifetime-value',
    answer: 'gross-margin',
    name: words('Marge brute', 'Gross margin'),
    unit: 'ratio',
    isBasis: true,
  },
  {
    metric: 'lifetime-value',
    answer: 'discount',
    name: words('Actualisation par an', 'Discount per year'),
    unit: 'ratio',
    isBasis: true,
  },
]

/** Everything that may be set, in the order of the metrics. */
export function settable(metrics: readonly MetricDefinition[]): readonly Settable[] {
  return metrics.flatMap((definition) => [
    ...definition.answers.map((answer) => ({
      metric: definition.id,
      answer: answer.id,
      name: answer.name,
      unit: answer.unit,
      isBasis: false,
    })),
    ...bases.filter((basis) => basis.metric === definition.id),
  ])
}

const hundredths: ReadonlySet<UnitKind> = new Set(['ratio', 'points', 'score'])

/**
 * A value as a person types it, in the unit of its answer: '35 %' or '0,35' for a share, '30' for an NPS, '52,50' for money (kept in
 * minor units of `currency`), '45,5' for days. A share above 1 needs its sign. @returns null when it is no such value
 */
export function readTargetValue(text: string, unit: UnitKind, currency: string): number | null {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
  const match = /^([+-]?\d{1,12}(?:[.,]\d{1,6})?)(%?)$/.exec(plain)
  if (match === null) return null
  const number = Number(match[1]!.replace(',', '.'))
  const isPercent = match[2] === '%'
  if (unit === 'score') return Math.abs(number) <= 100 && !isPercent ? number / 100 : null
  if (isPercent) return hundredths.has(unit) ? number / 100 : null
  if (hundredths.has(unit)) return Math.abs(number) <= 1 ? number : null
  if (number < 0) return null
  return unit === 'money' ? Math.round(number * 10 ** (minorDigits(currency) ?? 2)) : number
}

/** Why a value was not read, with the form that is expected. */
export function expectedValue(unit: UnitKind): Words {
  switch (unit) {
    case 'ratio':
    case 'points':
      return words('Une part s’écrit « 35 % » ou « 0,35 ».', 'A share is written “35%” or “0.35”.')
    case 'score':
      return words('Un score s’écrit de −100 à 100.', 'A score is written from −100 to 100.')
    default:
      return words(
        'Un nombre positif est attendu, par exemple « 45,5 ».',
        'A positive number is expected, for example “45.5”.',
      )
  }
}

/** A target or standard as it is kept; `targetId` names it. */
export interface KeptTarget {
  readonly targetId: number
  readonly metric: string
  readonly answer: string
  readonly kind: 'target' | 'standard'
  readonly team: string | null
  readonly validFrom: string
  readonly value: number
  /** 'file' for what an import brought: undoing the import takes it back. */
  readonly origin: string
}

export async function listTargets(query: Query): Promise<readonly KeptTarget[]> {
  const rows = await query
    .selectFrom('targets')
    .leftJoin('teams', 'teams.team_id', 'targets.team_id')
    .select([
      'target_id',
      'metric',
      'answer',
      'kind',
      'teams.name as team',
      'valid_from',
      'value',
      'targets.origin',
    ])
    .orderBy('metric')
    .orderBy('answer')
    .orderBy('kind')
    .orderBy('valid_from', 'desc')
    .orderBy('target_id')
    .execute()
  return rows.map((row) => ({
    targetId: row.target_id,
    metric: row.metric,
    answer: row.answer,
    kind: row.kind,
    team: row.team,
    validFrom: row.valid_from,
    value: row.value,
    origin: row.origin,
  }))
}

/** Sets a value from a day on; one set by hand for the same answer, kind, team and day is replaced. */
export async function setTarget(
  query: Query,
  target: {
    readonly metric: string
    readonly answer: string
    readonly kind: 'target' | 'standard'
    readonly teamId: number | null
    readonly validFrom: string
    readonly value: number
  },
): Promise<void> {
  const { metric, answer, kind, teamId, validFrom, value } = target
  await query
    .deleteFrom('targets')
    .where('metric', '=', metric)
    .where('answer', '=', answer)
    .where('kind', '=', kind)
    .where('team_id', teamId === null ? 'is' : '=', teamId)
    .where('valid_from', '=', validFrom)
    .where('import_id', 'is', null)
    .execute()
  await query
    .insertInto('targets')
    .values({ metric, answer, kind, team_id: teamId, valid_from: validFrom, value, origin: 'set' } as never)
    .execute()
}

/** @returns false when there is none of that number */
export async function removeTarget(query: Query, targetId: number): Promise<boolean> {
  const gone = await query.deleteFrom('targets').where('target_id', '=', targetId).executeTakeFirst()
  return Number(gone.numDeletedRows) > 0
}
