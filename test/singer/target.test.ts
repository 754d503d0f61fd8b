// `target-douze` as a process: killed and started again, asked to stop, configured, asked who it is.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { douze, newFolder } from '../processes.ts'
import { lines } from './send.ts'
import { addressOf, outcomeOf, runTarget, startTarget } from './target.ts'

const head = {
  type: 'SCHEMA',
  stream: 'things',
  key_properties: ['id'],
  schema: { properties: { id: { type: 'integer' }, text: {} } },
}
const record = (id: number) => ({ type: 'RECORD', stream: 'things', record: { id, text: 'x'.repeat(100) } })
const state = (id: number) => ({ type: 'STATE', value: { id } })
const held =
  "select count(*) as n, min((data ->> 'id')::int) as first, max((data ->> 'id')::int) as last from landed_rows"

describe('killed with no warning, and started again from the last state that it printed', () => {
  test.each([600, 1500, 3000])('after %i ms', { timeout: 120_000 }, async (moment) => {
    const database = await freshDatabase()
    const child = startTarget(database.connection)
    const finished = outcomeOf(child)
    const records = 100_000
    let sent = 0
    const feed = async (): Promise<void> => {
      child.stdin?.write(lines(head))
      while (sent < records && child.exitCode === null && child.signalCode === null) {
        const from = sent + 1
        sent = Math.min(records, sent + 500)
        const batch = Array.from({ length: sent - from + 1 }, (_, at) => record(from + at))
        if (child.stdin?.write(lines(...batch, state(sent))) === false)
          await Promise.race([once(child.stdin, 'drain'), once(child, 'close')])
      }
    }
    // Nobody reads any more once it is killed.
    feed().catch(() => {})
    await wait(moment)
    child.kill('SIGKILL')
    const { out } = await finished
    const last = out === '' ? 0 : (JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as { id: number }).id
    // Everything up to the last state printed is there.
    const [kept] = await rowsOf(database, held)
    expect(Number(kept?.['n'])).toBeGreaterThanOrEqual(last)
    const rest = Array.from({ length: records - last }, (_, at) => record(last + 1 + at))
    const again = await runTarget(database.connection, lines(head, ...rest, state(records)))
    expect(again.code, again.err).toBe(0)
    expect(await rowsOf(database, held)).toEqual([{ n: records, first: 1, last: records }])
  })
})

test(
  'killed once its state is printed, what the state covers becomes figures with the next run, whatever that one brings',
  { timeout: 180_000 },
  async () => {
    const database = await freshDatabase()
    const products = {
      type: 'SCHEMA',
      stream: 'Product2',
      key_properties: ['Id'],
      schema: { properties: { Id: { type: 'string' }, Name: {}, ProductCode: {} } },
    }
    const product = (id: string) => ({
      type: 'RECORD',
      stream: 'Product2',
      record: { Id: id, Name: `Presse ${id}`, ProductCode: id },
    })
    const child = startTarget(database.connection)
    const finished = outcomeOf(child)
    child.stdin?.write(lines(products, product('P1'), state(1), product('P2')))
    await once(child.stdout ?? child, 'data')
    child.kill('SIGKILL')
    expect((await finished).out).toBe('{"id":1}\n')
    // On disk, and in no table of figures yet: those follow once a run, when it ends.
    expect(await rowsOf(database, "select data ->> 'Id' as id from landed_rows order by 1")).toEqual([
      { id: 'P1' },
    ])
    expect(await rowsOf(database, 'select name from products')).toEqual([])
    // The tap goes on from its state: it does not send P1 again.
    const next = await runTarget(database.connection, lines(products, product('P2'), state(2)))
    expect([next.code, next.out]).toEqual([0, '{"id":2}\n'])
    expect(await rowsOf(database, 'select name from products order by 1')).toEqual([
      { name: 'Presse P1' },
      { name: 'Presse P2' },
    ])
  },
)

test(
  'asked to stop, it keeps what has arrived, prints the state and leaves',
  { timeout: 60_000 },
  async () => {
    const database = await freshDatabase()
    const child = startTarget(database.connection)
    const finished = outcomeOf(child)
    child.stdin?.write(lines(head, record(1), state(1), record(2)))
    // The state is printed while the tap rests: everything before it is on disk.
    await once(child.stdout ?? child, 'data')
    await wait(300)
    child.kill('SIGTERM')
    const { code, out, err } = await finished
    expect([code, out]).toEqual([0, '{"id":1}\n'])
    expect(err).toContain('Stopped as asked')
    expect(await rowsOf(database, held)).toEqual([{ n: 2, first: 1, last: 2 }])
  },
)

test(
  'standard output holds states and nothing else, whatever else is said',
  { timeout: 60_000 },
  async () => {
    const database = await freshDatabase()
    const { out, err } = await runTarget(
      database.connection,
      lines(head, record(1), state(1), record(2), state(2)),
    )
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('id')
    expect(out.trim().split('\n').at(-1)).toBe('{"id":2}')
    expect(err).toContain('things: 2 received, 2 kept')
  },
)

test(
  'settings come from files and from the environment; a file can be read instead of the input',
  { timeout: 60_000 },
  async () => {
    const database = await freshDatabase()
    const folder = newFolder()
    const config = path.join(folder, 'config.json')
    const input = path.join(folder, 'input.jsonl')
    writeFileSync(
      config,
      JSON.stringify({
        database_url: addressOf(database.connection),
        source: 'shop',
        add_record_metadata: true,
      }),
    )
    writeFileSync(input, lines(head, record(1), state(1)))
    const read = await douze(['singer', '--config', config, '--config', 'ENV', '--input', input], {
      TARGET_DOUZE_TAP: 'tap-shop',
      DOUZE_LANG: 'en',
    })
    expect([read.code, read.out]).toEqual([0, '{"id":1}\n'])
    expect(read.err).toContain('Unknown setting, ignored: add_record_metadata')
    expect(await rowsOf(database, 'select source, name from landed_streams')).toEqual([
      { source: 'shop', name: 'things' },
    ])
    const bad = await douze(['singer', '--config', 'ENV'], {
      TARGET_DOUZE_PROTOCOL: 'kafka',
      DOUZE_LANG: 'en',
    })
    expect([bad.code, bad.out]).toEqual([2, ''])
    expect(bad.err).toContain('protocol')
  },
)

test('it says who it is without opening anything', async () => {
  const about = await douze(['singer', '--about', '--format=json'])
  expect(JSON.parse(about.out)).toMatchObject({
    name: 'target-douze',
    settings: { properties: { source: {}, database_url: { secret: true } } },
  })
  expect((await douze(['singer', '--version'])).out).toMatch(/^target-douze \d+\.\d+\.\d+\n$/)
})
