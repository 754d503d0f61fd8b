// People's rights over the API: what each may read of herself and of others, what is written down, and what is refused.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { writeJournal } from '../access/journal/index.ts'
import { owner, type Reader } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { tell } from '../test/story.ts'
import type { Answer } from './contract/types.ts'
import { tidy } from './jobs/housekeeping.ts'
import { makeLog } from './log.ts'
import { privacyHandlers } from './routes/privacy.ts'
import type { Place } from './handler.ts'

const database = await freshDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'douze-privacy-'))
const now = new Date('2026-06-30T12:00:00Z')
const api = testApi(database, { now, folder })
const ids = new Map<string, number>()
const of = (name: string) => ids.get(name) ?? 0

beforeAll(async () => {
  await tell(database, {
    people: { 'Ada Byron': 'North', 'Grace Murray': 'North', 'Edsger Wybe': 'South' },
    deals: [
      { owner: 'Ada Byron', account: 'Acme', opened: '2026-01-10', won: '2026-03-01', amount: 100n },
      { owner: 'Grace Murray', account: 'Bolt', opened: '2026-01-10', lost: '2026-03-01', amount: 200n },
      { owner: 'Edsger Wybe', account: 'Core', opened: '2026-02-10', won: '2026-04-01', amount: 300n },
    ],
  })
  const people = await database.read(owner, (query) =>
    query.selectFrom('people').select(['person_id', 'display_name']).execute(),
  )
  for (const { person_id, display_name } of people) ids.set(display_name, person_id)
})

const looks = (name: string) => api.json<Answer<'looks'>>('GET', `/api/people/${of(name)}/looks`)

describe('the access journal', () => {
  test('a figure of all is no entry; one of a rep, a breakdown by rep, rows and files are, with kind, route and request', async () => {
    await api.json('GET', '/api/metrics/conversion-rate?period=2026')
    await api.json('GET', '/api/health?period=2026')
    expect(await looks('Ada Byron')).toEqual([])
    const response = await api.send(
      'GET',
      `/api/metrics/conversion-rate?period=2026&scope=rep:${of('Ada Byron')}`,
    )
    expect(response.status).toBe(200)
    expect(await looks('Ada Byron')).toEqual([
      {
        entry: 1,
        at: now.toISOString(),
        readerId: null,
        readerName: null,
        readerRoles: ['owner'],
        dataKind: 'results',
        dataKindName: { fr: 'résultats', en: 'results' },
        purpose: 'measurement',
        requestId: response.headers.get('x-request-id'),
      },
    ])
    expect(await looks('Grace Murray')).toEqual([])
    await api.json('GET', '/api/metrics/conversion-rate/rows?period=2026&answer=win-rate')
    expect((await looks('Grace Murray')).map(({ purpose, dataKind }) => [purpose, dataKind])).toEqual([
      ['rows', 'rows'],
    ])
    const file = await api.send('GET', '/api/metrics/conversion-rate/rows-file?period=2026&answer=win-rate')
    await file.text()
    expect((await looks('Edsger Wybe')).map(({ purpose }) => purpose)).toEqual(['rowsFile', 'rows'])
    await api.json('GET', '/api/metrics/conversion-rate/breakdown?period=2026&by=rep&answer=win-rate')
    expect((await looks('Edsger Wybe'))[0]?.purpose).toBe('breakdown')
    const { faults, last } = await api.json<Answer<'journal'>>('GET', '/api/privacy/journal')
    expect(faults).toEqual([])
    expect(last.hash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('notes', () => {
  test('a note stands on its figure, of every answer or of one, and can be answered', async () => {
    const subject = {
      kind: 'figure',
      metric: 'conversion-rate',
      scope: `rep:${of('Ada Byron')}`,
      period: '2026-Q1',
    }
    const note = await api.json<Answer<'writeNote'>>('POST', '/api/notes', {
      kind: 'contest',
      subject: { ...subject, answer: 'win-rate' },
      body: ' Two deals are missing. ',
    })
    expect(note).toMatchObject({
      personId: of('Ada Byron'),
      kind: 'contest',
      body: 'Two deals are missing.',
      reply: null,
    })
    const address = `/api/notes?metric=conversion-rate&scope=rep:${of('Ada Byron')}&period=2026-Q1`
    expect(await api.json('GET', address)).toEqual([note])
    expect(await api.json('GET', `${address}&answer=win-rate`)).toEqual([note])
    expect(await api.json('GET', `${address}&answer=lead-conversion`)).toEqual([])
    const replied = await api.json<Answer<'replyToNote'>>('POST', `/api/notes/${note.noteId}/reply`, {
      reply: 'Found them.',
    })
    expect(replied.reply).toBe('Found them.')
    expect(await api.json('GET', `/api/people/${of('Ada Byron')}/notes`)).toEqual([replied])
  })

  test('a note on nothing is refused', async () => {
    const write = async (subject: object) =>
      (await api.send('POST', '/api/notes', { body: { kind: 'annotation', subject, body: 'x' } })).status
    expect(await write({ kind: 'figure', metric: 'nothing', scope: 'organisation', period: '2026' })).toBe(
      400,
    )
    expect(await write({ kind: 'figure', metric: 'conversion-rate', scope: 'rep-7', period: '2026' })).toBe(
      400,
    )
    expect(await write({ kind: 'record', recordKind: 'lead', recordId: 99_999 })).toBe(404)
    expect((await api.send('POST', '/api/notes/99/reply', { body: { reply: 'x' } })).status).toBe(404)
    expect((await api.send('GET', '/api/notes?metric=conversion-rate')).status).toBe(400)
  })
})

describe('a rep', () => {
  /** The handlers as a signed-in rep reaches them. */
  const as = (reader: Reader) => {
    const place = { database, clock: () => now, folder } as unknown as Place
    return async (name: keyof typeof privacyHandlers, parts: object): Promise<unknown> => {
      const call = { reader, requestId: 'r', query: {}, path: {}, ...parts } as never
      const work: Promise<unknown> = privacyHandlers[name](place, call)
      return work.catch((error: unknown) => (error as { id?: string }).id ?? error)
    }
  }

  test('reads what is hers, and somebody else’s like a number that nobody has', async () => {
    const ada = as({ personId: of('Ada Byron'), roles: ['rep'] })
    for (const name of ['looks', 'notesAbout', 'corrections'] as const) {
      expect(
        await ada(name, { path: { personId: of('Ada Byron') }, query: { limit: 9 } }),
        name,
      ).toBeInstanceOf(Array)
      expect(await ada(name, { path: { personId: of('Grace Murray') }, query: { limit: 9 } }), name).toBe(
        'not-found',
      )
      expect(await ada(name, { path: { personId: 99_999 }, query: { limit: 9 } }), name).toBe('not-found')
    }
    expect(
      await ada('personData', { path: { personId: of('Grace Murray') }, query: { language: 'fr' } }),
    ).toBe('not-found')
    const figure = (person: string) => ({
      metric: 'conversion-rate',
      scope: `rep:${of(person)}`,
      period: '2026',
    })
    expect(await ada('notes', { query: figure('Ada Byron') })).toEqual([])
    expect(await ada('notes', { query: figure('Grace Murray') })).toBe('not-found')
    expect(await ada('notes', { query: { ...figure('Ada Byron'), scope: 'organisation' } })).toBe('not-found')
    const contest = (person: string) =>
      ada('writeNote', {
        body: { kind: 'contest', subject: { kind: 'figure', ...figure(person) }, body: 'x' },
      })
    expect(await contest('Grace Murray')).toBe('not-found')
    expect(await contest('Ada Byron')).toMatchObject({ authorId: of('Ada Byron'), authorName: 'Ada Byron' })
  })
})

describe('everything held', () => {
  test('comes as one zip with JSON and CSV, and making it for somebody else is written down', async () => {
    const response = await api.send('GET', `/api/people/${of('Ada Byron')}/data?language=en`)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = await unzip(Buffer.from(await response.arrayBuffer()))
    const manifest = JSON.parse(files.get('manifest.json') ?? '') as { rows: Record<string, number> }
    expect(manifest.rows).toMatchObject({ people: 1, opportunities: 1, memberships: 1, notes: 2 })
    expect([...files.keys()].toSorted()).toEqual(
      [
        'manifest.json',
        ...Object.keys(manifest.rows).flatMap((name) => [`${name}.json`, `${name}.csv`]),
      ].toSorted(),
    )
    for (const [name, count] of Object.entries(manifest.rows)) {
      expect(JSON.parse(files.get(`${name}.json`) ?? ''), name).toHaveLength(count)
      expect(files.get(`${name}.csv`)?.startsWith('\ufeff'), name).toBe(true)
    }
    expect([...files.values()].join()).not.toContain('Grace')
    expect((await looks('Ada Byron'))[0]).toMatchObject({ dataKind: 'export', purpose: 'personData' })
  })
})

describe('rectification', () => {
  const correct = (body: object, status = 200) =>
    api.json<Answer<'correctPerson'>>('POST', `/api/people/${of('Ada Byron')}/corrections`, body, status)

  test('keeps the earlier value, who and why; the old name still means her', async () => {
    await correct({ column: 'hired_on', value: '2020-02-29', why: 'contract' })
    await correct({ column: 'display_name', value: 'Ada King', why: 'married' })
    const found = await api.json<Answer<'corrections'>>('GET', `/api/people/${of('Ada Byron')}/corrections`)
    expect(
      found.map(({ column, earlier, later, why, authorId }) => [column, earlier, later, why, authorId]),
    ).toEqual([
      ['display_name', 'Ada Byron', 'Ada King', 'married', null],
      ['hired_on', null, '2020-02-29', 'contract', null],
    ])
    const person = await database.read(owner, (query) =>
      query
        .selectFrom('people')
        .select(['display_name', 'name_key', 'hired_on'])
        .where('person_id', '=', of('Ada Byron'))
        .executeTakeFirst(),
    )
    expect(person).toEqual({ display_name: 'Ada King', name_key: 'ada king', hired_on: '2020-02-29' })
    expect((await looks('Ada Byron'))[0]).toMatchObject({ dataKind: 'correction' })
  })

  test.each([
    [{ column: 'hired_on', value: '2021-02-29', why: 'x' }, 422],
    [{ column: 'email', value: 'nobody', why: 'x' }, 422],
    [{ column: 'job', value: 'king', why: 'x' }, 422],
    [{ column: 'display_name', value: null, why: 'x' }, 422],
    [{ column: 'hired_on', value: null, why: '  ' }, 422],
    [{ column: 'manager_id', value: '1', why: 'x' }, 400],
  ])('%j is refused', async (body, status) => {
    expect((await api.send('POST', `/api/people/${of('Ada Byron')}/corrections`, { body })).status).toBe(
      status,
    )
  })
})

describe('notices', () => {
  test('a version never changes, and who got it keeps the first moment', async () => {
    const text = { fr: 'Vos données…', en: 'Your data…' }
    await api.json('POST', '/api/privacy/notices', { name: '2026-06', text })
    expect((await api.send('POST', '/api/privacy/notices', { body: { name: '2026-06', text } })).status).toBe(
      422,
    )
    const record = (version: string, personIds: number[], status = 200) =>
      api.json<Answer<'recordReceipts'>>(
        'POST',
        `/api/privacy/notices/${version}/receipts`,
        { personIds, way: 'by mail' },
        status,
      )
    expect(await record('2026-06', [of('Grace Murray'), of('Grace Murray')])).toEqual({ recorded: 1 })
    expect(await record('2026-06', [of('Grace Murray'), of('Edsger Wybe')])).toEqual({ recorded: 1 })
    await record('other', [of('Grace Murray')], 404)
    await record('2026-06', [99_999], 404)
    const { versions, people } = await api.json<Answer<'notices'>>('GET', '/api/privacy/notices')
    expect(versions.map(({ name, receipts }) => [name, receipts])).toEqual([['2026-06', 2]])
    expect(people.map(({ name, version }) => [name, version])).toEqual([
      ['Ada King', null],
      ['Edsger Wybe', '2026-06'],
      ['Grace Murray', '2026-06'],
    ])
  })
})

describe('retention and the register', () => {
  test('rules can be set within their ceilings, and the daily work is done once a day', async () => {
    await api.json('PUT', '/api/privacy/retention/refused-rows', { length: 10, unit: 'days' })
    expect(
      (await api.send('PUT', '/api/privacy/retention/leads', { body: { length: 37, unit: 'months' } }))
        .status,
    ).toBe(422)
    expect(
      (await api.send('PUT', '/api/privacy/retention/x', { body: { length: 1, unit: 'months' } })).status,
    ).toBe(404)
    const options = {
      database,
      clock: () => now,
      random: () => Buffer.alloc(8),
      keys: () => Promise.reject(new Error('no key')),
      folder,
      log: makeLog('silent'),
    }
    expect(await tidy(options)).toBe(true)
    expect(await tidy(options)).toBe(false)
    // Still 30 June in UTC, and 1 July in Paris.
    expect(await tidy({ ...options, clock: () => new Date('2026-06-30T22:30:00Z') })).toBe(true)
    const { rules, runs } = await api.json<Answer<'retention'>>('GET', '/api/privacy/retention')
    expect(rules.find(({ id }) => id === 'refused-rows')?.inForce).toEqual({ length: 10, unit: 'days' })
    expect([...new Set(runs.map(({ today }) => today))]).toEqual(['2026-07-01', '2026-06-30'])
  })

  test.each(['fr', 'en'])('the register is printed in %s', async (language) => {
    const text = await (await api.send('GET', `/api/privacy/register?language=${language}`)).text()
    expect(text).toContain('| `display_name` |')
    expect(text).toContain(language === 'fr' ? 'intérêt légitime' : 'legitimate interest')
    expect(text).not.toMatch(/undefined|null/)
  })
})

describe('erasure', () => {
  const erase = (name: string, given: string) =>
    api.send('POST', `/api/people/${of(name)}/erasure`, { body: { name: given } })

  test('needs her name, keeps every figure, and leaves a line outside of the database', async () => {
    const figures = async () => JSON.stringify(await api.json('GET', '/api/health?period=2026'))
    const before = await figures()
    expect((await erase('Edsger Wybe', 'Grace Murray')).status).toBe(422)
    expect(existsSync(path.join(folder, 'erasures.jsonl'))).toBe(false)
    const done = (await (await erase('Edsger Wybe', 'Edsger Wybe')).json()) as Answer<'erasePerson'>
    expect(done.pseudonym).toMatch(/^Anonyme /)
    expect(await figures()).toBe(before)
    const kept = readFileSync(path.join(folder, 'erasures.jsonl'), 'utf8')
    expect(JSON.parse(kept)).toMatchObject({ personId: of('Edsger Wybe'), pseudonym: done.pseudonym })
    expect(kept).not.toMatch(/edsger|wybe/i)
  })
})

test('an entry that somebody changed is named by the route', async () => {
  await database.write(owner, (query) =>
    writeJournal(query, owner, [{ personId: 1, dataKind: 'rows', purpose: 'x' }], {
      at: now,
      requestId: 'x',
    }),
  )
  await database.write(owner, (query) =>
    query.updateTable('access_journal').set({ purpose: 'y' }).where('entry', '=', 2).execute(),
  )
  const { faults } = await api.json<Answer<'journal'>>('GET', '/api/privacy/journal')
  expect(faults).toMatchObject([{ kind: 'changed', entry: 2 }])
})

function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
      if (fault !== null) return reject(fault)
      const files = new Map<string, string>()
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null) return reject(error)
          let text = ''
          stream.setEncoding('utf8').on('data', (piece: string) => (text += piece))
          stream.on('end', () => {
            files.set(entry.fileName, text)
            zip.readEntry()
          })
        }),
      )
      zip.on('end', () => resolve(files))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}
