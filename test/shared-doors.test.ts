// Public data sets that lie beside the project, each through the door that a user takes: sent to the page's API, mapped where it must be,
// confirmed. What ends in the tables equals what a few lines of another program read out of the same file.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../metric/period.ts'
import { measure } from '../metric/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { lifetimeValue } from '../outcomes/lifetime-value/definition.ts'
import { bgNbdExpectedOf } from '../statistics/bg-nbd.ts'
import { purchaseHistories } from '../statistics/purchase-history.ts'
import { testApi } from './api.ts'
import { freshDatabase } from './database.ts'
import { deliver, rowsOf } from './deliver.ts'
import { tablesWith } from './tables-with.ts'

const data = fileURLToPath(new URL('../../shared/data', import.meta.url))
const isHere = existsSync(data)
const raw = (name: string) => readFileSync(path.join(data, name))

interface Report {
  readonly importId: number
  readonly state: string
  readonly progress: object | null
  readonly refusal: { readonly en: string; readonly fr: string } | null
  readonly files: readonly {
    readonly name: string
    readonly entity: string | null
    readonly accepted: number
    readonly rejected: number
    readonly errors: readonly { readonly sentence: { readonly en: string } }[]
    readonly warnings: readonly { readonly code: string; readonly sentence: { readonly en: string } }[]
  }[]
}
type Mappings = Readonly<
  Record<string, { entity: string; columns: Record<string, string | null>; allowed?: readonly string[] }>
>

async function house() {
  const database = await freshDatabase()
  const api = testApi(database, { now: new Date('2026-11-28T12:00:00Z') })
  const ended = async (place: string, asked: Promise<Report>): Promise<Report> => {
    let report = await asked
    while (report.progress !== null) {
      await pause(100)
      report = await api.json<Report>('GET', place)
    }
    return report
  }
  return {
    database,
    api,
    send: async (files: Readonly<Record<string, Buffer | string>>) => {
      const place = `/api/imports/${(await api.json<Report>('POST', '/api/imports', {})).importId}`
      for (const [name, bytes] of Object.entries(files))
        await api.send('PUT', `${place}/files?name=${encodeURIComponent(name)}`, {
          bytes: new Uint8Array(Buffer.from(bytes as Buffer)),
        })
      const stage = (mappings?: Mappings) =>
        ended(place, api.json('POST', `${place}/stage`, mappings === undefined ? {} : { mappings }))
      return {
        first: await stage(),
        again: stage,
        confirm: () => ended(place, api.json('POST', `${place}/confirm`, {})),
      }
    },
  }
}

/** Enough of CSV for these files. */
function read(bytes: Buffer, encoding: BufferEncoding = 'utf8'): Record<string, string>[] {
  const [header = [], ...rows] = bytes
    .toString(encoding)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
        cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
      ),
    )
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
}

/** '2022-Sep' of '21-Sep-22'. */
function monthOf(day: string): string {
  const [, month = '', year = ''] = day.split('-')
  return `20${year}-${month}`
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0)

describe.skipIf(!isHere)('public data sets through the page', () => {
  test('hr-training: days such as 21-Sep-22, once a person says that they are of this century', async () => {
    const { send, database } = await house()
    const [people, training] = ['employee_data.csv', 'training_and_development_data.csv']
    const delivery = await send({
      [people]: raw(`hr-training/${people}`),
      [training]: raw(`hr-training/${training}`),
    })
    expect(delivery.first.state).toBe('refused')
    expect(delivery.first.files[0]?.errors.at(-1)?.sentence.en).toContain('--allow short-years')
    const staged = await delivery.again({
      [people]: { entity: 'people', columns: {}, allowed: ['short-years'] },
      [training]: { entity: 'training-results', columns: {}, allowed: ['short-years'] },
    })
    expect(staged.files.map(({ accepted, rejected }) => accepted + rejected)).toEqual([3000, 3000])
    expect(staged.files[1]).toMatchObject({ accepted: 3000, rejected: 0 })
    expect((await delivery.confirm()).state).toBe('visible')
    const months = new Map<string, number>()
    for (const { 'Training Date': day = '' } of read(raw(`hr-training/${training}`))) {
      const month = monthOf(day)
      months.set(month, (months.get(month) ?? 0) + 1)
    }
    const found = await rowsOf(
      database,
      `select to_char(completed_on, 'YYYY-Mon') as month, count(*)::int as n from training_results
       where completed_on is not null group by 1`,
    )
    const incomplete = read(raw(`hr-training/${training}`)).filter(
      (row) => row['Training Outcome'] === 'Incomplete',
    )
    expect(sumOf(found.map(({ n }) => Number(n)))).toBe(3000 - incomplete.length)
    for (const { month, n } of found) {
      const left = incomplete.filter(({ 'Training Date': day = '' }) => monthOf(day) === month)
      expect(n, String(month)).toBe((months.get(String(month)) ?? 0) - left.length)
    }
  }, 120_000)

  test('sip-time-tracking: tasks with the day of their end, in the template of time spent', async () => {
    const { send, database } = await house()
    const ends = new Map(
      read(raw('sip-time-tracking/est-act-dates.csv')).map((row) => [row['TaskNumber'], row['CompletedOn']]),
    )
    // The person's own hours; a task of over a day is no interval.
    const tasks = read(raw('sip-time-tracking/Sip-task-info.csv'), 'latin1')
      .map((row, at) => ({
        ...row,
        at,
        day: ends.get(row['TaskNumber']) ?? '',
        hours: Number(row['DeveloperHoursActual']),
      }))
      .filter(({ day, hours }) => /-\d\d$/.test(day) && hours > 0 && hours <= 24)
    expect(tasks.length).toBeGreaterThan(5_000)
    const lines = tasks.map((row) => {
      const own = row as unknown as Record<string, string>
      return [
        row.at,
        `dev-${own['DeveloperID']}`,
        own['SubCategory'] === 'Training' ? 'training' : 'other',
        row.day,
        row.hours,
      ].join(',')
    })
    const delivery = await send({
      'time.csv': ['event_id,rep_email,activity,day,hours', ...lines, ''].join('\n'),
    })
    const staged = await delivery.again({
      'time.csv': { entity: 'activities', columns: {}, allowed: ['short-years'] },
    })
    expect(staged.files[0]).toMatchObject({ accepted: tasks.length, rejected: 0 })
    await delivery.confirm()
    const [training] = await rowsOf(
      database,
      "select round(sum(seconds) / 36.0)::int as hundredths from activities where category = 'training'",
    )
    const wanted = sumOf(
      tasks
        .filter((row) => (row as unknown as Record<string, string>)['SubCategory'] === 'Training')
        .map(({ hours }) => hours),
    )
    expect(Number(training?.['hundredths']) / 100).toBeCloseTo(wanted, 1)
  }, 120_000)

  test('adventureworks: amounts of four decimals, rounded where a person allows it, and the difference said', async () => {
    const { send, database } = await house()
    const delivery = await send({ 'FactSales.csv': raw('adventureworks-reps/FactSales.csv') })
    const columns = { ResellerKey: 'accountId', OrderDate: 'day', SalesAmount: 'amount' }
    const refused = await delivery.again({ 'FactSales.csv': { entity: 'revenue', columns } })
    expect(refused.state).toBe('refused')
    expect(refused.files[0]?.errors.at(-1)?.sentence.en).toContain('--allow round-amounts')
    const staged = await delivery.again({
      'FactSales.csv': { entity: 'revenue', columns, allowed: ['round-amounts'] },
    })
    expect(staged.files[0]).toMatchObject({ accepted: 1000, rejected: 0 })
    // 1,806,402.6261 in the file.
    expect(staged.files[0]?.warnings.find(({ code }) => code === 'AMOUNTS_ROUNDED')?.sentence.en).toBe(
      'Amounts rounded to the nearest (half to even), as you allowed: 929. Their sum changes by 0.0639 EUR.',
    )
    await delivery.confirm()
    expect(
      await rowsOf(
        database,
        'select sum(amount_minor)::int as minor, count(distinct account_id)::int as customers from revenue',
      ),
    ).toEqual([{ minor: 180_640_269, customers: 102 }])
  }, 120_000)

  test.each([['bank-marketing/bank-additional.csv'], ['telco-churn/Telco-Customer-Churn.csv']])(
    '%s has no days, and the refusal says so',
    async (name) => {
      const { send } = await house()
      const { first } = await send({ [path.basename(name)]: raw(name) })
      expect(first).toMatchObject({ state: 'refused', files: [{ entity: null }] })
      expect(first.refusal?.en).toContain('No column of it is a date')
      expect(first.refusal?.fr).toContain('Aucune colonne n’y est une date')
    },
    60_000,
  )

  test('insurance-reviews-fr, kag-facebook-ads: a voice for each review, the spending to the cent', async () => {
    const { send, database } = await house()
    const delivery = await send({
      'avis_1_traduit.xlsx': raw('insurance-reviews-fr/avis_1_traduit.xlsx'),
      'KAG_conversion_data.csv': raw('kag-facebook-ads/KAG_conversion_data.csv'),
    })
    expect(delivery.first.files.map(({ entity, accepted }) => [entity, accepted])).toEqual([
      ['feedback', 1000],
      ['costs', 1143],
    ])
    await delivery.confirm()
    const spent = read(raw('kag-facebook-ads/KAG_conversion_data.csv')).map(({ Spent }) =>
      Math.round(Number(Spent) * 100),
    )
    expect(await rowsOf(database, 'select sum(amount_minor)::int as minor from costs')).toEqual([
      { minor: sumOf(spent) },
    ])
    expect(
      await rowsOf(
        database,
        'select count(*)::int as n, min(received_on) as first, max(received_on) as last from feedback',
      ),
    ).toEqual([
      { n: 1000, first: expect.stringMatching(/^201[67]/), last: expect.stringMatching(/^202[01]/) },
    ])
  }, 120_000)

  test('nps-timeseries: the score of each quarter', async () => {
    const { send, api } = await house()
    const delivery = await send({ 'NPS_timeseries_data.csv': raw('nps-timeseries/NPS_timeseries_data.csv') })
    expect(delivery.first.files[0]).toMatchObject({ entity: 'survey-answers', accepted: 5000 })
    await delivery.confirm()
    const all = read(raw('nps-timeseries/NPS_timeseries_data.csv'))
    for (const quarter of [1, 2, 3, 4]) {
      const scores = all
        .filter(({ 'Survey date': day = '' }) => Math.ceil(Number(day.slice(3, 5)) / 3) === quarter)
        .map(({ NPS }) => Number(NPS))
      const promoters = scores.filter((score) => score >= 9).length
      const detractors = scores.filter((score) => score <= 6).length
      const { answers } = await api.json<{
        answers: { value: number | null; n: number | null; state: string }[]
      }>('GET', `/api/metrics/net-promoter-score?period=2021-Q${quarter}`)
      expect(answers[0]?.n, `Q${quarter}`).toBe(scores.length)
      expect(answers[0]?.value).toBeCloseTo((promoters - detractors) / scores.length, 9)
    }
  }, 120_000)

  test('cdnow: text in columns of blanks, without titles in the sample, as it is', async () => {
    const { send, database } = await house()
    const name = 'CDNOW_sample.txt'
    const bytes = raw(`cdnow/${name}`)
    const lines = bytes
      .toString('latin1')
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length === 5)
    expect(lines).toHaveLength(6919)
    const delivery = await send({ [name]: bytes })
    expect(delivery.first).toMatchObject({ state: 'refused', files: [{ name, delimiter: ' ' }] })
    expect(delivery.first.files[0]?.warnings.map(({ code }) => code)).toContain('NO_TITLES')
    const columns = { 'Column 1': null, 'Column 2': 'account', 'Column 3': 'day', 'Column 5': 'amount' }
    const staged = await delivery.again({ [name]: { entity: 'revenue', columns } })
    expect(staged.files[0]).toMatchObject({ accepted: 6919, rejected: 0 })
    await delivery.confirm()
    const [found] = await rowsOf(
      database,
      'select count(distinct account_id)::int as customers, count(*)::int as orders, sum(amount_minor)::int as minor from revenue',
    )
    expect(found).toEqual({
      customers: 2357,
      orders: 6919,
      minor: sumOf(lines.map((cells) => Math.round(Number(cells[4]) * 100))),
    })

    // Fader, Hardie and Lee 2005, of these 39 weeks: 1.444 orders in a year are expected of a new customer.
    const measured = (asOf: string, quarter: string) =>
      measure(database, owner, lifetimeValue, { scope: organisation, asOf, period: parsePeriod(quarter)! })
    const orders = (await measured('1997-09-30', '1997-Q3')).answers.find(({ id }) => id === 'orders-12')!
    const published = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
    const histories = purchaseHistories(
      lines
        .filter(([, , , , amount]) => Number(amount) > 0)
        .map(([, customer = '', day = '']) => ({
          customer: Number(customer),
          day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
        })),
      '1997-09-30',
    )
    expect(orders.n).toBe(histories.length)
    expect(Number(orders.details[0]?.value)).toBeCloseTo(
      sumOf(histories.map((one) => bgNbdExpectedOf(one, 52, published))) / histories.length,
      2,
    )
    // The same export a month later needs no word.
    const again = await send({ 'CDNOW_sample_2.txt': bytes })
    expect(again.first.files[0]).toMatchObject({ entity: 'revenue', accepted: 6919, unchanged: 6919 })
  }, 240_000)

  test('cdnow: the whole, with titles that do not stand above their columns', async () => {
    const { send, database } = await house()
    const name = 'CDNOW_master.txt.gz'
    const purchases = gunzipSync(raw(`cdnow/${name}`))
      .toString('latin1')
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => cells.length === 4 && /^\d{8}$/.test(cells[1] ?? ''))
    expect(purchases).toHaveLength(69_659)
    const delivery = await send({ [name]: raw(`cdnow/${name}`) })
    const columns = { customer_id: 'account', date: 'day', dollar_value: 'amount', number_of_cds: null }
    const staged = await delivery.again({ [name]: { entity: 'revenue', columns } })
    expect(staged.files[0]).toMatchObject({ entity: 'revenue', accepted: 69_659, rejected: 0 })
    await delivery.confirm()
    expect(
      await rowsOf(
        database,
        'select count(distinct account_id)::int as customers, sum(amount_minor)::int as minor from revenue',
      ),
    ).toEqual([
      {
        customers: new Set(purchases.map(([customer]) => customer)).size,
        minor: sumOf(purchases.map(([, , , amount]) => Math.round(Number(amount) * 100))),
      },
    ])
    // BG/NBD and gamma-gamma on the same orders written into the tables directly give 35.21 for the next twelve months.
    const { answers } = await measure(database, owner, lifetimeValue, {
      scope: organisation,
      asOf: '1998-06-30',
      period: parsePeriod('1998-Q2')!,
    })
    expect(answers.find(({ id }) => id === 'orders-12')).toMatchObject({ value: 35_21n, n: 23_502 })
  }, 240_000)

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
