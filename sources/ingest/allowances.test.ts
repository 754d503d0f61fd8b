// What is refused unless a person allows it: the refusal names the option; with it, rows are read and the report says what it did; the
// next file of the same columns is read alike.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, restageTexts, rowsOf, stageTexts } from '../../test/deliver.ts'

const people = 'person_email,display_name,role,team\nana@example.com,Ana Ruiz,rep,North\n'
const header = 'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at'
const deals = (...rows: string[]) => [header, ...rows, ''].join('\n')
const row = (id: string, amount: string, day: string) => `${id},T,${amount},EUR,Open,ana@example.com,${day},`

describe('what a person allows', async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': people })
  const first = deals(
    row('D-1', '10.125', '05-Jan-26'),
    row('D-2', '10.135', '06-Jan-26'),
    row('D-3', '1.00', '2026-01-07'),
  )

  test('is refused without, and the sentence and the fault name the option', async () => {
    const { files } = await stageTexts(database, { 'deals.csv': first })
    expect(files[0]).toMatchObject({ accepted: 1, rejected: 2, allowed: [] })
    expect(files[0]?.errors.map(({ allowance }) => allowance)).toEqual([
      'round-amounts',
      'short-years',
      'round-amounts',
      'short-years',
    ])
    const sentences = files[0]?.errors.map(({ sentence }) => sentence) ?? []
    expect(sentences.filter(({ en }) => en.includes('--allow short-years'))).toHaveLength(2)
    expect(sentences.filter(({ fr }) => fr.includes('--allow round-amounts'))).toHaveLength(2)
  })

  test('takes back nothing that was said of the file before', async () => {
    const text = { 'deals.csv': first }
    const leaveOut = { 'deals.csv': { columns: { title: null } } }
    const { importId } = await stageTexts(database, text, { corrections: leaveOut })
    const { files } = await restageTexts(database, importId, text, {
      corrections: { 'deals.csv': { columns: {}, allowed: ['round-amounts', 'short-years'] } },
    })
    expect(files[0]).toMatchObject({ accepted: 3, allowed: ['short-years', 'round-amounts'] })
    expect(files[0]?.columns.find(({ column }) => column === 'title')?.field).toBeNull()
  })

  test('for one file, by the page: the days and amounts, and what rounding did to the sum', async () => {
    const { files } = await deliver(
      database,
      { 'deals.csv': first },
      {
        corrections: {
          'deals.csv': { entity: 'opportunities', columns: {}, allowed: ['round-amounts', 'short-years'] },
        },
      },
    )
    expect(files[0]).toMatchObject({ accepted: 3, rejected: 0, allowed: ['short-years', 'round-amounts'] })
    // 10.125 becomes 10.12 and 10.135 becomes 10.14: together as much as before.
    expect(files[0]?.warnings.find(({ code }) => code === 'AMOUNTS_ROUNDED')?.sentence).toEqual({
      fr: 'Montants arrondis au plus proche (au pair en cas d’égalité), comme vous l’avez permis : 2. Leur somme change de 0 EUR.',
      en: 'Amounts rounded to the nearest (half to even), as you allowed: 2. Their sum changes by 0 EUR.',
    })
    expect(
      await rowsOf(
        database,
        'select external_id as id, amount_minor as minor, opened_on as day from opportunities order by 1',
      ),
    ).toEqual([
      { id: 'D-1', minor: 1012, day: '2026-01-05' },
      { id: 'D-2', minor: 1014, day: '2026-01-06' },
      { id: 'D-3', minor: 100, day: '2026-01-07' },
    ])
  })

  test('is remembered with the mapping', async () => {
    const { files } = await stageTexts(database, {
      'again.csv': deals(row('D-4', '2.00101', '08-Jan-26'), row('D-5', '2.00101', 'x')),
    })
    expect(files[0]).toMatchObject({ accepted: 1, rejected: 1, allowed: ['short-years', 'round-amounts'] })
    // The row that is refused takes no part in the difference; of equal cells each counts.
    expect(files[0]?.warnings.map(({ sentence }) => sentence.en)).toContain(
      'Amounts rounded to the nearest (half to even), as you allowed: 1. Their sum changes by -0.00101 EUR.',
    )
  })

  test('for a whole delivery, as the command line asks', async () => {
    const { files } = await stageTexts(
      database,
      {
        'leads.csv':
          'lead_id,created_at,owner_email,status\nL-1,03-Feb-26,ana@example.com,new\nL-2,04-Feb-26,ana@example.com,new\n',
      },
      { allowed: ['short-years'] },
    )
    expect(files[0]).toMatchObject({ entity: 'leads', accepted: 2, rejected: 0, allowed: ['short-years'] })
  })

  test('equal local times that come twice are each told of', async () => {
    const { files } = await stageTexts(database, {
      'time.csv':
        'event_id,rep_email,activity,started_at,ended_at\n' +
        'T-1,ana@example.com,call,2025-10-26 02:15:00,2025-10-26 02:45:00\n' +
        'T-2,ana@example.com,call,2025-10-26 02:15:00,2025-10-26 02:50:00\n',
    })
    expect(files[0]?.warnings).toEqual([
      expect.objectContaining({ code: 'TIME_AMBIGUOUS', on: ['T-1', 'T-2'] }),
    ])
  })
})
