// More public data sets that lie beside the project, through the door that a user takes: what customers asked, what was on a screen, what was
// learned, and two that are no table of anything. Without them this is skipped.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { deliver, rowsOf } from './deliver.ts'
import { data, house, isHere, raw } from './page-door.ts'
import { tablesWith } from './tables-with.ts'

describe.skipIf(!isHere)('more public data sets through the page', () => {
  test('banking77: a voice for each question and a theme for each intent, once a person adds the day', async () => {
    const { send, database } = await house()
    const text = raw('banking77/test.csv').toString()
    const asItIs = await send({ 'test.csv': text })
    expect(asItIs.first).toMatchObject({ state: 'refused', files: [{ entity: null }] })
    expect(asItIs.first.refusal?.en).toContain('No column of it is a date')
    // No comma and no quote stands in an intent, so that the last cell of a line, where a record ends, is one.
    const intents = new Map<string, number>()
    for (const [, intent = ''] of text.matchAll(/,([a-zA-Z_?]+)\r?\n/g))
      intents.set(intent, (intents.get(intent) ?? 0) + 1)
    intents.delete('category')
    expect(intents.size).toBe(77)
    const dated = text
      .replace('text,category', 'comment,theme,received_on')
      .replaceAll(/(,[a-zA-Z_?]+)(\r?\n)/g, '$1,2026-01-05$2')
    const delivery = await send({ 'feedback.csv': dated.replace('received_on,2026-01-05', 'received_on') })
    expect(delivery.first.files[0]).toMatchObject({ entity: 'feedback', rejected: 0 })
    await delivery.confirm()
    const found = await rowsOf(database, 'select theme, count(*)::int as n from feedback group by 1')
    expect(new Map(found.map(({ theme, n }) => [theme, Number(n)]))).toEqual(intents)
  }, 120_000)

  test('tarone-rats, apache-access-log: neither is a table of anything; each is refused in words', async () => {
    const { send, database } = await house()
    for (const name of ['tarone-rats/rats.csv', 'apache-access-log/apache_logs']) {
      const { first } = await send({ [path.basename(name)]: raw(name) })
      expect(first, name).toMatchObject({ state: 'refused', files: [{ entity: null, accepted: 0 }] })
      expect(first.refusal?.fr, name).toContain('Aucune table connue')
    }
    expect(await rowsOf(database, 'select 1 as one from content_events')).toEqual([])
  }, 120_000)

  test('activitywatch-fixtures: moments at the keyboard, each once, and nothing of what was on the screen', async () => {
    const { database } = await house()
    await deliver(database, { 'people.csv': 'person_email,display_name\nlea@ours.example,Léa\n' })
    for (const name of readdirSync(path.join(data, 'activitywatch-fixtures'))) {
      const bytes = raw(`activitywatch-fixtures/${name}`)
      const report = await deliver(database, { [name]: bytes }, { person: 'lea@ours.example' })
      expect(report.files[0], name).toMatchObject({ entity: 'activities', rejected: 0 })
      const unnamed = /Minutes that no rule names: (\d+)/.exec(
        report.files[0]?.warnings.find(({ code }) => code === 'TRACKER_LEFT_OUT')?.sentence.en ?? '',
      )?.[1]
      const kept = await rowsOf(
        database,
        `select coalesce(sum(seconds), 0)::int as seconds from activities where import_id = ${report.importId}`,
      )
      expect(Number(unnamed) + Number(kept[0]?.['seconds']) / 60, name).toBeCloseTo(
        atTheKeyboard(bytes) / 60,
        -0.3,
      )
    }
    expect(await tablesWith(database, 'Visual Studio')).toEqual([])
  }, 120_000)

  test('xapi-fun-mooc: every record once, and what one learner downloaded, once somebody says who she is', async () => {
    const { send, api, database } = await house()
    const file = 'xapi-fun-mooc/statements.json.gz'
    await deliver(database, { 'people.csv': 'person_email,display_name\nlea@ours.example,Léa\n' })
    const { first } = await send({ 'statements.json.gz': raw(file) })
    expect(first.files[0]).toMatchObject({ accepted: 22_000, rejected: 0 })
    const downloads = new Map<string, Set<string>>()
    for (const line of gunzipSync(raw(file)).toString().trim().split('\n')) {
      const { actor, verb, object } = JSON.parse(line) as {
        actor: { account: { name: string } }
        verb: { id: string }
        object: { id: string }
      }
      if (!verb.id.endsWith('/downloaded')) continue
      const of = downloads.get(actor.account.name) ?? new Set()
      downloads.set(actor.account.name, of.add(object.id))
    }
    const [who, items] = [...downloads].toSorted(([, one], [, other]) => other.size - one.size)[0]!
    expect(items.size).toBeGreaterThan(0)
    const agent = (await rowsOf(database, `select agent_key from xapi_agents where value = '${who}'`))[0]
    await api.json('POST', `/api/xapi/agents/${agent?.['agent_key']}/person`, {
      personId: Number((await rowsOf(database, 'select person_id from people'))[0]?.['person_id']),
    })
    // They are videos: as parts of a course they have no result of their own, but fetching one is a use of it.
    expect(
      await rowsOf(
        database,
        'select kind, count(distinct content_item_id)::int as items from content_events group by 1',
      ),
    ).toEqual([{ kind: 'download', items: items.size }])
  }, 240_000)
})

/** Seconds in which somebody was there and a window or a page was open, by a few lines that know nothing of the other. */
function atTheKeyboard(bytes: Buffer): number {
  const { events } = JSON.parse(bytes.toString()) as {
    events: Record<string, { timestamp: string; duration: number; data: { status?: string } }[]>
  }
  const seconds = (wanted: (bucket: string, status?: string) => boolean): Set<number> =>
    new Set(
      Object.entries(events).flatMap(([bucket, all]) =>
        all.flatMap(({ timestamp, duration, data: { status } }) =>
          wanted(bucket, status)
            ? Array.from(
                { length: Math.round(duration) },
                (_, at) => Math.round(Date.parse(timestamp) / 1000) + at,
              )
            : [],
        ),
      ),
    )
  const there = seconds((bucket, status) => bucket.includes('watcher-afk') && status === 'not-afk')
  return [...seconds((bucket) => bucket.includes('watcher-window'))].filter((second) => there.has(second))
    .length
}
