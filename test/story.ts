// A story: a handful of people, deals and leads told in a test, inserted as they would stand after an import.
// Names are the keys: a person, a team, an account or a product is made when a row first names it.
import type { Database, Query } from '../model/database.ts'
import { foldCode, foldName } from '../model/names.ts'
import { housekeeper } from '../model/reader.ts'
import { refreshRollups, touchRows, within } from '../model/rollups/index.ts'
import type { DealType } from '../model/tables/opportunities.ts'
import { traced } from './traced.ts'

export interface StoryDeal {
  /** Default: 'd1', 'd2', ... */
  readonly id?: string
  readonly owner?: string
  /** Owners before the present one, each with the day on which the next took over. */
  readonly ownedBefore?: readonly { readonly owner: string; readonly until: string }[]
  readonly account?: string
  readonly opened?: string | null
  readonly won?: string | null
  readonly lost?: string | null
  /** Minor units. */
  readonly amount?: bigint | null
  readonly currency?: string
  readonly type?: DealType
  /** Products with their amounts in minor units, or names alone. */
  readonly products?: readonly string[]
  readonly leadSource?: string
  readonly pipeline?: string
  /** Stays in stages: name, first day, last day (none: still there). */
  readonly stages?: readonly (readonly [string, string, string?])[]
  readonly stage?: string
  readonly isDeleted?: boolean
}

export interface StoryLead {
  readonly id?: string
  readonly owner?: string
  readonly account?: string
  readonly created?: string | null
  readonly converted?: boolean | string
  readonly qualified?: boolean
  /** Id of a deal of the same story. */
  readonly deal?: string
  readonly leadSource?: string
  readonly status?: string
}

export interface Story {
  /** Person to team; or to stays, the last one open: ['North until 2026-02-01', 'South']. */
  readonly people?: Readonly<Record<string, string | readonly string[] | null>>
  /** Product to family. */
  readonly products?: Readonly<Record<string, string | null>>
  readonly accounts?: Readonly<
    Record<string, { readonly industry?: string; readonly country?: string; readonly segment?: string }>
  >
  /** Open stages of the default pipeline, in order. */
  readonly stages?: readonly string[]
  /** Pipelines that do not count. */
  readonly leftOut?: readonly string[]
  readonly rates?: readonly { readonly currency: string; readonly from: string; readonly rate: number }[]
  readonly deals?: readonly StoryDeal[]
  readonly leads?: readonly StoryLead[]
}

/** Inserts a story. May be called again: names already told are the same people and accounts. */
export async function tell(database: Database, story: Story): Promise<void> {
  await database.write(housekeeper, async (query) => {
    const names = namesIn(query)
    for (const [person, stays] of Object.entries(story.people ?? {}))
      await joinTeams(query, names, person, stays)
    for (const [product, family] of Object.entries(story.products ?? {})) await names.product(product, family)
    for (const [account, traits] of Object.entries(story.accounts ?? {})) await names.account(account, traits)
    for (const pipeline of story.leftOut ?? []) await names.pipeline(pipeline, false)
    for (const [position, stage] of (story.stages ?? []).entries()) await names.stage(stage, position)
    for (const rate of story.rates ?? [])
      await query
        .insertInto('currency_rates')
        .values({
          currency: rate.currency,
          valid_from: rate.from,
          rate: rate.rate,
          origin: 'story',
          created_import_id: 1,
        })
        .execute()
    const deals = new Map<string, { account: number; deal: number }>()
    for (const [i, deal] of (story.deals ?? []).entries()) {
      const id = deal.id ?? `d${i + 1}`
      deals.set(id, await addDeal(query, names, id, deal))
    }
    for (const [i, lead] of (story.leads ?? []).entries()) await addLead(query, names, lead, i, deals)
    for (const table of ['leads', 'opportunities'] as const) await touchRows(within(query), table, 'true')
    await refreshRollups(within(query))
  })
}

type Names = ReturnType<typeof namesIn>

// Identity columns are given by the database; Kysely's row types ask for them, so rows are cast on insertion.
function namesIn(query: Query) {
  const known = new Map<string, number>()
  const remember = (table: string, name: string, id: number): number => {
    known.set(`${table} ${name}`, id)
    return id
  }
  const find = async (
    table: 'people' | 'teams' | 'accounts' | 'products' | 'pipelines' | 'stages',
    key: string,
    name: string,
    values: Record<string, unknown>,
  ): Promise<number> => {
    const remembered = known.get(`${table} ${name}`)
    if (remembered !== undefined) return remembered
    const label = table === 'people' ? 'display_name' : 'name'
    const found = await query
      .selectFrom(table as 'teams')
      .select(key as 'team_id')
      .where(label as 'name', '=', name)
      .executeTakeFirst()
    if (found !== undefined) return remember(table, name, (found as unknown as Record<string, number>)[key]!)
    const made = await query
      .insertInto(table as 'teams')
      .values({ [label]: name, ...values } as never)
      .returning(key as 'team_id')
      .executeTakeFirstOrThrow()
    return remember(table, name, (made as unknown as Record<string, number>)[key]!)
  }
  const pipeline = (name: string, isCounted = true) =>
    find('pipelines', 'pipeline_id', name, {
      source: 'story',
      name_key: foldName(name),
      is_counted: isCounted,
      is_confirmed: true,
    })
  return {
    person: (name: string) =>
      find('people', 'person_id', name, { name_key: foldName(name), is_provisional: false, job: 'rep' }),
    team: (name: string) => find('teams', 'team_id', name, { name_key: foldName(name) }),
    account: (name: string, traits: { industry?: string; country?: string } = {}) =>
      find('accounts', 'account_id', name, { name_key: foldName(name), is_identified: true, ...traits }),
    product: (name: string, family: string | null = null) =>
      find('products', 'product_id', name, { name_key: foldCode(name), family }),
    pipeline,
    stage: async (name: string, position: number | null = null) =>
      find('stages', 'stage_id', name, {
        pipeline_id: await pipeline('Sales'),
        name_key: foldName(name),
        position,
        outcome: 'open',
        outcome_basis: 'confirmed',
        is_confirmed: true,
      }),
    /** An account of its own for a deal or lead whose company is not known. */
    unidentified: async () => {
      const made = await query
        .insertInto('accounts')
        .values({ is_identified: false } as never)
        .returning('account_id')
        .executeTakeFirstOrThrow()
      return made.account_id
    },
  }
}

async function joinTeams(
  query: Query,
  names: Names,
  person: string,
  stays: string | readonly string[] | null,
): Promise<void> {
  const person_id = await names.person(person)
  let starts_on: string | null = null
  for (const stay of stays === null ? [] : typeof stays === 'string' ? [stays] : stays) {
    const [team, until] = stay.split(' until ') as [string, string?]
    await query
      .insertInto('memberships')
      .values({ person_id, team_id: await names.team(team), starts_on, ends_on: until ?? null } as never)
      .execute()
    starts_on = until ?? null
  }
}

async function addDeal(query: Query, names: Names, id: string, deal: StoryDeal) {
  const account_id =
    deal.account === undefined ? await names.unidentified() : await names.account(deal.account)
  const owner_id = deal.owner === undefined ? null : await names.person(deal.owner)
  const outcome = deal.won !== undefined ? 'won' : deal.lost !== undefined ? 'lost' : 'open'
  const { opportunity_id } = await query
    .insertInto('opportunities')
    .values({
      ...traced,
      account_id,
      external_id: id,
      owner_id,
      pipeline_id: await names.pipeline(deal.pipeline ?? 'Sales'),
      stage_id: deal.stage === undefined ? null : await names.stage(deal.stage),
      outcome,
      outcome_basis: 'stated',
      opened_on: deal.opened ?? null,
      closed_on: deal.won ?? deal.lost ?? null,
      amount_minor: deal.amount ?? null,
      currency: deal.currency ?? null,
      type: deal.type ?? null,
      lead_source: deal.leadSource ?? null,
      is_deleted: deal.isDeleted ?? false,
    } as never)
    .returning('opportunity_id')
    .executeTakeFirstOrThrow()
  let starts_on: string | null = null
  for (const [i, { owner, until }] of (deal.ownedBefore ?? []).entries()) {
    await query
      .insertInto('opportunity_owners')
      .values({
        account_id,
        opportunity_id,
        stay: i,
        owner_id: await names.person(owner),
        starts_on,
        ends_on: until,
        provenance: 'history',
        created_import_id: 1,
      })
      .execute()
    starts_on = until
  }
  if (starts_on !== null && owner_id !== null)
    await query
      .insertInto('opportunity_owners')
      .values({
        account_id,
        opportunity_id,
        stay: deal.ownedBefore!.length,
        owner_id,
        starts_on,
        ends_on: null,
        provenance: 'history',
        created_import_id: 1,
      })
      .execute()
  for (const product of deal.products ?? [])
    await query
      .insertInto('opportunity_lines')
      .values({
        account_id,
        opportunity_id,
        product_id: await names.product(product),
        created_import_id: 1,
        import_id: 1,
        content_hash: traced.content_hash,
      } as never)
      .execute()
  for (const [i, [stage, entered, left]] of (deal.stages ?? []).entries())
    await query
      .insertInto('stage_visits')
      .values({
        account_id,
        opportunity_id,
        visit: i,
        stage_id: await names.stage(stage),
        entered_at: new Date(`${entered}T12:00:00Z`),
        left_at: left === undefined ? null : new Date(`${left}T12:00:00Z`),
        entered_on: entered,
        left_on: left ?? null,
        provenance: 'history',
        created_import_id: 1,
      })
      .execute()
  return { account: account_id, deal: opportunity_id }
}

async function addLead(
  query: Query,
  names: Names,
  lead: StoryLead,
  i: number,
  deals: ReadonlyMap<string, { account: number; deal: number }>,
): Promise<void> {
  const deal = lead.deal === undefined ? undefined : deals.get(lead.deal)
  const account_id =
    deal?.account ??
    (lead.account === undefined ? await names.unidentified() : await names.account(lead.account))
  await query
    .insertInto('leads')
    .values({
      ...traced,
      account_id,
      external_id: lead.id ?? `l${i + 1}`,
      owner_id: lead.owner === undefined ? null : await names.person(lead.owner),
      lead_source: lead.leadSource ?? null,
      status: lead.status ?? null,
      created_on: lead.created ?? null,
      is_qualified: lead.qualified ?? null,
      is_converted: lead.converted === undefined ? null : lead.converted !== false,
      converted_on: typeof lead.converted === 'string' ? lead.converted : null,
      opportunity_id: deal?.deal ?? null,
      is_deleted: false,
    } as never)
    .execute()
}
