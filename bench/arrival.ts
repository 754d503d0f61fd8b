// One more day: thirty thousand rows (pieces of time, uses of content, deals, leads) into a set that is there already, by the
// real door: read, staged, confirmed, visible, rollups included. Taken back afterwards, so that the set stays as it was.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { House } from '../api/house.ts'
import { owner } from '../model/reader.ts'
import { checkRollups, within } from '../model/rollups/index.ts'
import { makeVisible, openImport, stageImport, undoImport } from '../sources/ingest/index.ts'
import { itemOn } from './set/content.ts'
import { chance, daysIn, type Shape } from './set/shape.ts'
import { somebody } from './set/staff.ts'
import { takes } from './time.ts'

const now = () => new Date('2026-01-01T20:00:00Z')
const day = '2025-12-31'

/** @returns lines to print */
export async function* arrival(house: House, shape: Shape): AsyncGenerator<string> {
  const { database } = house
  const folder = mkdtempSync(path.join(tmpdir(), 'douze-bench-day-'))
  try {
    const files = Object.entries(dayOf(shape)).map(([name, text]) => {
      const file = path.join(folder, name)
      writeFileSync(file, text)
      return { name, path: file }
    })
    const { importId } = await openImport(database, owner, { now, source: 'bench-day' })
    const staged = await takes(() => stageImport(database, owner, importId, files, { now }))
    const rows = staged.result.files.reduce((all, file) => all + file.accepted, 0)
    const stored = await takes(() => makeVisible(database, owner, importId, { now }))
    const found = await database.read(owner, (query) => checkRollups(within(query)))
    if (found.some((one) => one.wrong > 0)) throw new Error(`rollups are wrong: ${JSON.stringify(found)}`)
    const undone = await takes(() => undoImport(database, owner, importId, { now }))
    const seconds = (took: number) => `${(took / 1000).toFixed(1)} s`
    yield `  one more day: ${rows.toLocaleString('en')} rows read in ${seconds(staged.took)}, visible after ${seconds(stored.took)} more; taken back in ${seconds(undone.took)}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const repOf = (shape: Shape, row: number, salt: number) =>
  `rep${somebody(shape, row, salt, daysIn(shape) - 1)}@example.com`
const two = (number: number) => String(number).padStart(2, '0')

function dayOf(shape: Shape): Record<string, string> {
  const clock = (row: number, salt: number) =>
    `${two(7 + chance(row, salt, 10))}:${two(chance(row, salt + 1, 60))}`
  const time = Array.from({ length: 18_000 }, (_, row) => {
    const from = clock(row, 91)
    return `N-${row},${repOf(shape, row, 93)},${['call', 'CRM', 'e-mail', 'travel'][row % 4]},${day} ${from}:00,${day} ${from}:59`
  })
  const uses = Array.from(
    { length: 10_000 },
    (_, row) =>
      `N-${row},${repOf(shape, row, 94)},${['search', 'open', 'share', 'download'][row % 4]},${row % 4 === 0 ? '' : `Item ${itemOn(row, 95, daysIn(shape) - 1)}`},${day}T${clock(row, 96)}:00Z,${30 + (row % 60)}`,
  )
  const deals = Array.from(
    { length: 500 },
    (_, row) =>
      `N-${row},Deal,1000.00,EUR,Proposal,${repOf(shape, row, 98)},${day},,open,Company ${1 + chance(row, 99, shape.accounts)}`,
  )
  const leads = Array.from(
    { length: 1_500 },
    (_, row) => `N-${row},${day},${repOf(shape, row, 100)},Company ${1 + chance(row, 101, shape.accounts)}`,
  )
  return {
    'time.csv': `event_id,rep_email,activity,started_at,ended_at\n${time.join('\n')}\n`,
    'uses.csv': `event_id,rep_email,content_use,content,occurred_at,seconds\n${uses.join('\n')}\n`,
    'deals.csv': `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status,account\n${deals.join('\n')}\n`,
    'leads.csv': `lead_id,created_at,owner_email,account\n${leads.join('\n')}\n`,
  }
}
