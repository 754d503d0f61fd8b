// However a set of rows arrives (once, several times, in another order, cut in two with the whole after it, in two files), the
// same state stands at the end; and taking the deliveries back leaves what was there.
import { expect, test } from 'vitest'
import type { Database } from '../../../../model/database.ts'
import { owner } from '../../../../model/reader.ts'
import { tables } from '../../../../model/schema.ts'
import fc from '../../../../test/chance.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf, wholeModel } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'
import { tableSpecs } from './index.ts'
import { pointedTo } from './links.ts'

const shown: Readonly<Record<string, string>> = {
  people: 'display_name',
  // Of two ways to write a name, the first row decides: the order of rows is compared by what both fold to.
  accounts: 'name_key',
  courses: 'name_key',
  surveys: 'name_key',
  content_items: 'title_key',
  opportunities: 'external_id',
  leads: 'external_id',
  survey_answers: 'external_id',
}

/** What stands in the merged tables, with names for numbers and without what says how it came. */
async function stateOf(database: Database): Promise<string[]> {
  const rows: string[] = []
  for (const { table, id } of tableSpecs) {
    const columns = Object.keys(tables[table].columns)
    const parts = columns.flatMap((column) => {
      if (column === id || /import|source|content_hash|^external_id$|^name$|^title$/.test(column)) return []
      const link = pointedTo[column]
      if (link === undefined) return [`'${column}', t.${column}`]
      const [target, key] = link
      return [
        `'${column}', (select k.${shown[target] ?? 'name'} from ${target} as k where k.${key} = t.${column})`,
      ]
    })
    const found = await rowsOf(
      database,
      `select '${table} ' || jsonb_build_object(${parts.join(', ')})::text as row from ${table} as t`,
    )
    rows.push(...found.map(({ row }) => String(row)))
  }
  return rows.toSorted()
}

const who = fc.constantFrom('lea@example.com', 'tom@example.com')
const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`)
const text = fc.constantFrom('', 'Prix', 'Délais, encore', 'un "mot"')
const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows by file, and the header of each. Some have an id, most are known by what they say; some are alike. */
const kinds = {
  'time.csv': {
    header: 'event_id,rep_email,activity,started_at,ended_at,day,minutes',
    row: fc.oneof(
      fc.tuple(
        fc.constant(''),
        who,
        fc.constantFrom('call', 'CRM'),
        fc.constant(''),
        fc.constant(''),
        day,
        fc.constantFrom('15', '30'),
      ),
      fc.tuple(
        fc.constant(''),
        who,
        fc.constant('meeting'),
        day.map((on) => `${on} 22:30`),
        fc.constant(''),
        fc.constant(''),
        fc.constantFrom('45', '180'),
      ),
    ),
  },
  'results.csv': {
    header: 'person,course,completed_on,training_score',
    row: fc.tuple(
      who,
      fc.constantFrom('Négociation', 'NEGOCIATION', 'Produit'),
      fc.oneof(day, fc.constant('')),
      fc.constantFrom('', '40', '90'),
    ),
  },
  'costs.csv': {
    header: 'cost_day,amount,cost_category,label,team',
    row: fc.tuple(
      day,
      fc.constantFrom('10.00', '20.50', '-3.00'),
      fc.constantFrom('tools', 'salary'),
      text,
      fc.constantFrom('', 'Nord', 'Ouest'),
    ),
  },
  'contracts.csv': {
    header: 'account,first_day,monthly_amount,end_reason',
    row: fc.tuple(fc.constantFrom('Aubrac', 'Brume', 'aubrac'), day, fc.constantFrom('', '99.00'), text),
  },
  'answers.csv': {
    header: 'survey_id,respondent,answered_at,score,comment,account',
    row: fc.tuple(
      fc.constantFrom('Printemps', ''),
      fc.constantFrom('', 'a@b.example', 'c@d.example'),
      day,
      fc.integer({ min: 0, max: 10 }).map(String),
      text,
      fc.constantFrom('', 'Brume'),
    ),
  },
} as const
type File = keyof typeof kinds
const files = Object.keys(kinds) as File[]
const size = { minLength: 2, maxLength: 12 }

const table = (file: File, rows: readonly (readonly string[])[]): string =>
  [kinds[file].header, ...rows.map((row) => row.map(quoted).join(','))].join('\n') + '\n'

const delivery = fc.record({
  rows: fc.record({
    'time.csv': fc.array(kinds['time.csv'].row, size),
    'results.csv': fc.array(kinds['results.csv'].row, size),
    'costs.csv': fc.array(kinds['costs.csv'].row, size),
    'contracts.csv': fc.array(kinds['contracts.csv'].row, size),
    'answers.csv': fc.array(kinds['answers.csv'].row, size),
  }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  cut: fc.integer({ min: 0, max: 12 }),
})

/** A fixed shuffle. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const keyed = items.map((item, place) => ({ item, at: Math.imul(place + 1, seed * 2_654_435_761) >>> 0 }))
  return keyed.toSorted((one, other) => one.at - other.at).map(({ item }) => item)
}

test('however rows arrive, the same state stands', { timeout: 900_000 }, async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': oneOfEach['people.csv']! })
  const before = await wholeModel(database)
  /** Delivers one after the other, looks, and takes all back. */
  const after = async (...deliveries: Readonly<Record<string, string>>[]): Promise<string[]> => {
    const imports: number[] = []
    for (const texts of deliveries) imports.push((await deliver(database, texts)).importId)
    const state = await stateOf(database)
    for (const importId of imports.toReversed()) await undoImport(database, owner, importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
    return state
  }
  await fc.assert(
    fc.asyncProperty(delivery, async ({ rows, seed, cut }) => {
      const all = (
        change: (of: readonly (readonly string[])[]) => readonly (readonly string[])[] = (of) => of,
      ) => Object.fromEntries(files.map((file) => [file, table(file, change(rows[file]))]))
      const whole = all()
      const state = await after(whole)
      const other = all((of) => shuffled(of, seed))
      const twice = Object.fromEntries(
        Object.entries(other).flatMap(([name, csv]) => [
          [name, csv],
          [`copy ${name}`, csv],
        ]),
      )
      expect(await after(whole, whole)).toEqual(state)
      expect(
        await after(
          all((of) => shuffled(of, seed).slice(0, cut)),
          twice,
        ),
      ).toEqual(state)
    }),
    { seed: 20_261_128, numRuns: 25, endOnFailure: true },
  )
})
