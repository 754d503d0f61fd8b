// Every change of the schema, in order. A released migration is never edited; a change is a new one.
import { sql as firstTables } from './0001-first-tables.ts'
import { sql as peopleAndRights } from './0002-people-and-rights.ts'
import { sql as privacy } from './0003-privacy.ts'
import { sql as singleSignOn } from './0004-single-sign-on.ts'
import { sql as enablement } from './0005-enablement.ts'
import { sql as dataChanges } from './0006-data-changes.ts'
import { sql as scoredLeads } from './0007-scored-leads.ts'
import { sql as fedByFile } from './0008-fed-by-file.ts'
import { sql as rollups } from './0010-rollups.ts'
import { sql as xapi } from './0011-xapi.ts'
import { sql as ownTime } from './0012-own-time.ts'
import { sql as connections } from './0013-connections.ts'
import { sql as landing } from './0014-landing.ts'
import { sql as firstStarts } from './0016-first-starts.ts'
import { sql as pastHours } from './0017-past-hours.ts'
import { sql as keptFigures } from './0018-kept-figures.ts'
import { sql as dealDays } from './0020-deal-days.ts'
import { sql as contentShown } from './0021-content-shown.ts'
import { sql as leadCohort } from './0022-lead-cohort.ts'
import { sql as keptShares } from './0023-kept-shares.ts'
import { sql as foundByDeal } from './0025-found-by-deal.ts'
import { sql as firstPurchases } from './0026-first-purchases.ts'
import { sql as leadCounts } from './0027-lead-counts.ts'
import { sql as workBeforeNotice } from './0030-work-before-notice.ts'
import { sql as workedLeads } from './0040-worked-leads.ts'
import { sql as stays } from './0047-stays.ts'
import { sql as usesByDay } from './0048-uses-by-day.ts'
import { sql as dealFacts } from './0049-deal-facts.ts'
import { sql as invoicedStays } from './0050-invoiced-stays.ts'
import { sql as customerMonths } from './0051-customer-months.ts'
import { sql as orderSums } from './0052-order-sums.ts'
import { sql as contentMonths } from './0055-content-months.ts'
import { sql as cycleSums } from './0056-cycle-sums.ts'
import { sql as totals } from './0057-totals.ts'
import { sql as staysBySegment } from './0058-stays-by-segment.ts'
import { sql as listsWithoutDays } from './0062-lists-without-days.ts'
import { sql as contractStays } from './0065-contract-stays.ts'
import { sql as paidByStay } from './0066-paid-by-stay.ts'
import { sql as itemsDownloaded } from './0067-items-downloaded.ts'
import { sql as buyersViews } from './0070-buyers-views.ts'
import { sql as firstLines } from './0071-first-lines.ts'
import { sql as leadsBySegment } from './0072-leads-by-segment.ts'
import { sql as npsDays } from './0075-nps-days.ts'
import { sql as accountsBrought } from './0076-accounts-brought.ts'
import { sql as quotas } from './0084-quotas.ts'
import { sql as stayMonths } from './0085-stay-months.ts'
import { sql as voiceDays } from './0088-voice-days.ts'
import { sql as firstDays } from './0089-first-days.ts'
import { sql as dealAnswers } from './0090-deal-answers.ts'
import { sql as purchasesTold } from './0093-purchases-told.ts'
import { sql as foundByOwner } from './0097-found-by-owner.ts'
import { sql as invoicedMargin } from './0099-invoiced-margin.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = [
  { version: 1, name: 'first tables', sql: firstTables },
  { version: 2, name: 'people and rights', sql: peopleAndRights },
  { version: 3, name: 'privacy', sql: privacy },
  { version: 4, name: 'single sign-on', sql: singleSignOn },
  { version: 5, name: 'enablement', sql: enablement },
  { version: 6, name: 'data changes', sql: dataChanges },
  { version: 7, name: 'scored leads', sql: scoredLeads },
  { version: 8, name: 'fed by file', sql: fedByFile },
  { version: 10, name: 'rollups', sql: rollups },
  { version: 11, name: 'xapi', sql: xapi },
  { version: 12, name: 'own time', sql: ownTime },
  { version: 13, name: 'connections', sql: connections },
  { version: 14, name: 'landing', sql: landing },
  { version: 16, name: 'first starts', sql: firstStarts },
  { version: 17, name: 'past hours', sql: pastHours },
  { version: 18, name: 'kept figures', sql: keptFigures },
  { version: 20, name: 'deal days', sql: dealDays },
  { version: 21, name: 'content shown', sql: contentShown },
  { version: 22, name: 'lead cohort', sql: leadCohort },
  { version: 23, name: 'kept shares', sql: keptShares },
  { version: 25, name: 'found by deal', sql: foundByDeal },
  { version: 26, name: 'first purchases', sql: firstPurchases },
  { version: 27, name: 'lead counts', sql: leadCounts },
  { version: 30, name: 'work before notice', sql: workBeforeNotice },
  { version: 40, name: 'worked leads', sql: workedLeads },
  { version: 47, name: 'stays', sql: stays },
  { version: 48, name: 'uses by day', sql: usesByDay },
  { version: 49, name: 'deal facts', sql: dealFacts },
  { version: 50, name: 'invoiced stays', sql: invoicedStays },
  { version: 51, name: 'customer months', sql: customerMonths },
  { version: 52, name: 'order sums', sql: orderSums },
  { version: 55, name: 'content months', sql: contentMonths },
  { version: 56, name: 'cycle sums', sql: cycleSums },
  { version: 57, name: 'totals', sql: totals },
  { version: 58, name: 'stays by segment', sql: staysBySegment },
  { version: 62, name: 'lists without days', sql: listsWithoutDays },
  { version: 65, name: 'contract stays', sql: contractStays },
  { version: 66, name: 'paid by stay', sql: paidByStay },
  { version: 67, name: 'items downloaded', sql: itemsDownloaded },
  { version: 70, name: 'buyers views', sql: buyersViews },
  { version: 71, name: 'first lines', sql: firstLines },
  { version: 72, name: 'leads by segment', sql: leadsBySegment },
  { version: 75, name: 'nps days', sql: npsDays },
  { version: 76, name: 'accounts brought', sql: accountsBrought },
  { version: 84, name: 'quotas', sql: quotas },
  { version: 85, name: 'stay months', sql: stayMonths },
  { version: 88, name: 'voice days', sql: voiceDays },
  { version: 89, name: 'first days', sql: firstDays },
  { version: 90, name: 'deal answers', sql: dealAnswers },
  { version: 93, name: 'purchases told', sql: purchasesTold },
  { version: 97, name: 'found by owner', sql: foundByOwner },
  { version: 99, name: 'invoiced margin', sql: invoicedMargin },
]
