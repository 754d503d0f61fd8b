// Merges a staged delivery and tells what that changed. It is run twice by the same words: rehearsed and rolled back for the report, then
// for good.
import type { Settings } from '../../model/settings.ts'
import { createZone } from '../files/values/index.ts'
import type { StagedState } from './deliveries.ts'
import { proposedDecisions } from './open-decisions.ts'
import { findFacts } from './findings.ts'
import { findLate } from './late-rows.ts'
import { lockModel } from '../../model/data-version.ts'
import { currencyOfData, takeCurrency } from './main-currency.ts'
import type { Merge } from './merge/context.ts'
import { mergeDelivery } from './merge/merge.ts'
import type { Decision, Finding } from './shapes.ts'
import type { Client } from './sql.ts'
import type { TableWork } from './staging/table-work.ts'

/** Merges, and gathers what the report says about it. Findings are about the files: only the rehearsal looks for them. */
export async function mergeAndTell(
  client: Client,
  importId: number,
  source: string,
  settings: Settings,
  staged: StagedState,
  works: readonly (Pick<TableWork, 'fileId' | 'counts'> & Partial<TableWork>)[],
  {
    isRehearsal,
    isCounted,
    now,
  }: { readonly isRehearsal: boolean; readonly isCounted: boolean; readonly now: Date },
): Promise<{ findings: Finding[]; decisions: Decision[]; provisionalPeople: string[] }> {
  await lockModel(client)
  const today = createZone(settings.timeZone).dayOf(now.getTime())
  const found = await currencyOfData(client, importId, staged)
  if (found !== null && !isRehearsal) await takeCurrency(client, importId, found)
  const merge: Merge = {
    client,
    importId,
    source,
    timeZone: settings.timeZone,
    currency: found ?? settings.currency,
    asOf: staged.asOf ?? today,
    staged: new Map(staged.entities.map(({ entity, rows, files }) => [entity, { rows, files }])),
    isRehearsal,
    isCounted,
    findings: [],
    provisionalPeople: [],
    added: new Map(),
    changed: new Map(),
  }
  await mergeDelivery(merge)
  for (const { fileId, counts, isTranslated, given = 0 } of isCounted ? [] : works) {
    counts.added = merge.added.get(fileId) ?? 0
    counts.changed = merge.changed.get(fileId) ?? 0
    const isNews = counts.added + counts.changed > 0
    const compared = isTranslated === true && isNews ? given : counts.accepted
    counts.unchanged = Math.max(0, compared - counts.added - counts.changed)
  }
  return {
    findings: isRehearsal
      ? [
          ...merge.findings,
          ...(await findFacts(merge)),
          ...(await findLate(merge)),
          ...(found === null ? [] : [currencyFound(found)]),
        ]
      : [],
    decisions: await proposedDecisions(merge),
    provisionalPeople: merge.provisionalPeople,
  }
}

function currencyFound(currency: string): Finding {
  return {
    code: 'CURRENCY_OF_TOTALS',
    sentence: {
      fr: `Tous les montants qui portent une devise sont en ${currency} : les totaux seront en ${currency}. Cela se change dans les réglages.`,
      en: `All amounts that name a currency are in ${currency}: totals will be in ${currency}. The settings can change that.`,
    },
  }
}
