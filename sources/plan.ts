// What a recogniser proposes for one table of a delivery, and what staging obeys: which entity, from which
// vendor, which column fills which field, and why. A person may correct it; a confirmed plan is remembered.
import type { EntityName, Words } from './entities.ts'

/** The CRM or tool whose export a file looks like; 'template' is Douze's own, 'generic' any other list. */
export type Vendor = 'template' | 'salesforce' | 'hubspot' | 'pipedrive' | 'dynamics' | 'odoo' | 'generic'

/**
 * What is refused unless a person allows it, because it would be a guess: years of two digits, read as 20xx; amounts with more
 * decimals than their currency has, rounded half to even.
 */
export const allowances = ['short-years', 'round-amounts'] as const
export type Allowance = (typeof allowances)[number]

/** What would take a cell that was refused for this reason (`detail.reason` of its fault). */
export const allowanceFor: Readonly<Record<string, Allowance>> = {
  'two-digit-year': 'short-years',
  decimals: 'round-amounts',
}

export interface PlannedColumn {
  /** Position in the file, from 0. */
  readonly index: number
  readonly header: string
  /** Field of the entity; null when the column is left out. */
  readonly field: string | null
  readonly reason: Words
  /** The column carries one stage's dates: HubSpot's `hs_v2_date_entered_<stage>`; unpivoted into stage-history. */
  readonly stage?: { readonly name: string; readonly edge: 'entered' | 'left' }
}

/** One table of a delivery understood. A file may hold two tables (deals with their stage dates): two plans. */
export interface TablePlan {
  readonly entity: EntityName
  readonly vendor: Vendor
  /** In the order of the file. One column may fill two fields ("manager" names the manager and the team): it stands twice. */
  readonly columns: readonly PlannedColumn[]
  /** The currency of the amounts where a header ("Montant (€)") or every cell states it and no column does. */
  readonly currency?: string
  /** Amounts carry the sign or code of their currency ("$1,200") and no column does: each is in the currency written beside it. */
  readonly currencyInCells?: true
  /** Amounts are whole numbers of the smallest unit of their currency, as Stripe's API writes them: 1000 is 10.00 €. */
  readonly areAmountsMinor?: true
  /** Rates say how much of a currency one unit of the organisation's buys, as Salesforce writes them: the other way round. */
  readonly areRatesInverse?: true
  /** What a person allows in this table; remembered with its mapping. */
  readonly allowed?: readonly Allowance[]
  /** Fields that all rows share and no column says: the tickets of a help desk came by ticket. */
  readonly constants?: Readonly<Record<string, string>>
  /** Rows that say one of these words (folded) in this column are no facts yet, or any more: drafts and voided invoices. */
  readonly leftOut?: { readonly index: number; readonly words: readonly string[] }
  /** Why it was taken for that entity. */
  readonly reason: Words
  /** True when the file follows Douze's own template: empty required cells then refuse the row. */
  readonly isTemplate: boolean
  /** What a person should know: "no currency column: amounts are read in EUR". */
  readonly remarks: readonly { readonly code: string; readonly words: Words }[]
}

/** What a table looks like to a recogniser: its names and a sample of its cells. */
export interface TableSketch {
  readonly fileName: string
  readonly header: readonly string[]
  /** The header is numbers of columns: the first line holds no titles. A person who says that it does is believed. */
  readonly titles?: 'none' | 'asked'
  /** Distinct non-empty samples by column, at most 200, in order of appearance. */
  readonly samples: readonly (readonly string[])[]
  /** Share of non-empty cells by column, 0 to 1. */
  readonly filled: readonly number[]
  readonly rows: number
}

export type Recognition =
  | { readonly kind: 'understood'; readonly plans: readonly TablePlan[] }
  /** Known and of no use today: tickets, activities, contacts; said, not refused. */
  | { readonly kind: 'known-unused'; readonly what: Words; readonly reason: Words }
  | {
      readonly kind: 'missing-columns'
      readonly entity: EntityName
      readonly missing: readonly string[]
      readonly reason: Words
    }
  | { readonly kind: 'unknown'; readonly reason: Words }
