// opportunities: one row per deal, as it stands after the last import. The owner here is the present one;
// who owned it when it closed is in opportunity_owners, where that differs.
import { key, result, trace } from '../care.ts'
import { day, defineTable, digest, flag, id, instant, money, text } from '../table.ts'
import type { Outcome } from './stages.ts'

export type DealType = 'new-business' | 'existing-business' | 'cross-sell' | 'upsell' | 'renewal'

export const opportunities = defineTable({
  name: 'opportunities',
  title: { fr: 'Affaires', en: 'Opportunities' },
  grain: { fr: 'une affaire', en: 'opportunity' },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    source: text(trace),
    external_id: text(trace),
    name: text(result).orNull,
    owner_id: id(key).orNull,
    pipeline_id: id(key).orNull,
    stage_id: id(key).orNull,
    outcome: text<Outcome>(result),
    /** 'stated' by the source (IsWon, status), or following from the 'stage', which a decision can change. */
    outcome_basis: text<'stated' | 'stage'>(result),
    opened_on: day(result).orNull,
    opened_at: instant(result).orNull,
    /** The day it was won or lost; null while open. */
    closed_on: day(result).orNull,
    closed_at: instant(result).orNull,
    expected_close_on: day(result).orNull,
    amount_minor: money(result).orNull,
    currency: text(result).orNull,
    /** 'stated' by the source, or 'assumed': the organisation's, which a decision can change. */
    currency_basis: text<'stated' | 'assumed'>(result).orNull,
    type: text<DealType>(result).orNull,
    type_as_written: text(result).orNull,
    lead_source: text(result).orNull,
    loss_reason: text(result).orNull,
    is_deleted: flag(result),
    created_import_id: id(trace),
    import_id: id(trace),
    import_file_id: id(trace),
    source_row: id(trace),
    content_hash: digest(trace),
  },
})
