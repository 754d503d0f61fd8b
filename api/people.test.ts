// The people of the organisation as an administrator keeps them: who is who, teams and stays, and what an undo does
// to what was said by hand.
import { beforeEach, describe, expect, test } from 'vitest'
import { writeNote } from '../access/privacy/index.ts'
import { owner, type Reader } from '../model/reader.ts'
import { undoImport } from '../sources/ingest/index.ts'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'
import { clock, deliver as deliverTexts } from '../test/deliver.ts'
import type { Answer } from './contract/types.ts'
import type { Place } from './handler.ts'
import { privacyHandlers } from './routes/privacy.ts'

const now = new Date('2026-06-30T12:00:00Z')
let database: Awaited<ReturnType<typeof freshDatabase>>
let api: ReturnType<typeof testApi>
let list: Answer<'people'>

/** Addresses that no list knows become provisional people. */
const deliver = (texts: Readonly<Record<string, string>>) =>
  deliverTexts(database, texts, { unknownPeople: 'keep' })

const peopleFile = `courriel;nom;fonction;equipe;arrivee_le
ada@exemple.fr;Ada Byron;Commercial;Nord;01/03/2023
grace@exemple.fr;Grace Murray;Commercial;Sud;01/03/2023
`
const dealsFile = (
  owners: readonly string[],
) => `id_affaire;compte;intitule;montant;devise;etape;commercial;cree_le;cloture_le;statut
${owners
  .map(
    (name, index) =>
      `A-${index + 1};Compte ${index};Licence;100,00;EUR;Gagnée;${name};01/02/2026;01/03/2026;gagnée`,
  )
  .join('\n')}
`

beforeEach(async () => {
  database = await freshDatabase()
  api = testApi(database, { now })
  await deliver({ 'personnes.csv': peopleFile })
  // One deal of each, and two under an address that no list knows.
  await deliver({
    'affaires.csv': dealsFile([
      'ada@exemple.fr',
      'grace@exemple.fr',
      'a.king@exemple.fr',
      'a.king@exemple.fr',
    ]),
  })
  list = await api.json('GET', '/api/people')
})

/** The handlers as a signed-in person reaches them; a refusal by its id. */
const as = (reader: Reader) => {
  const place = { database, clock: () => now } as unknown as Place
  return async (name: keyof typeof privacyHandlers, parts: object): Promise<unknown> => {
    const call = { reader, requestId: 'r', query: {}, path: {}, ...parts } as never
    const work: Promise<unknown> = privacyHandlers[name](place, call)
    return work.catch((error: unknown) => (error as { id?: string }).id ?? error)
  }
}
const person = (name: string) => {
  const found = list.people.find((one) => one.name === name)
  if (found === undefined) throw new Error(`nobody is called ${name}`)
  return found
}
const dealsOf = (personId: number) =>
  database.read(owner, async (query) => {
    const rows = await query
      .selectFrom('opportunities')
      .select('opportunity_id')
      .where('owner_id', '=', personId)
      .execute()
    return rows.length
  })
const join = (name: string, into: string, status = 200) =>
  api.json<Answer<'joinPeople'>>(
    'POST',
    `/api/people/${person(name).personId}/join`,
    { into: person(into).personId },
    status,
  )

describe('the list', () => {
  test('is in the order of names, with stays and provisional people', () => {
    expect(list.people.map(({ name, isProvisional }) => [name, isProvisional])).toEqual([
      ['a.king@exemple.fr', true],
      ['Ada Byron', false],
      ['Grace Murray', false],
    ])
    expect(list.teams.map(({ name }) => name)).toEqual(['Nord', 'Sud'])
    expect(person('Ada Byron').stays).toMatchObject([{ endsOn: null }])
  })
})

describe('the same person as', () => {
  test('gives everything of the provisional person to the known one, writes it down, and later imports know it', async () => {
    const ada = person('Ada Byron').personId
    const provisional = person('a.king@exemple.fr').personId
    await database.write(owner, (query) =>
      writeNote(
        query,
        owner,
        {
          kind: 'contest',
          subject: {
            kind: 'figure',
            metric: 'sales-cycle',
            answer: null,
            scope: `rep:${provisional}`,
            period: '2026-Q1',
          },
          body: 'Not mine.',
        },
        now,
      ),
    )
    const before = await database.read(owner, (query) =>
      query.selectFrom('opportunities').select('opportunity_id').execute(),
    )
    const after = await join('a.king@exemple.fr', 'Ada Byron')
    expect(after.people.map(({ name }) => name)).toEqual(['Ada Byron', 'Grace Murray'])
    expect(after.people[0]?.alsoWritten).toContain('a.king@exemple.fr')
    expect(await dealsOf(ada)).toBe(3)
    expect(await dealsOf(provisional)).toBe(0)
    expect(
      await database.read(owner, (query) =>
        query.selectFrom('opportunities').select('opportunity_id').execute(),
      ),
    ).toHaveLength(before.length)
    expect(await api.json('GET', `/api/people/${ada}/notes`)).toMatchObject([
      { personId: ada, subject: { scope: `rep:${ada}` } },
    ])
    expect(await api.json('GET', `/api/people/${ada}/corrections`)).toMatchObject([
      { column: 'also_written', later: 'a.king@exemple.fr' },
    ])
    expect((await api.json<Answer<'looks'>>('GET', `/api/people/${ada}/looks`))[0]?.purpose).toBe(
      'joinPeople',
    )
    await deliver({
      'affaires.csv': dealsFile([
        'ada@exemple.fr',
        'grace@exemple.fr',
        'a.king@exemple.fr',
        'a.king@exemple.fr',
        'a.king@exemple.fr',
      ]),
    })
    expect(await dealsOf(ada)).toBe(4)
    expect((await api.json<Answer<'people'>>('GET', '/api/people')).people).toHaveLength(2)
  })

  test('an import is undone as before, and brought again it still knows who is meant', async () => {
    const ada = person('Ada Byron').personId
    // A later delivery changes the deals, so that their earlier rows are kept for its undo.
    const changed = dealsFile([
      'ada@exemple.fr',
      'grace@exemple.fr',
      'a.king@exemple.fr',
      'a.king@exemple.fr',
    ]).replaceAll('100,00', '250,00')
    const { importId } = await deliver({ 'affaires.csv': changed })
    await join('a.king@exemple.fr', 'Ada Byron')
    await undoImport(database, owner, importId, { now: clock })
    expect(await dealsOf(ada)).toBe(3)
    const { people } = await api.json<Answer<'people'>>('GET', '/api/people')
    expect(people.map(({ name }) => name)).toEqual(['Ada Byron', 'Grace Murray'])
    await undoImport(database, owner, 2, { now: clock })
    expect(await dealsOf(ada)).toBe(0)
    await deliver({ 'affaires.csv': changed })
    expect(await dealsOf(ada)).toBe(3)
    await undoImport(database, owner, 4, { now: clock })
    // With the list of people undone too, what was said by hand about them leads nowhere and is gone.
    await undoImport(database, owner, 1, { now: clock })
    const left = await database.read(owner, (query) =>
      query.selectFrom('person_identities').selectAll().execute(),
    )
    expect(left).toEqual([])
  })

  test('is refused for a known person, herself, and a number that nobody has', async () => {
    await join('Ada Byron', 'Grace Murray', 422)
    await join('a.king@exemple.fr', 'a.king@exemple.fr', 422)
    expect((await api.send('POST', '/api/people/99999/join', { body: { into: 1 } })).status).toBe(404)
    expect(await dealsOf(person('a.king@exemple.fr').personId)).toBe(2)
  })
})

describe('teams and stays', () => {
  test('a stay is ended, another begins, and figures of a team follow', async () => {
    const { teams } = await api.json<Answer<'addTeam'>>('POST', '/api/teams', { name: 'Ouest' })
    const west = teams.find(({ name }) => name === 'Ouest')?.teamId ?? 0
    const [stay] = person('Ada Byron').stays
    const path = `/api/people/${person('Ada Byron').personId}/stays`
    const begin = (body: object, status = 200) => api.json<Answer<'addStay'>>('POST', path, body, status)
    await begin({ teamId: west, startsOn: '2026-02-15', endsOn: null }, 422)
    await api.json('PUT', `/api/stays/${stay?.membershipId}`, { startsOn: null, endsOn: '2026-02-15' })
    const after = await begin({ teamId: west, startsOn: '2026-02-15', endsOn: null })
    expect(after.people.find(({ name }) => name === 'Ada Byron')?.stays).toMatchObject([
      { startsOn: null, endsOn: '2026-02-15' },
      { teamId: west, startsOn: '2026-02-15', endsOn: null },
    ])
    await begin({ teamId: west, startsOn: '2026-03-01', endsOn: '2026-03-01' }, 422)
    await begin({ teamId: 99_999, startsOn: '2020-01-01', endsOn: '2020-02-01' }, 404)
    await api.json('POST', '/api/teams', { name: ' OUEST ' }, 422)
    const deals = await api.json<Answer<'rows'>>(
      'GET',
      `/api/metrics/sales-cycle/rows?scope=team:${west}&period=2026-Q1`,
    )
    expect(deals.total).toBe(1)
  })
})

test('a note shows where its figure and its record do, for whoever sees them by name', async () => {
  const adaId = person('Ada Byron').personId
  const graceId = person('Grace Murray').personId
  const ada = as({ personId: adaId, roles: ['rep'] })
  const scope = `rep:${adaId}`
  const figure = { kind: 'figure', metric: 'sales-cycle', scope, period: '2026-Q1' }
  await ada('writeNote', { body: { kind: 'contest', subject: figure, body: 'One is missing.' } })
  const rows = () =>
    api.json<Answer<'rows'>>('GET', '/api/metrics/sales-cycle/rows?period=2026-Q1&answer=mean')
  const page = await rows()
  expect(page.records).toHaveLength(page.total)
  const at = page.rows.findIndex((row) => row['rep'] === 'Ada Byron')
  const noted = async () => (await rows()).records.find(({ row }) => row === at)
  const record = await noted()
  expect(record).toMatchObject({ kind: 'opportunity', notes: 0 })
  const subject = { kind: 'record', recordKind: 'opportunity', recordId: record?.id }
  await ada('writeNote', { body: { kind: 'annotation', subject, body: 'Signed in February.' } })
  expect((await noted())?.notes).toBe(1)
  // Grace manages the team from now on.
  await database.write(owner, (query) =>
    query.updateTable('people').set({ manager_id: graceId }).where('person_id', '=', adaId).execute(),
  )
  const readers = {
    herself: ada,
    colleague: as({ personId: graceId, roles: ['rep'] }),
    manager: as({ personId: graceId, roles: ['manager'] }),
    leader: as({ personId: null, roles: ['leader'] }),
    analyst: as({ personId: null, roles: ['analyst'] }),
    administrator: as({ personId: null, roles: ['administrator'] }),
  }
  const seen: Record<string, unknown> = {}
  for (const [name, reader] of Object.entries(readers)) {
    const figures = (await reader('figureNotes', { query: { period: '2026-Q1' } })) as readonly unknown[]
    const onRecord = await reader('notes', { query: { recordKind: 'opportunity', recordId: record?.id } })
    seen[name] = [figures.length, Array.isArray(onRecord) ? onRecord.length : onRecord]
  }
  expect(seen).toEqual({
    herself: [1, 1],
    colleague: [0, 'not-found'],
    manager: [1, 1],
    leader: [1, 1],
    analyst: [0, 'not-found'],
    administrator: [0, 'not-found'],
  })
})
