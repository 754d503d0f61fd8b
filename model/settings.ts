// The organisation's settings, with the values that hold until somebody changes them.
import type { Query } from './database.ts'

export interface Settings {
  readonly name: string
  /** IANA name; days, weeks and months of every figure are those of this zone. */
  readonly timeZone: string
  /** Month in which the fiscal year starts, 1 to 12. */
  readonly fiscalStart: number
  /** ISO 4217 code of the currency that amounts are in when a source does not say, and that sums are shown in. */
  readonly currency: string
}

export const defaultSettings: Settings = {
  name: 'Douze',
  timeZone: 'Europe/Paris',
  fiscalStart: 1,
  currency: 'EUR',
}

const keys = Object.keys(defaultSettings) as (keyof Settings)[]

/** Reads the settings; what was never set has its default. */
export async function readSettings(query: Query): Promise<Settings> {
  const rows = await query.selectFrom('settings').select(['key', 'value']).where('key', 'in', keys).execute()
  return { ...defaultSettings, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) }
}

/**
 * Changes some settings and returns them all.
 * @throws RangeError for a zone, a month or a currency that does not exist
 */
export async function changeSettings(query: Query, changes: Partial<Settings>, now: Date): Promise<Settings> {
  check(changes)
  const given = keys.filter((key) => changes[key] !== undefined)
  for (const key of given) {
    const value = JSON.stringify(changes[key])
    await query
      .insertInto('settings')
      .values({ key, value, changed_at: now })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: now }))
      .execute()
  }
  return readSettings(query)
}

function check({ timeZone, fiscalStart, currency }: Partial<Settings>): void {
  // Throws for a zone that does not exist.
  if (timeZone !== undefined) Intl.DateTimeFormat('en', { timeZone })
  if (fiscalStart !== undefined && !(Number.isInteger(fiscalStart) && fiscalStart >= 1 && fiscalStart <= 12))
    throw new RangeError(`fiscalStart: ${fiscalStart} is not a month`)
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency))
    throw new RangeError(`currency: ${currency} is not an ISO 4217 code`)
}

/** Which leads count as leads: every one, or only those that sales accepted. */
export type LeadDefinition = 'all' | 'qualified'

/** The lead definition in force, and whether an administrator confirmed it. */
export async function readLeadDefinition(
  query: Query,
): Promise<{ readonly value: LeadDefinition; readonly isConfirmed: boolean }> {
  const row = await query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'lead-definition')
    .executeTakeFirst()
  return { value: row?.value === 'qualified' ? 'qualified' : 'all', isConfirmed: row !== undefined }
}

/** Whether this house holds the demonstration: its clock then stands still at the last day of its data. */
export async function isDemonstration(query: Query): Promise<boolean> {
  const row = await query
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'demonstration')
    .executeTakeFirst()
  return row?.value === true
}

/**
 * The secret under which respondents of surveys are digested, so that a copy of the data does not tell who answered. The first
 * `fresh` that is offered stays.
 */
export async function readRespondentKey(query: Query, fresh: string, now: Date): Promise<string> {
  const key = 'respondent-key'
  const read = () => query.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const known = await read()
  if (known !== undefined) return String(known.value)
  await query
    .insertInto('settings')
    .values({ key, value: JSON.stringify(fresh), changed_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return String((await read())?.value)
}
