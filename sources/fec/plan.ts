// Which accounts of a French accounting file are costs of selling, and which share of them. The file has no analytic axis: what is
// taken from it rests on these lines, which the organisation can change, and which every report repeats.
import type { Query } from '../../model/database.ts'
import { type CostCategory, costCategories } from '../../model/codes.ts'

export const departments = ['sales', 'marketing', 'research', 'other'] as const

export interface PlanLine {
  /** Beginning of account numbers: '623' is every account that begins so; the longest line that fits decides. */
  readonly accounts: string
  /** Null: no cost of selling. */
  readonly category: CostCategory | null
  readonly department: (typeof departments)[number] | null
  /** Part of the amount that sales and marketing bear, above 0 and at most 1. */
  readonly share: number
}

const line = (
  accounts: string,
  category: CostCategory | null,
  department: PlanLine['department'] = null,
  share = 1,
): PlanLine => ({ accounts, category, department, share })

/**
 * One employee in four sells or markets. An assumption of ours, without a source: the file does not say who works where, and a cost
 * of acquisition without any salary would be further off. The report names it until the organisation says its own.
 */
const assumedSalesShare = 0.25

/** Numbers of the French general chart of accounts (plan comptable général). */
export const defaultPlan: readonly PlanLine[] = [
  line('604', 'research', 'research'), // achats d'études et prestations de services
  line('611', 'agency', 'marketing'), // sous-traitance générale
  line('6135', 'tools'), // locations mobilières : logiciels en abonnement
  line('617', 'research', 'research'), // études et recherches
  line('6183', 'training'), // documentation technique
  line('6185', 'events', 'marketing'), // colloques, séminaires, conférences
  line('6222', 'commission', 'sales'), // commissions et courtages sur ventes
  line('6226', 'agency', 'marketing'), // honoraires
  line('623', 'advertising', 'marketing'), // publicité, publications, relations publiques
  line('6233', 'events', 'marketing'), // foires et expositions
  line('6236', 'content', 'marketing'), // catalogues et imprimés
  line('6237', 'content', 'marketing'), // publications
  line('625', 'travel', 'sales'), // déplacements, missions et réceptions
  line('6255', null), // frais de déménagement
  line('6333', 'training'), // formation professionnelle continue
  line('641', 'salary', 'sales', assumedSalesShare), // rémunérations du personnel
  line('645', 'salary', 'sales', assumedSalesShare), // charges de sécurité sociale et de prévoyance
  line('651', 'tools'), // redevances pour concessions, brevets, licences, logiciels
]

const settingKey = 'fec-plan'

export interface PlanInForce {
  readonly lines: readonly PlanLine[]
  /** False for the default: the organisation has not said anything yet. */
  readonly isOwn: boolean
}

export async function readPlan(query: Query): Promise<PlanInForce> {
  const row = await query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', settingKey)
    .executeTakeFirst()
  return row === undefined
    ? { lines: defaultPlan, isOwn: false }
    : { lines: row.value as readonly PlanLine[], isOwn: true }
}

/** Replaces the plan; null goes back to the default. @throws PlanRefused */
export async function changePlan(query: Query, plan: unknown, now: Date): Promise<void> {
  if (plan === null) {
    await query.deleteFrom('settings').where('key', '=', settingKey).execute()
    return
  }
  const value = JSON.stringify(checkPlan(plan))
  await query
    .insertInto('settings')
    .values({ key: settingKey, value, changed_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
    .execute()
}

/** Why a plan cannot be taken: its line, from 1, and what is wrong there. */
export class PlanRefused extends Error {
  readonly place: number
  readonly reason: 'not-a-list' | 'unknown-key' | 'accounts' | 'twice' | 'category' | 'department' | 'share'
  constructor(place: number, reason: PlanRefused['reason']) {
    super(`line ${place}: ${reason}`)
    this.name = 'PlanRefused'
    this.place = place
    this.reason = reason
  }
}

/** A plan written by a person, checked line by line. @throws PlanRefused */
export function checkPlan(plan: unknown): PlanLine[] {
  if (!Array.isArray(plan) || plan.length > 500) throw new PlanRefused(0, 'not-a-list')
  const seen = new Set<string>()
  return plan.map((written: unknown, at): PlanLine => {
    const refuse = (reason: PlanRefused['reason']): never => {
      throw new PlanRefused(at + 1, reason)
    }
    if (written === null || typeof written !== 'object') return refuse('not-a-list')
    const {
      accounts,
      category = null,
      department = null,
      share = 1,
      ...others
    } = written as Record<string, unknown>
    if (Object.keys(others).length > 0) refuse('unknown-key')
    if (typeof accounts !== 'string' || !/^6\d{0,11}$/.test(accounts)) return refuse('accounts')
    if (seen.has(accounts)) refuse('twice')
    seen.add(accounts)
    const isCategory = category === null || (costCategories as readonly unknown[]).includes(category)
    if (!isCategory) refuse('category')
    if (department !== null && !(departments as readonly unknown[]).includes(department)) refuse('department')
    if (typeof share !== 'number' || !(share > 0 && share <= 1)) return refuse('share')
    return {
      accounts,
      category: category as CostCategory | null,
      department: department as PlanLine['department'],
      share,
    }
  })
}

/** The line that an account falls under: the longest that it begins with. */
export function lineFinder(plan: readonly PlanLine[]): (account: string) => PlanLine | null {
  const longestFirst = plan.toSorted((one, other) => other.accounts.length - one.accounts.length)
  const known = new Map<string, PlanLine | null>()
  return (account) => {
    let found = known.get(account)
    if (found === undefined) {
      found = longestFirst.find(({ accounts }) => account.startsWith(accounts)) ?? null
      known.set(account, found)
    }
    return found?.category == null ? null : found
  }
}
