// The merge of a staged delivery into the model, step by step and set by set, inside the caller's transaction. Run once to
// rehearse (and rolled back) for the report, and once for good.
import { run } from '../sql.ts'
import { mergeAccounts } from './accounts.ts'
import { mergeVisitors, placeBuyerViews } from './buyer-views.ts'
import { has, type Merge } from './context.ts'
import { mergeDealEvents } from './deal-events.ts'
import { mergeHistory, mergeSnapshots } from './history.ts'
import { countHistory } from './history-counts.ts'
import { mergeLeads } from './leads.ts'
import { mergeLines } from './lines.ts'
import { mergeOpportunities } from './opportunities.ts'
import { setMergedAside } from './merged-records.ts'
import { readStatuses } from './outcomes.ts'
import { mergePeople } from './people.ts'
import { mergeProducts } from './products.ts'
import { mergeRates } from './rates.ts'
import { mergeStages } from './stages.ts'
import { rowSpecs } from './tables/index.ts'
import { mergeTable } from './tables/merge-table.ts'
import { mergeNamed } from './tables/named.ts'

/** Merges everything that is staged. Leaves temporary maps (`person_of`, `stage_of`, ...) until the transaction ends. */
export async function mergeDelivery(merge: Merge): Promise<void> {
  await run(merge.client, "set local work_mem = '48MB'")
  await mergePeople(merge)
  await mergeProducts(merge)
  await readStatuses(merge)
  await mergeStages(merge)
  await mergeAccounts(merge)
  await mergeRates(merge)
  if (has(merge, 'opportunities')) await mergeOpportunities(merge)
  await mergeSnapshots(merge)
  await mergeLines(merge)
  await countHistory(merge)
  await mergeDealEvents(merge)
  await mergeHistory(merge)
  await mergeLeads(merge)
  await setMergedAside(merge)
  await mergeNamed(merge)
  await mergeVisitors(merge)
  for (const spec of rowSpecs) await mergeTable(merge, spec)
  await placeBuyerViews(merge)
}
