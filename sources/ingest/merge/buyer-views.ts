// What buyers did with shared content: their account is known by the domain of their address, who shared it with them and for which deal by
// an earlier share of the same item with the same account, and else the deal by being the only one that was open on that day.
import { contentEvents } from '../../../model/tables/content-events.ts'
import { accountsByDomain, knownParties } from '../../mail/known.ts'
import { run, select } from '../sql.ts'
import { brings, createMap, has, type Merge, saveBefore, table } from './context.ts'

/** Makes the temporary table `visitor_of (domain, account_id)`, and says in the report how many views that leaves without an account. */
export async function mergeVisitors(merge: Merge): Promise<void> {
  const { client } = merge
  if (!has(merge, 'content-events') || !brings(merge, 'content-events', 'visitor')) return
  const staged = table(merge, 'content-events')
  const domains = await select<{ domain: string; views: number }>(
    client,
    `select visitor_domain as domain, count(*) as views from ${staged} where visitor_domain is not null group by 1`,
  )
  const known = knownParties({
    colleagues: [],
    accounts: (
      await select<{ domain: string; account_id: number; name: string }>(client, accountsByDomain)
    ).map(({ account_id, ...one }) => ({ ...one, accountId: account_id })),
  })
  const found = domains.flatMap(({ domain }) => {
    const account = known.accountOf(`buyer@${domain}`)
    return account === null ? [] : [{ domain, account_id: account.accountId }]
  })
  await createMap(merge, 'visitor_of', 'domain text, account_id bigint', found)
  if (!merge.isRehearsal) return
  const reached = new Set(found.map(({ domain }) => domain))
  const views = domains.reduce((sum, one) => sum + one.views, 0)
  const placed = domains.filter(({ domain }) => reached.has(domain)).reduce((sum, one) => sum + one.views, 0)
  if (views > 0) merge.findings.push(visitorsFound(views, placed))
}

function visitorsFound(views: number, placed: number): Merge['findings'][number] {
  const [all, some] = [views.toLocaleString('fr'), placed.toLocaleString('fr')]
  return {
    code: 'BUYERS_BY_DOMAIN',
    sentence: {
      fr: `Gestes d’acheteurs qui donnent leur adresse : ${all}, dont ${some} d’un compte connu par son domaine. Les autres comptent pour le contenu, sans affaire. Les adresses ne sont pas gardées.`,
      en: `Acts of buyers who give their address: ${views.toLocaleString('en')}, of which ${placed.toLocaleString('en')} by an account known by its domain. The others count for the content, without a deal. Addresses are not kept.`,
    },
  }
}

const byBuyers = `('buyer-view', 'buyer-download')`

/** Gives what buyers did their sharer and their deal. Run once the events of the delivery are written; a file brought again learns them too. */
export async function placeBuyerViews(merge: Merge): Promise<void> {
  const { client, source, importId } = merge
  if (merge.isRehearsal || !has(merge, 'content-events')) return
  await run(
    client,
    `create temporary table open_views on commit drop as
     select t.rep_id, t.content_event_id, t.account_id, t.opportunity_id, t.content_item_id, t.day
     from ${table(merge, 'content-events')} as s join content_events as t on t.source = $1 and t.external_id = s.identity
     where s.kind in ${byBuyers} and t.kind in ${byBuyers} and t.account_id is not null and (t.rep_id = 0 or t.opportunity_id is null)`,
    [source],
  )
  await client.query('analyze open_views')
  // The last share before, or on the same day. One that names a deal says more than a later one that names none.
  await run(
    client,
    `create temporary table placed_views on commit drop as
     with shared as (
       select distinct on (v.content_event_id) v.content_event_id, e.rep_id, e.opportunity_id
       from open_views as v
       join content_events as e on e.content_item_id = v.content_item_id and e.account_id = v.account_id
         and e.kind in ('share', 'send') and e.day <= v.day
         and (v.opportunity_id is null or e.opportunity_id is null or e.opportunity_id = v.opportunity_id)
       order by v.content_event_id, e.opportunity_id is null, e.day desc, e.content_event_id desc
     ), alone as (
       select v.content_event_id, min(o.opportunity_id) as opportunity_id
       from open_views as v
       join opportunities as o on o.account_id = v.account_id and not o.is_deleted
         and o.opened_on <= v.day and (o.closed_on is null or o.outcome = 'open' or o.closed_on >= v.day)
       group by 1 having count(*) = 1
     )
     select v.rep_id as old_rep_id, v.content_event_id,
       case when v.rep_id = 0 then coalesce(shared.rep_id, 0) else v.rep_id end as rep_id,
       coalesce(v.opportunity_id, shared.opportunity_id, alone.opportunity_id) as opportunity_id
     from open_views as v
     left join shared on shared.content_event_id = v.content_event_id
     left join alone on alone.content_event_id = v.content_event_id
     where (v.rep_id = 0 and shared.rep_id is not null)
       or (v.opportunity_id is null and coalesce(shared.opportunity_id, alone.opportunity_id) is not null)`,
  )
  const isTheirs = '(t.rep_id, t.content_event_id) in (select old_rep_id, content_event_id from placed_views)'
  await saveBefore(merge, 'content_events', isTheirs)
  const columns = columnsBesides(['rep_id', 'opportunity_id', 'import_id'])
  // A row goes out and comes back: what it is kept by may change.
  await run(
    client,
    `with taken as (
       delete from content_events as t using placed_views as p
       where t.rep_id = p.old_rep_id and t.content_event_id = p.content_event_id
       returning p.rep_id as new_rep_id, p.opportunity_id as new_opportunity_id, t.*
     )
     insert into content_events (rep_id, opportunity_id, import_id, ${columns})
     select new_rep_id, new_opportunity_id, ${importId}, ${columns} from taken`,
  )
}

function columnsBesides(named: readonly string[]): string {
  return Object.keys(contentEvents.columns)
    .filter((column) => !named.includes(column))
    .join(', ')
}
