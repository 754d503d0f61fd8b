// Opportunities of a delivery into the model, set by set. Those whose content did not change are not touched; changed ones
// are replaced, the earlier row kept for an undo; one whose company became known moves to it.
import { run, select } from '../sql.ts'
import { isNews } from '../statistics.ts'
import { brings, count, has, kept, type Merge, reserveIds, saveBefore, table } from './context.ts'
import { readDealTypes } from './deal-types.ts'
import { mergeNamedProducts } from './named-products.ts'
import { moveBetweenAccounts } from './move.ts'
import { statedOutcome, statusJoin } from './outcomes.ts'

/** Which staged rows are already known, and whether they say anything new; made once, before the merge is tried. */
export function foundTable(merge: Merge, entity: 'opportunities' | 'leads' | 'opportunity-lines'): string {
  return `${table(merge, entity)}_found`
}

/** Merges opportunities; leaves `old_opportunities`, the changed ones as they were, for history and lines. */
export async function mergeOpportunities(merge: Merge): Promise<void> {
  const { client, importId } = merge
  const found = foundTable(merge, 'opportunities')
  await countByFile(merge, 'opportunities')
  if (merge.isRehearsal) return
  await client.query(
    `create temporary table old_opportunities on commit drop as
     select f.n, o.* from ${found} as f
     join opportunities as o on o.account_id = f.account_id and o.opportunity_id = f.record_id where not f.is_same`,
  )
  await client.query('analyze old_opportunities')
  await saveBefore(
    merge,
    'opportunities',
    '(t.account_id, t.opportunity_id) in (select account_id, opportunity_id from old_opportunities)',
  )
  await run(
    client,
    `delete from opportunities as o using old_opportunities as old
     where o.account_id = old.account_id and o.opportunity_id = old.opportunity_id`,
  )
  const amount =
    (
      await select<{ last: number | null }>(
        client,
        `select max(n) as last from ${table(merge, 'opportunities')}`,
      )
    )[0]?.last ?? 0
  const opportunityBase = await reserveIds(client, 'opportunities_opportunity_id_seq', amount + 1)
  const accountBase = await reserveIds(client, 'accounts_account_id_seq', amount + 1)
  await readDealTypes(merge, 'opportunities', 'type_of')
  const account = accountJoin(merge, 'opportunities')
  const staged = `${table(merge, 'opportunities')} as s left join ${found} as f on f.n = s.n`
  await run(
    client,
    `insert into accounts (account_id, is_identified, created_import_id)
     select $1::bigint + s.n, false, ${importId} from ${staged} ${account.join}
     where f.n is null and ${account.id} is null`,
    [String(accountBase)],
  )
  await run(
    client,
    `insert into source_identities (kind, source, external_id, account_id, record_id, created_import_id)
     select 'opportunity', $1, s.identity, coalesce(${account.id}, $2::bigint + s.n), $3::bigint + s.n, ${importId}
     from ${staged} ${account.join} where f.n is null`,
    [merge.source, String(accountBase), String(opportunityBase)],
  )
  await run(client, insertText(merge, staged, account), [
    merge.source,
    String(accountBase),
    String(opportunityBase),
  ])
  await mergeNamedProducts(merge, {
    staged: `${staged} ${account.join}`,
    accountId: `coalesce(${account.id}, ${accountBase} + s.n)`,
    opportunityId: `${opportunityBase} + s.n`,
  })
  await moveBetweenAccounts(merge)
  // What follows joins these rows: the planner must know of them where they are many.
  const rows = merge.staged.get('opportunities')?.rows ?? 0
  if (has(merge, 'opportunity-lines') || has(merge, 'stage-history') || has(merge, 'leads'))
    for (const name of ['opportunities', 'source_identities'])
      if (await isNews(client, name, rows)) await client.query(`analyze ${name}`)
}

/** The account that a staged row `s` names, as a join and an expression. */
export function accountJoin(merge: Merge, entity: 'opportunities' | 'leads'): { join: string; id: string } {
  const isNamed = ['accountId', 'accountDomain', 'account'].some((field) => brings(merge, entity, field))
  if (!isNamed) return { join: '', id: 'null::bigint' }
  return {
    join: `left join account_of as a on a.external_id = coalesce(s.account_id, '')
      and a.domain = coalesce(${domainOf('s.account_domain')}, '') and a.name = coalesce(s.account, '')`,
    id: 'a.account_id',
  }
}

const domainOf = (column: string) =>
  `nullif(regexp_replace(regexp_replace(lower(btrim(${column})), '^[a-z]+://', ''), '^www\\.|[/?#:].*$', '', 'g'), '')`

function insertText(merge: Merge, staged: string, account: { join: string; id: string }): string {
  const brought = (field: string) => brings(merge, 'opportunities', field)
  const value = (fields: readonly string[], expression: string, old: string) =>
    kept(merge, 'opportunities', fields, expression, `old.${old}`)
  const stateFields = ['stage', 'status', 'isClosed', 'isWon', 'wonAt', 'lostAt', 'isActive']
  const stated = statedOutcome(merge)
  const outcome = 's.outcome_now'
  const closed = (unit: 'on' | 'at') =>
    `case ${outcome} when 'won' then coalesce(s.won_${unit}, s.closed_${unit})
       when 'lost' then coalesce(s.lost_${unit}, s.closed_${unit}) end`
  const expected = `coalesce(s.expected_close_on, case ${outcome} when 'open' then s.closed_on end)`
  // Some CRMs keep what was hoped for beside what was sold: of a deal that is won, the latter counts.
  const amount = brought('wonAmount')
    ? `case when ${outcome} = 'won' then coalesce(s.won_amount_minor, s.amount_minor) else s.amount_minor end`
    : 's.amount_minor'
  const columns: [string, string][] = [
    ['account_id', 'coalesce(s.named_account_id, s.found_account_id, $2::bigint + s.n)'],
    ['opportunity_id', 'coalesce(s.record_id, $3::bigint + s.n)'],
    ['source', '$1'],
    ['external_id', 's.identity'],
    ['name', value(['name'], 's.name', 'name')],
    ['owner_id', value(['owner'], brought('owner') ? 'p.person_id' : 'null', 'owner_id')],
    ['pipeline_id', value(['stage', 'pipeline'], 's.pipeline_id', 'pipeline_id')],
    ['stage_id', value(['stage'], 's.stage_id', 'stage_id')],
    ['outcome', outcome],
    ['outcome_basis', `case when s.stated is null then 'stage' else 'stated' end`],
    ['opened_on', value(['openedAt'], 's.opened_on', 'opened_on')],
    ['opened_at', value(['openedAt'], 's.opened_at', 'opened_at')],
    ['closed_on', value(['closedAt', 'wonAt', 'lostAt'], closed('on'), 'closed_on')],
    ['closed_at', value(['closedAt', 'wonAt', 'lostAt'], closed('at'), 'closed_at')],
    ['expected_close_on', value(['expectedCloseOn', 'closedAt'], expected, 'expected_close_on')],
    ['amount_minor', value(['amount'], amount, 'amount_minor')],
    [
      'currency',
      value(['amount'], `case when ${amount} is not null then coalesce(s.currency, $4) end`, 'currency'),
    ],
    [
      'currency_basis',
      value(
        ['amount'],
        `case when ${amount} is not null then case when s.currency is null then 'assumed' else 'stated' end end`,
        'currency_basis',
      ),
    ],
    ['type', value(['type'], brought('type') ? 'kind.type' : 'null', 'type')],
    ['type_as_written', value(['type'], 's.type', 'type_as_written')],
    ['lead_source', value(['leadSource'], 's.lead_source', 'lead_source')],
    ['loss_reason', value(['lossReason'], 's.loss_reason', 'loss_reason')],
    [
      'is_deleted',
      value(['isDeleted'], 'coalesce(s.is_deleted, false)', 'is_deleted').replace(
        'old.is_deleted',
        'coalesce(old.is_deleted, false)',
      ),
    ],
    ['created_import_id', `coalesce(old.created_import_id, ${merge.importId})`],
    ['import_id', String(merge.importId)],
    ['import_file_id', 's.file_id'],
    ['source_row', 's.source_row'],
    ['content_hash', 's.content_hash'],
  ]
  // The fence keeps the outcome from being worked out anew wherever it is used.
  return `insert into opportunities (${columns.map(([name]) => name).join(', ')})
    select ${columns.map(([, expression]) => expression.replaceAll('$4', literal(merge.currency))).join(',\n      ')}
    from (
      select s.*, f.account_id as found_account_id, f.record_id, ${account.id} as named_account_id, stage.stage_id, stage.pipeline_id,
        ${stated} as stated,
        coalesce(${stated}, stage.outcome, ${value(stateFields, 'null', 'outcome')}, 'open') as outcome_now
      from ${staged} ${account.join} ${statusJoin(merge)}
      left join old_opportunities as old on old.n = s.n
      left join stage_of as stage on stage.stage = s.stage and stage.pipeline = coalesce(s.pipeline, '')
      where f.n is null or not f.is_same
      offset 0
    ) as s
    left join old_opportunities as old on old.n = s.n
    ${brought('owner') ? 'left join person_of as p on p.written = s.owner' : ''}
    ${brought('type') ? 'left join type_of as kind on kind.written = s.type' : ''}`
}

/** A value between quotes; only for codes that were checked. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Counts added and changed rows of an entity that has a `found` table, by file. */
export async function countByFile(
  merge: Merge,
  entity: 'opportunities' | 'leads' | 'opportunity-lines',
): Promise<void> {
  if (merge.isCounted || !has(merge, entity)) return
  const rows = await select<{ file_id: number; is_same: boolean | null; rows: number }>(
    merge.client,
    `select s.file_id, f.is_same, count(*) as rows from ${table(merge, entity)} as s
     left join ${foundTable(merge, entity)} as f on f.n = s.n where f.is_same is distinct from true group by 1, 2`,
  )
  for (const { file_id, is_same, rows: amount } of rows)
    count(is_same === null ? merge.added : merge.changed, file_id, amount)
}
