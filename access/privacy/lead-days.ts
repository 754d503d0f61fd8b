// What figures need of leads before their rows go: counts by every combination of days, owner, team and traits that an
// answer asks for. metric/rows/counted-deals.ts reads them back as leads without a name: the same figures, without the leads.
import type { Sending } from '../../model/rollups/index.ts'

/**
 * Stores the leads of the temporary table `leaving` (account_id, lead_id) in lead_days, and remembers that they are
 * counted: a lead that a source delivers again is purged again without being counted twice. What a lead became is
 * decided as metric/rows/counted-deals.ts decides it; deleted leads are in no figure and are not counted.
 */
export async function storeLeadDays(client: Sending): Promise<void> {
  await client.query(
    `insert into lead_days (created_on, became_on, owner_id, team_id, lead_source, is_qualified, is_converted, is_customer,
       has_opportunity, leads)
     select l.created_on,
       case when l.opportunity_id is not null then case when deal.outcome = 'won' then deal.closed_on end
         else case when l.is_converted then l.converted_on end end,
       l.owner_id, membership.team_id, l.lead_source, l.is_qualified, l.is_converted,
       case when l.opportunity_id is not null then coalesce(deal.outcome = 'won', false) else coalesce(l.is_converted, false) end,
       l.opportunity_id is not null, count(*)
     from leads as l
     join leaving on leaving.account_id = l.account_id and leaving.lead_id = l.lead_id
     left join opportunities as deal
       on deal.account_id = l.account_id and deal.opportunity_id = l.opportunity_id and not deal.is_deleted
     left join memberships as membership
       on membership.person_id = l.owner_id
       and (membership.starts_on is null or membership.starts_on <= coalesce(l.created_on, 'infinity'::date))
       and (membership.ends_on is null or coalesce(l.created_on, 'infinity'::date) < membership.ends_on)
     where not l.is_deleted and not exists (select from purged_leads as p where p.lead_id = l.lead_id)
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  )
  await client.query(
    `insert into purged_leads (lead_id) select lead_id from leaving on conflict (lead_id) do nothing`,
  )
}
