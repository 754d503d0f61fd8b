// How long customers stay, whatever the calendar: the share still there so many months after they came, and who had left by the day of a
// list that gives no days.
import { sql } from 'kysely'
import { answer, between, nothingCounted, silent, smallSample, widest } from '../../metric/answers/answers.ts'
import { scopeOf, type Sql } from '../../metric/rows/counted-deals.ts'
import { customerStays, signedLater } from '../../metric/rows/customer-stays.ts'
import type { MetricContext, Side } from '../../metric/definition.ts'
import { isFollowed } from '../../metric/answers/duration-answers.ts'
import { inSight, isBare } from '../../metric/rows/in-sight.ts'
import type { Answer, Detail } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import type { SpellEnds, Tally } from '../../metric/tallies/tally.ts'
import { type Words, words } from '../../metric/words.ts'
import { ageBetween, grace, isAged, isDated, monthOfAge, monthsBetween } from '../../model/rollups/index.ts'
import { fewestFollowed, kaplanMeier, lastFollowed, survivalAt } from '../../statistics/survival.ts'

/** Answers about customers by their age, as of the last day of the data: the same whatever the period. */
export const byAge: ReadonlySet<string> = new Set(['left-by-list', 'kept-by-age'])

/** The age at which the share is the value, and the others shown beside it, in months. */
const valueAt = 12
const alsoAt = [1, 3, 6, 24, 36, 48, 60, 72] as const

/**
 * Grain: one row per stay of one identified customer begun by the as-of day. `age`: whole months from its start to its end, or to the last day
 * on which it is known to run, times 31, and the days beyond; the same day of a shorter month is its last. A list without days tells nothing after its own day
 * (`is_reckoned`); a late renewal is known up to its due day. rep: the owner of the customer's last contract.
 */
export function staysByAge(
  context: MetricContext,
  which: 'all' | 'listed',
  of: Sql = which === 'listed' ? sql`kept.described_on is not null` : sql`true`,
): Sql {
  const { asOf } = context
  const people = whoSold(context)
  const [first, last] = ['row.started_on', 'row.known_on'] as const
  return sql`(
    select row.*, ${sql.raw(monthsBetween(first, last))} as months, ${sql.raw(ageBetween(first, last))} as age
    from (
      select known.* from (
        select stay.account_id, stay.started_on, stay.lost_on, stay.lost_on is not null as is_lost, stay.is_reckoned,
          case when stay.lost_on is not null then coalesce(stay.reason, 'unknown') end as reason,
          greatest(stay.started_on, case when stay.lost_on is not null then stay.lost_on when stay.is_late then stay.ended_on
            when stay.is_reckoned then stay.described_on else ${asOf}::date end) as known_on,
          ${people.columns}
        from ${customerStays(context, sql`'-infinity'::date`, of)} as stay
        ${people.joins}
        where stay.is_identified and ${which === 'listed' ? sql`stay.is_reckoned` : sql`true`}
          and (not stay.is_reckoned or stay.described_on <= ${asOf}::date)
      ) as known
      where ${scopeOf(context.scope, 'known')} and ${inSight(context, sql`known.rep_id`, sql`coalesce(known.lost_on - 1, ${asOf}::date)`)}
    ) as row
  )`
}

/** Who sold last, what, and in which team: looked up only where it is asked, of all customers there ever were. */
function whoSold(context: MetricContext): { readonly columns: Sql; readonly joins: Sql } {
  if (isBare(context))
    return {
      columns: sql`null::bigint as rep_id, null::bigint as product_id, null::bigint as team_id`,
      joins: sql``,
    }
  const { asOf } = context
  return {
    columns: sql`last.owner_id as rep_id, last.product_id, membership.team_id`,
    joins: sql`
            left join (
              select account_id, (array_agg(owner_id order by starts_on desc, subscription_id desc))[1] as owner_id,
                (array_agg(product_id order by monthly_minor desc nulls last, subscription_id))[1] as product_id
              from subscriptions where starts_on <= ${asOf}::date group by account_id
            ) as last on last.account_id = stay.account_id
            left join memberships as membership on membership.person_id = last.owner_id
              and (membership.starts_on is null or membership.starts_on <= coalesce(stay.lost_on - 1, ${asOf}::date))
              and (membership.ends_on is null or coalesce(stay.lost_on - 1, ${asOf}::date) < membership.ends_on)`,
  }
}

export interface Aged {
  readonly key: string | null
  readonly age: number
  readonly lost: number
  readonly running: number
  /** Of both, by a list that gives no days. */
  readonly reckoned: number
}

/** How many stays ended at each age, and how many were known so far, by value of a dimension. */
export async function countAges(
  context: MetricContext,
  which: 'all' | 'listed',
  by: { readonly key: Sql; readonly join: Sql } | null,
): Promise<readonly Aged[]> {
  const isCounted = which === 'all' && by === null && isBare(context) && context.isFromRows !== true
  const known = isCounted
    ? agesAdded(context)
    : sql`
      select ${by === null ? sql`null::text` : by.key} as key, row.age, row.is_lost, row.is_reckoned, 1 as stays
      from ${staysByAge(context, which)} as row ${by === null ? sql`` : by.join}`
  const many = (condition: Sql) => sql`coalesce(sum(stays) filter (where ${condition}), 0)::bigint`
  const { rows } = await sql<Aged>`
    select key, age, ${many(sql`is_lost`)} as lost, ${many(sql`not is_lost`)} as running, ${many(sql`is_reckoned`)} as reckoned
    from (${known}) as known group by 1, 2 having sum(stays) > 0 order by 1, 2`.execute(context.query)
  return rows
}

/**
 * The same stays, those alike added up: all that have an end, less those of which the as-of day decides whether they do, and of these
 * what it says. Those that run are as old as the first day that they share. One by one are looked at those that ended within the grace
 * before the as-of day, those of accounts that signed later, and those of lists without days.
 */
function agesAdded(context: MetricContext): Sql {
  const { asOf } = context
  const isOpen = sql`kept.ended_on > ${asOf}::date - ${grace}::integer`
  const runs = sql`kept.ended_on > ${asOf}::date`
  const dated = sql.raw(isDated('kept'))
  const later = signedLater(context)
  const ended = sql.raw(ageBetween('kept.started_on', 'greatest(kept.started_on, kept.ended_on)'))
  return sql`
      select null::text as key, age, true as is_lost, false as is_reckoned, stays from stay_ages
      union all
      select null, ${ended}, true, false, -1 from contract_stays as kept
      where ${sql.raw(isAged('kept'))} and (${isOpen} or kept.account_id in (${later}))
      union all
      select null, ${sql.raw(ageBetween('begun.started_on', 'begun.known_on'))}, false, false, begun.stays
      from (
        select kept.started_on, ${asOf}::date as known_on, count(*) as stays from contract_stays as kept
        where ${dated} and ${runs} and kept.account_id not in (${later}) group by 1
      ) as begun
      union all
      select null, row.age, row.is_lost, row.is_reckoned, 1
      from ${staysByAge(context, 'all', sql`(${isOpen} and not ${runs} or kept.described_on is not null)`)} as row`
}

/** Ages as the tally of an answer. */
export function agesTally(answerId: string, rows: readonly Aged[]): Tally {
  if (answerId === 'left-by-list') {
    const successes = rows.reduce((all, row) => all + row.lost, 0)
    return {
      kind: 'proportion',
      successes,
      trials: successes + rows.reduce((all, row) => all + row.running, 0),
    }
  }
  const counts = new Map<number, SpellEnds>(
    rows.map(({ age, lost, running }) => [age, { won: 0, lost, open: running }]),
  )
  return { kind: 'spells', counts }
}

/** How exact ages are, where lists gave them; null where all contracts have their days. */
export function agesSaid(rows: readonly Aged[]): Words | null {
  const reckoned = rows.reduce((all, row) => all + row.reckoned, 0)
  if (reckoned === 0) return null
  const [fr, en] = (['fr', 'en'] as const).map((language) => formatNumber(reckoned, language))
  return words(
    `${fr} d’entre eux sont connus par une liste qui donne l’ancienneté, en mois entiers le plus souvent, et non les jours.`,
    `${en} of them are known by a list that gives ages, mostly in whole months, and not the days.`,
  )
}

/**
 * Share of customers still there a year after they came: Kaplan-Meier over ages, log-log bounds, customers still there censored at their age; shown
 * where five or more were followed so far. Beside it the same share at other ages, and the age at which half have left.
 */
export function keptAnswer(id: string, tally: Tally | null, side: Side): Answer {
  const unit = { kind: 'ratio' } as const
  if (tally?.kind !== 'spells' || tally.counts.size === 0)
    return silent(id, unit, 'no-data', side.unknown ?? nothingCounted, side)
  const curve = kaplanMeier(
    [...tally.counts].map(([time, ends]) => ({ time, events: ends.won + ends.lost, censored: ends.open })),
  )
  const n = [...tally.counts.values()].reduce((all, ends) => all + ends.won + ends.lost + ends.open, 0)
  const at = (months: number) => {
    const found = survivalAt(curve, months * monthOfAge)
    return found !== null && found.atRisk >= fewestFollowed ? found : null
  }
  const details: Detail[] = alsoAt.flatMap((months): readonly Detail[] => {
    const found = at(months)
    const name = words(
      `Encore là après ${formatNumber(months, 'fr')} mois`,
      `Still there after ${formatNumber(months, 'en')} ${months === 1 ? 'month' : 'months'}`,
    )
    return found === null ? [] : [{ name, value: found.survival, unit }]
  })
  if (curve.median !== null && isFollowed(curve.steps, curve.median))
    details.push({
      name: words('La moitié est partie après, en mois', 'Half have left after, in months'),
      value: Math.ceil(curve.median / monthOfAge),
      unit: { kind: 'count' },
    })
  const point = at(valueAt)
  if (point === null) {
    const longest = Math.floor((lastFollowed(curve) ?? 0) / monthOfAge)
    const note = words(
      `Non montré : il faut ${fewestFollowed} clients suivis jusqu’à ${valueAt} mois ; ici la courbe s’arrête à ${formatNumber(longest, 'fr')} mois.`,
      `Not shown: ${fewestFollowed} customers followed up to ${valueAt} months are needed; here the curve ends at ${formatNumber(longest, 'en')} months.`,
    )
    return { ...silent(id, unit, 'no-data', note, { details }), n }
  }
  const bounds =
    point.lower === null || point.upper === null
      ? null
      : between(point.lower, point.upper, 'Kaplan–Meier, log-log')
  return answer(
    id,
    {
      value: point.survival,
      unit,
      n,
      interval: bounds,
      details,
      isFragile:
        n < smallSample || (bounds !== null && (Number(bounds.high) - Number(bounds.low)) / 2 > widest),
    },
    side,
  )
}
