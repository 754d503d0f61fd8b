// The leads and the accounts behind each answer.
import { sql } from 'kysely'
import { listLeads } from '../../metric/rows/deal-rows.ts'
import type { MetricContext, RowPage, RowRequest } from '../../metric/definition.ts'
import { leadHorizon } from '../../metric/rows/lead-horizon.ts'
import { accountRows, ofAccounts } from './accounts.ts'
import { type Moment, scoredLeads, setAside } from './judged-leads.ts'

export async function rows(context: MetricContext, request: RowRequest): Promise<RowPage> {
  const judged: Moment = { by: 'judged', horizon: await leadHorizon(context) }
  if (request.excluded === undefined && ofAccounts.has(request.answer))
    return accountRows(context, request, judged)
  const moment: Moment = request.answer === 'above-bar' ? { by: 'created' } : judged
  const counted =
    request.excluded === undefined
      ? sql`(select * from ${scoredLeads(context, [context.period], moment)} as lead where lead.is_good is not null)`
      : sql`(select * from ${setAside(context, judged)} as lead where code = ${request.excluded})`
  return listLeads(context, counted, request, [
    { id: 'score', value: sql`lead.score` },
    ...(request.excluded === undefined ? [{ id: 'good', value: sql`lead.is_good` }] : []),
  ])
}
