// What a table of the model is: its grain, how it is spread over machines, and, for every column, why it
// exists, on what legal basis, how long it is kept and who may read it. The register of processing is
// printed from these declarations, and a test compares them with the database column by column.

/** Why a column exists. Short English noun phrases; the register of processing translates them. */
export type Purpose =
  | 'identify a record' // keys and links
  | 'measure results' // deals, amounts, stages, leads
  | 'attribute results' // who owned what, in which team, when
  | 'name things on screen' // names of teams, products, stages, accounts
  | 'match records between sources' // e-mail, external ids, names as written
  | 'trace a figure to its source' // import, file, row
  | 'run the product' // settings, imports, migrations
  | 'protect people' // access journal, notices, notes, corrections, erasures, runs of the purge
  | 'improve how work is organised' // time by category
  | 'improve content' // items, work on them, uses of them
  | 'follow training' // courses, results, workshops, coaching
  | 'measure costs' // campaigns, salaries, fees
  | 'hear customers' // surveys, feedback, what was done about it
  | 'sign people in' // accounts, sessions, invitations, tokens, tries

export type LegalBasis =
  | 'contract' // the company's contract with its customer or its employee
  | 'legitimate interest' // business records needed to run the sales organisation
  | 'legal obligation' // what the company must be able to show: notices given, rights exercised, who looked
  | 'not personal'

/** How long a column's values are kept; the purge job reads these names, their lengths are settings. */
export type Retention =
  | 'while the organisation uses Douze'
  | 'while the person works here'
  | 'leads: 3 years from their last own action'
  | 'customers: while the relation lasts, then 3 years'
  | 'imports: 13 months'
  | 'refused rows: 30 days'
  | 'landed records: 90 days'
  | 'access journal: 12 months'
  | 'totals without people'
  | 'accounts: while the account exists'
  | 'sessions: 7 days'
  | 'known browsers: 6 months after their last sign-in'
  | 'invitations: 30 days after they end'
  | 'time: hours 30 days, daily totals 12 months'
  | 'uses of content: 12 months'
  | 'answers: 24 months'
  | 'sign-in tries: 1 day'

/** Who may read a column, before row scope narrows which rows. */
export type Audience =
  'everyone' | 'own line' | 'own' | 'leader' | 'analyst' | 'administrator' | 'nobody on screen'

/** The same words in both languages, neither of which is the key of the other. */
export interface Bilingual {
  readonly fr: string
  readonly en: string
}

export interface Care {
  readonly purpose: Purpose
  readonly basis: LegalBasis
  readonly retention: Retention
  readonly readers: readonly Audience[]
}

export interface Column<Value> extends Care {
  readonly type: string
  readonly nullable: boolean
  /** Only a carrier for the compiler: what the column holds once decoded. */
  readonly value?: Value
}

/** Where a Citus installation keeps a table: on every machine, spread by a column, or on the first machine only. */
export type Placement = 'reference' | 'local' | { readonly by: 'account_id' | 'rep_id' }

export interface Table<Columns extends Record<string, Column<unknown>>> {
  readonly name: string
  /** As the register and pages call it. */
  readonly title: Bilingual
  /** What one row is: "un client et un jour", "customer and day", after "one row per". */
  readonly grain: Bilingual
  readonly placement: Placement
  readonly key: readonly (keyof Columns & string)[]
  readonly columns: Columns
}

/** The row type of a table, as queries see it. */
export type Row<T> =
  T extends Table<infer Columns>
    ? { [Name in keyof Columns]: Columns[Name] extends Column<infer Value> ? Value : never }
    : never

/** Declares a table of the model. */
export function defineTable<const Columns extends Record<string, Column<unknown>>>(
  table: Table<Columns>,
): Table<Columns> {
  return table
}

type Written<Value> = Column<Value> & { orNull: Column<Value | null> }

function column<Value>(type: string, care: Care): Written<Value> {
  return { type, nullable: false, ...care, orNull: { type, nullable: true, ...care } }
}

/** Column makers: one per decoded type. `day` is an organisation-local 'YYYY-MM-DD'; `money` is minor units. */
export const text = <Value extends string = string>(care: Care) => column<Value>('text', care)
export const id = (care: Care) => column<number>('bigint', care)
export const count = (care: Care) => column<number>('integer', care)
/** A list of whole numbers. */
export const counts = (care: Care) => column<readonly number[]>('ARRAY', care)
export const decimal = (care: Care) => column<number>('double precision', care)
export const money = (care: Care) => column<bigint>('bigint', care)
export const day = (care: Care) => column<string>('date', care)
export const instant = (care: Care) => column<Date>('timestamp with time zone', care)
export const flag = (care: Care) => column<boolean>('boolean', care)
export const json = <Value>(care: Care) => column<Value>('jsonb', care)
export const bytes = (care: Care) => column<Buffer>('bytea', care)
export const digest = (care: Care) => column<string>('uuid', care)
