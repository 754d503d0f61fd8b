// The drill-down of deals: lists a sub-query of counted deals with the names of account, rep, team, stage and
// product, sorted and cut into pages.
import { type RawBuilder, sql } from 'kysely'
import type { Sql } from './counted-deals.ts'
import type { MetricContext, RowColumn, RowPage, RowRequest } from '../definition.ts'
import { words } from '../words.ts'

/** Columns that every list of deals has. */
export const dealColumns: readonly RowColumn[] = [
  { id: 'deal', name: words('Affaire', 'Deal'), kind: 'text' },
  { id: 'name', name: words('Intitulé', 'Title'), kind: 'text' },
  { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
  { id: 'rep', name: words('Commercial du moment', 'Rep at the time'), kind: 'person' },
  {
    id: 'owner_now',
    name: words("Commercial aujourd'hui, s'il a changé", 'Rep today, if changed'),
    kind: 'person',
  },
  { id: 'team', name: words('Équipe du moment', 'Team at the time'), kind: 'team' },
  { id: 'product', name: words('Produit principal', 'Main product'), kind: 'text' },
  { id: 'stage', name: words('Étape', 'Stage'), kind: 'text' },
  { id: 'opened', name: words('Créée le', 'Created'), kind: 'day' },
  { id: 'closed', name: words('Close le', 'Closed'), kind: 'day' },
  {
    id: 'outcome',
    name: words('Issue', 'Outcome'),
    kind: 'text',
    values: {
      won: words('gagnée', 'won'),
      lost: words('perdue', 'lost'),
      open: words('ouverte', 'open'),
    },
  },
  { id: 'amount', name: words('Montant', 'Amount'), kind: 'money' },
]

/** Columns that lists of leads have. */
export const leadColumns: readonly RowColumn[] = [
  { id: 'lead', name: words('Lead', 'Lead'), kind: 'text' },
  { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
  { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
  { id: 'team', name: words('Équipe du moment', 'Team at the time'), kind: 'team' },
  { id: 'lead_source', name: words('Origine', 'Lead source'), kind: 'text' },
  { id: 'status', name: words('Statut', 'Status'), kind: 'text' },
  { id: 'created', name: words('Créé le', 'Created'), kind: 'day' },
  { id: 'customer', name: words('Devenu client', 'Became a customer'), kind: 'flag' },
  { id: 'became', name: words('Client le', 'Customer on'), kind: 'day' },
]

export interface ExtraColumn {
  readonly id: string
  /** Expression over `deal` (or `lead`). */
  readonly value: Sql
}

const dealSort: Readonly<Record<string, Sql>> = {
  deal: sql`deal.external_id`,
  name: sql`deal.name`,
  account: sql`account.name`,
  rep: sql`rep.display_name`,
  owner_now: sql`owner_now.display_name`,
  team: sql`team.name`,
  product: sql`product.name`,
  stage: sql`stage.name`,
  opened: sql`deal.opened_on`,
  closed: sql`deal.closed_on`,
  outcome: sql`deal.outcome`,
  amount: sql`deal.amount_minor`,
}

/**
 * A page of counted deals. `counted` is a sub-query with the columns of `dealsAsOf` under the alias `deal`, filtered by
 * `where`. Sorted by what is asked, else by `usual`; the id settles ties.
 */
export async function listDeals(
  context: MetricContext,
  counted: Sql,
  request: RowRequest,
  usual: { readonly column: string; readonly descending: boolean },
  extra: readonly ExtraColumn[] = [],
): Promise<RowPage> {
  const { query } = context
  const extras: readonly Sql[] = extra.map((one) => sql`, ${one.value} as ${sql.id(one.id)}`)
  const sort = request.sort ?? usual
  const sorted =
    dealSort[sort.column] ?? extra.find((one) => one.id === sort.column)?.value ?? sql`deal.external_id`
  const { rows } = await sql<Record<string, unknown>>`
    select deal.external_id as deal, deal.name, case when account.is_identified then account.name end as account,
      rep.display_name as rep, owner_now.display_name as owner_now, team.name as team, product.name as product,
      stage.name as stage, deal.opened_on as opened, deal.closed_on as closed, deal.outcome, deal.amount_minor,
      coalesce(deal.currency, ${context.settings.currency}) as currency ${joinedWith(extras)}
    from ${counted} as deal
    left join accounts as account on account.account_id = deal.account_id
    left join people as rep on rep.person_id = deal.rep_id
    left join people as owner_now on owner_now.person_id = deal.owner_id and owner_now.person_id <> deal.rep_id${namedTo(context)}
    left join teams as team on team.team_id = deal.team_id
    left join stages as stage on stage.stage_id = deal.stage_id
    left join (
      select distinct on (line.account_id, line.opportunity_id)
        line.account_id, line.opportunity_id, line.product_id
      from opportunity_lines as line
      order by line.account_id, line.opportunity_id, line.amount_minor desc nulls last, line.line_id
    ) as main_product
      on main_product.account_id = deal.account_id and main_product.opportunity_id = deal.opportunity_id
    left join products as product on product.product_id = main_product.product_id
    order by ${sorted} ${direction(sort.descending)}, deal.opportunity_id
    limit ${request.limit} offset ${request.offset}`.execute(query)
  return { rows: rows.map(asCells), total: await countRows(context, counted) }
}

const leadSort: Readonly<Record<string, Sql>> = {
  lead: sql`named.external_id`,
  account: sql`account.name`,
  rep: sql`rep.display_name`,
  team: sql`team.name`,
  lead_source: sql`lead.lead_source`,
  status: sql`named.status`,
  created: sql`lead.created_on`,
  customer: sql`lead.is_customer`,
  became: sql`lead.became_on`,
}

/** A page of counted leads; `counted` has the columns of `leadsAsOf`. */
export async function listLeads(
  context: MetricContext,
  counted: Sql,
  request: RowRequest,
  extra: readonly ExtraColumn[] = [],
): Promise<RowPage> {
  const extras: readonly Sql[] = extra.map((one) => sql`, ${one.value} as ${sql.id(one.id)}`)
  const sort = request.sort ?? { column: 'created', descending: true }
  const sorted =
    leadSort[sort.column] ?? extra.find((one) => one.id === sort.column)?.value ?? sql`named.external_id`
  const { rows } = await sql<Record<string, unknown>>`
    select named.external_id as lead, case when account.is_identified then account.name end as account,
      rep.display_name as rep, team.name as team, lead.lead_source, named.status, lead.created_on as created,
      lead.is_customer as customer, lead.became_on as became ${joinedWith(extras)}
    from ${counted} as lead
    left join leads as named on named.account_id = lead.account_id and named.lead_id = lead.lead_id
    left join accounts as account on account.account_id = lead.account_id
    left join people as rep on rep.person_id = lead.rep_id
    left join teams as team on team.team_id = lead.team_id
    order by ${sorted} ${direction(sort.descending)}, lead.lead_id
    limit ${request.limit} offset ${request.offset}`.execute(context.query)
  return { rows: rows.map(asCells), total: await countRows(context, counted) }
}

// A deal of hers may have passed to somebody whose name is not hers to know.
function namedTo({ seen }: MetricContext): Sql {
  if (seen === 'everybody') return sql``
  const named = seen.people.length === 0 ? sql`false` : sql`owner_now.person_id in (${sql.join(seen.people)})`
  return sql` and ${named}`
}

/** How many rows a counted sub-query has. */
export async function countRows(context: MetricContext, counted: Sql): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from ${counted} as counted`.execute(context.query)
  return rows[0]!.total
}

function asCells(row: Record<string, unknown>): Record<string, unknown> {
  const { amount_minor, ...cells } = row
  return 'amount_minor' in row ? { ...cells, amount: amount_minor } : cells
}

function direction(descending: boolean): RawBuilder<unknown> {
  return descending ? sql`desc nulls last` : sql`asc nulls last`
}

function joinedWith(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? sql`` : sql.join([...parts], sql` `)
}
