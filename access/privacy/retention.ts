// How long what is kept, as data: each rule with its default and its ceiling, and what the organisation set instead.
// The purge reads this daily; the lengths are those of the rules of trust, section A.
import type { Query } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import type { Retention } from '../../model/table.ts'
import { PrivacyRefused } from './refused.ts'

export interface Length {
  readonly length: number
  readonly unit: 'days' | 'months'
}

export interface RetentionRule {
  readonly id: RuleId
  readonly name: { readonly fr: string; readonly en: string }
  /** What becomes of it when its time is over. */
  readonly afterwards: { readonly fr: string; readonly en: string }
  readonly default: Length
  readonly ceiling: Length
  /** Longer than this needs a written reason. */
  readonly reasonAbove?: Length
  /** The declared retentions of columns that this rule carries out. */
  readonly covers: readonly Retention[]
}

const months = (length: number): Length => ({ length, unit: 'months' })
const days = (length: number): Length => ({ length, unit: 'days' })

export const ruleIds = [
  'leads',
  'recorded-hours',
  'daily-totals',
  'content-uses',
  'answers',
  'unknown-learners',
  'refused-rows',
  'landed-records',
  'import-reports',
  'access-journal',
] as const
export type RuleId = (typeof ruleIds)[number]

export const retentionRules: readonly RetentionRule[] = [
  {
    id: 'leads',
    name: { fr: 'Leads, depuis leur dernière action propre', en: 'Leads, from their last own action' },
    afterwards: {
      fr: 'supprimés ; leurs totaux par jour restent',
      en: 'deleted; their totals by day stay',
    },
    default: months(36),
    ceiling: months(36),
    covers: ['leads: 3 years from their last own action'],
  },
  {
    id: 'recorded-hours',
    name: { fr: 'Heures du temps noté', en: 'Hours of recorded time' },
    afterwards: {
      fr: 'supprimées ; les totaux par jour et par activité restent',
      en: 'deleted; totals by day and category stay',
    },
    default: days(30),
    ceiling: days(90),
    covers: ['time: hours 30 days, daily totals 12 months'],
  },
  {
    id: 'daily-totals',
    name: {
      fr: 'Totaux de temps par personne, par mois entiers',
      en: 'Totals of time by person, by whole months',
    },
    afterwards: {
      fr: 'supprimés ; les chiffres des équipes et de l’organisation restent, et les heures par contenu, sans personne',
      en: 'deleted; figures of teams and of the organisation stay, and hours by item of content, without a person',
    },
    default: months(12),
    ceiling: months(24),
    covers: ['time: hours 30 days, daily totals 12 months'],
  },
  {
    id: 'content-uses',
    name: {
      fr: 'Usages de contenus par personne, par mois entiers',
      en: 'Uses of content by person, by whole months',
    },
    afterwards: {
      fr: 'supprimés ; les chiffres des équipes et les nombres par contenu restent',
      en: 'deleted; figures of teams and counts by item stay',
    },
    default: months(12),
    ceiling: months(25),
    covers: ['uses of content: 12 months'],
  },
  {
    id: 'answers',
    name: { fr: 'Réponses et avis liés à une personne', en: 'Answers and feedback tied to a person' },
    afterwards: {
      fr: 'la note et le thème restent, sans la personne ni ses mots',
      en: 'score and theme stay, without the person and her words',
    },
    default: months(24),
    ceiling: months(36),
    covers: ['answers: 24 months'],
  },
  {
    id: 'unknown-learners',
    name: {
      fr: 'Traces de formation d’une personne inconnue, depuis leur arrivée',
      en: 'Learning records of an unknown person, from their arrival',
    },
    afterwards: { fr: 'supprimées', en: 'deleted' },
    default: days(90),
    ceiling: months(13),
    covers: [],
  },
  {
    id: 'refused-rows',
    name: {
      fr: 'Lignes refusées des imports, et événements reçus',
      en: 'Refused rows of imports, and events received',
    },
    afterwards: { fr: 'supprimées ; leur nombre reste', en: 'deleted; their number stays' },
    default: days(30),
    ceiling: days(90),
    covers: ['refused rows: 30 days'],
  },
  {
    id: 'landed-records',
    name: {
      fr: 'Enregistrements reçus d’un tap, depuis leur dernière livraison',
      en: 'Records received from a tap, from their last delivery',
    },
    afterwards: {
      fr: 'supprimés ; ce qui en a été tiré reste',
      en: 'deleted; what was made of them stays',
    },
    default: days(90),
    ceiling: months(13),
    covers: ['landed records: 90 days'],
  },
  {
    id: 'import-reports',
    name: {
      fr: 'Rapports d’import et valeurs d’avant import',
      en: 'Reports of imports and values before an import',
    },
    afterwards: {
      fr: 'supprimés ; l’import ne peut plus être annulé',
      en: 'deleted; the import can no longer be undone',
    },
    default: months(13),
    ceiling: months(25),
    covers: ['imports: 13 months'],
  },
  {
    id: 'access-journal',
    name: { fr: 'Journal des accès', en: 'Access journal' },
    afterwards: {
      fr: 'supprimé ; la chaîne reste vérifiable',
      en: 'deleted; the chain can still be verified',
    },
    default: months(12),
    ceiling: months(36),
    reasonAbove: months(12),
    covers: ['access journal: 12 months'],
  },
]

export interface RuleInForce extends RetentionRule {
  readonly inForce: Length
  readonly reason: string | null
  /** Null when the default holds. */
  readonly changedAt: Date | null
}

/** Every rule with the length that holds now. */
export async function readRetention(query: Query): Promise<readonly RuleInForce[]> {
  const rows = await query.selectFrom('retention_rules').selectAll().execute()
  return retentionRules.map((rule) => {
    const set = rows.find((row) => row.rule === rule.id)
    return {
      ...rule,
      // A ceiling that was lowered since holds for what was set before.
      inForce:
        set === undefined ? rule.default : shorter({ length: set.length, unit: set.unit }, rule.ceiling),
      reason: set?.reason ?? null,
      changedAt: set?.changed_at ?? null,
    }
  })
}

/**
 * Sets how long a rule keeps.
 * @throws PrivacyRefused for an unknown rule, less than a day, more than the ceiling, or a missing reason
 */
export async function setRetention(
  query: Query,
  reader: Reader,
  { rule, length, unit, reason }: { readonly rule: string; readonly reason: string | null } & Length,
  now: Date,
): Promise<readonly RuleInForce[]> {
  const known = retentionRules.find(({ id }) => id === rule)
  if (known === undefined) throw new PrivacyRefused('rule-unknown')
  if (!Number.isInteger(length) || length < 1 || length > 1_200) throw new PrivacyRefused('not-a-value')
  const asked = { length, unit }
  if (isLonger(asked, known.ceiling)) throw new PrivacyRefused('past-ceiling')
  if (known.reasonAbove !== undefined && isLonger(asked, known.reasonAbove) && (reason ?? '').trim() === '')
    throw new PrivacyRefused('reason-missing')
  const row = { length, unit, reason, changed_by: reader.personId, changed_at: now }
  await query
    .insertInto('retention_rules')
    .values({ rule, ...row })
    .onConflict((conflict) => conflict.column('rule').doUpdateSet(row))
    .execute()
  return readRetention(query)
}

/** The first day that is kept: what ended before it goes. `today` and the answer are the organisation's days. */
export function keptFrom(today: string, { length, unit }: Length): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  if (unit === 'days') return isoDay(new Date(Date.UTC(year, month - 1, day - length)))
  const first = new Date(Date.UTC(year, month - 1 - length, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  // 31 March less one month is the last day of February, not the third of March.
  return isoDay(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last))))
}

/** The first day of a month, on or after a day: what goes by whole months goes up to there. */
export function wholeMonth(day: string): string {
  if (day.endsWith('-01')) return day
  const [year = 0, month = 1] = day.split('-').map(Number)
  return isoDay(new Date(Date.UTC(year, month, 1)))
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Compared by the longest that a month can be, so that no unit slips past a ceiling. */
function isLonger(asked: Length, limit: Length): boolean {
  if (asked.unit === limit.unit) return asked.length > limit.length
  return asked.unit === 'days' ? asked.length > limit.length * 30 : asked.length * 31 > limit.length
}

function shorter(asked: Length, limit: Length): Length {
  return isLonger(asked, limit) ? limit : asked
}
