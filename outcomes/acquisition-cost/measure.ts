// How costs and new customers become a cost per customer: of the period, a cycle earlier, of campaigns alone; and what comes back.
import { sql } from 'kysely'
import {
  type Acquisition,
  acquisitionOf,
  acquisitionSplit,
  purchasesTold,
  type Won,
  wonIn,
} from '../../metric/rows/acquisition.ts'
import { countAnswer } from '../../metric/answers/answers.ts'
import { lifeTallies, livesBy } from '../../metric/rows/customer-value.ts'
import type { CountedLine, MetricContext, Side, Split } from '../../metric/definition.ts'
import { splittingBy } from '../../metric/rows/dimensions.ts'
import { countedByReason } from '../../metric/rows/exclusions.ts'
import { daysIn, type Lines, linesOf } from '../../metric/tallies/lines.ts'
import { hasLists, startsReckoned } from '../../metric/rows/lists-without-days.ts'
import type { Answer } from '../../metric/measurement.ts'
import { formatNumber } from '../../metric/phrase.ts'
import { unitCostAnswer } from '../../metric/answers/ratio-answers.ts'
import type { Tally } from '../../metric/tallies/tally.ts'
import { words } from '../../metric/words.ts'
import { valueToCostAnswer } from '../../metric/answers/value-answers.ts'
import { firstSpending, salesLag } from './lag.ts'
import { paid, setAside } from './rows.ts'

/** A dimension that customers have and costs have not: who they count for is known, what they cost is not. */
function customersOnly(dimension: string) {
  const { key, join } = splittingBy(dimension, 'row', sql`row.since`)
  return { cost: sql`null::text`, customer: key, join }
}

export async function count(context: MetricContext, split: Split): Promise<readonly CountedLine[]> {
  const lines = linesOf()
  const by = acquisitionSplit(split.dimension)
  const note = (await hasLists(context)) ? { note: startsReckoned } : {}
  const side: Side = { ...note, ...((by === null || context.scope.kind === 'rep') && { unknown: notSplit }) }
  const sides = by ?? customersOnly(split.dimension!)
  const asks = (id: string) => split.answers.includes(id)
  const won = await wonIn(context, split.periods, sides)
  if (asks('full-cost') || asks('new-customers') || asks('return')) {
    // Costs cannot be joined to what only customers have: they are left out with their key.
    const only = by === null ? sql`false` : sql`true`
    const found = await acquisitionOf(context, split.periods, sides, won, { only })
    for (const one of found) {
      if (asks('full-cost')) add(context, lines, 'full-cost', one, split, side)
      if (asks('new-customers') && one.won > 0)
        lines.add(
          one.period,
          one.key,
          'new-customers',
          { kind: 'count', count: one.won, days: daysIn(split.periods[one.period]!, context.asOf) },
          note,
        )
    }
    if (asks('return')) await countReturn(context, split, found, lines, side)
  }
  if (asks('paid-cost')) {
    const only = by === null ? sql`false` : paid
    for (const one of await acquisitionOf(context, split.periods, sides, won, { only }))
      add(context, lines, 'paid-cost', one, split, side)
  }
  if (asks('platform-cost') && by !== null)
    for (const one of await purchasesTold(context, split.periods, sides))
      add(context, lines, 'platform-cost', one, split, { note: notACustomer })
  if (asks('lagged-cost')) await countLagged(context, split, sides, won, lines, side)
  return lines.all()
}

// A line holds the spending that names it, and no part of the rest: lines are shown and not judged. Spending that names none keeps
// its own line, and is divided by nobody.
function add(
  { scope }: MetricContext,
  lines: Lines,
  id: string,
  one: Acquisition,
  split: Split,
  side: Side,
): void {
  const tally = {
    kind: 'unit-cost',
    minor: one.minor,
    units: one.won,
    missingRates: one.missingRates,
  } as const
  const isSplit = split.dimension !== null
  const isPart = isSplit || scope.kind !== 'organisation'
  const unknown =
    side.unknown ??
    (isPart && one.minor === 0n ? nothingNamed : isSplit && one.key === null ? unallocated : undefined)
  lines.add(one.period, one.key, id, tally, {
    ...side,
    ...(unknown !== undefined && { unknown }),
    ...(isSplit && { isComparable: false }),
  })
}

const nothingNamed = words(
  'Aucune dépense n’est attribuée ici : le coût n’est pas connu, il n’est pas nul.',
  'No spending is attributed here: the cost is not known, it is not zero.',
)
const notSplit = words(
  'Les dépenses ne sont pas ventilées ainsi : seuls les clients le sont.',
  'Spending is not split in this way: only customers are.',
)
const unallocated = words(
  'Dépenses qu’aucune clé n’attribue : elles comptent dans l’ensemble, et ne sont divisées par personne ici.',
  'Spending that no key allocates: it counts in the whole, and is divided by nobody here.',
)

async function countLagged(
  context: MetricContext,
  split: Split,
  by: Parameters<typeof acquisitionOf>[2],
  won: Won,
  lines: Lines,
  side: Side,
): Promise<void> {
  const lag = await salesLag(context)
  const first = await firstSpending(context)
  for (const one of await acquisitionOf(context, split.periods, by, won, {
    lag: lag ?? 0,
    ...(side.unknown !== undefined && { only: sql`false` }),
  })) {
    const period = split.periods[one.period]!
    const begins = first === null ? null : monthsLater(first, lag ?? 0)
    const isShort = period.kind !== 'all' && begins !== null && begins > period.start
    add(context, lines, 'lagged-cost', one, split, {
      ...side,
      details:
        lag === null
          ? []
          : [{ name: words('Décalage, en mois', 'Shift, in months'), value: lag, unit: { kind: 'count' } }],
      ...(lag === null && side.unknown === undefined && { unknown: noCycle }),
      ...(isShort &&
        side.unknown === undefined && {
          unknown: words(
            `Les dépenses connues ne remontent pas à ${formatNumber(lag ?? 0, 'fr')} mois avant la période.`,
            `Known spending does not reach back to ${formatNumber(lag ?? 0, 'en')} months before the period.`,
          ),
        }),
    })
  }
}

const noCycle = words(
  'Trop peu d’affaires gagnées avec leurs deux dates pour connaître un cycle.',
  'Too few won deals with both days to know a cycle.',
)

function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months, 1)
  return date.toISOString().slice(0, 10)
}

async function countReturn(
  context: MetricContext,
  split: Split,
  found: readonly Acquisition[],
  lines: Lines,
  side: Side,
): Promise<void> {
  const { dimension } = split
  const isSplit = dimension !== null && dimension !== 'channel' && dimension !== 'month'
  const by = isSplit ? livesBy(dimension) : null
  for (const { period, key, tally } of await lifeTallies(context, split.periods, by)) {
    const own = found.find((one) => one.period === period && one.key === key)
    lines.add(
      period,
      key,
      'return',
      own === undefined
        ? tally
        : { ...tally, spent: { minor: own.minor, won: own.won, missingRates: own.missingRates } },
      side,
    )
  }
}

export function finish(id: string, tally: Tally | null, side: Side, { settings }: MetricContext): Answer {
  const { currency } = settings
  switch (id) {
    case 'new-customers':
      return countAnswer(id, tally, side)
    case 'return':
      return valueToCostAnswer(id, tally, side, { months: 12, currency })
    case 'platform-cost':
      return unitCostAnswer(
        id,
        tally,
        tally === null ? { ...side, unknown: noPurchase } : side,
        currency,
        noPurchase,
      )
    default:
      return unitCostAnswer(id, tally, side, currency, nobody)
  }
}

const notACustomer = words(
  'Un achat compté par la régie n’est pas un nouveau client.',
  'A purchase that the platform counts is not a new customer.',
)
const noPurchase = words(
  'Aucune dépense de la période ne dit combien d’achats elle a apportés.',
  'No spending of the period says how many purchases it brought.',
)
const nobody = words('Aucun nouveau client sur cette période.', 'No new customer in this period.')

const reasons = {
  'account-unknown': words(
    'Affaires gagnées dont le compte n’est pas connu : rien ne dit si le client est nouveau.',
    'Won deals whose account is not known: nothing says whether the customer is new.',
  ),
}

export function exclusions(context: MetricContext) {
  return countedByReason(context, setAside(context), reasons)
}
