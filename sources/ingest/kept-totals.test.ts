// Totals by day through the real deliveries: whatever is delivered, again, changed, taken back, or whoever changes teams, they
// are what the rows say, and made anew they are the same.
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { checkRollups, rebuildRollups, within } from '../../model/rollups/index.ts'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf } from '../../test/deliver.ts'
import { undoImport } from './index.ts'

const random = seededRandom('kept totals')
const below = (most: number) => Math.floor(random() * most)
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
const people = ['lea', 'tom', 'ana', 'zoe']
const two = (number: number) => String(number).padStart(2, '0')
const teams = (lea: string) => `person_email,display_name,role,team
${people.map((name) => `${name}@example.com,${name} Durand,rep,${name === 'lea' ? lea : 'Sud'}`).join('\n')}
`

/** Pieces of time known by their ids: a second delivery of one replaces it, wherever it moves to. */
function time(): string {
  const rows = Array.from({ length: 4 + below(12) }, () => {
    const day = `2026-03-${two(1 + below(6))}`
    const hours = random() < 0.7
    const start = `${day} ${two(6 + below(17))}:${two(below(60))}:00`
    const end = `${day} 23:${two(30 + below(29))}:00`
    return `A-${below(40)},${pick(people)}@example.com,${pick(['call', 'CRM', 'e-mail', 'travel'])},${hours ? `${start},${end},,` : `,,${day},${1 + below(90)}`}`
  })
  return `event_id,rep_email,activity,started_at,ended_at,day,minutes\n${distinct(rows).join('\n')}\n`
}

/** Uses of content around midnight of Paris, where a search and what it finds may fall on two days. */
function uses(): string {
  const rows = Array.from({ length: 4 + below(12) }, () => {
    const at = new Date(Date.UTC(2026, 2, 1 + below(6), 22, 58) + below(240) * 1_000)
    const kind = pick(['search', 'search', 'open', 'download', 'send'])
    const found = kind === 'search' ? pick(['yes', 'no', '']) : ''
    return `U-${below(40)},${pick(people)}@example.com,${kind},${kind === 'search' ? '' : 'Guide'},${at.toISOString()},${found},${below(300)}`
  })
  return `event_id,rep_email,content_use,content,occurred_at,has_result,seconds\n${distinct(rows).join('\n')}\n`
}

/** One row for each id. */
function distinct(rows: readonly string[]): string[] {
  return [...new Map(rows.map((row) => [row.split(',')[0]!, row])).values()]
}

test('after each of thirty deliveries and undos', { timeout: 240_000 }, async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': teams('Nord') })
  const lines = `select total::text as line from activity_days as total union all select total::text from content_days as total`
  const bytes = async () => (await rowsOf(database, lines)).map(({ line }) => String(line)).toSorted()
  const visible: number[] = []
  let most = 0
  for (let step = 0; step < 30; step++) {
    const last = visible.at(-1)
    if (last !== undefined && random() < 0.3) {
      await undoImport(database, owner, last, { now: clock })
      visible.pop()
    } else {
      const files = {
        'temps.csv': time(),
        'usages.csv': uses(),
        ...(random() < 0.3 && { 'people.csv': teams(pick(['Nord', 'Sud', 'Est'])) }),
      }
      visible.push((await deliver(database, files)).importId)
    }
    const found = await database.read(owner, (query) => checkRollups(within(query)))
    expect(
      found.map((one) => one.wrong),
      `step ${step}`,
    ).toEqual([0, 0])
    most = Math.max(most, ...found.map((one) => one.totals))
  }
  expect(most).toBeGreaterThan(10)
  const before = await bytes()
  await database.write(owner, (query) => rebuildRollups(within(query)))
  expect(await bytes()).toEqual(before)
})
