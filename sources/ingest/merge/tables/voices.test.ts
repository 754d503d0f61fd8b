// Files of answers and voices: what they become, as rows that a person can check, and what a later file changes.
import { describe, expect, test } from 'vitest'
import { owner } from '../../../../model/reader.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf, wholeModel } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('voices', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('answers: who answered is a digest, an unknown customer is no customer, a score is from 0 to 10', async () => {
    const report = await deliver(database, {
      'reponses.csv': `response_id,survey_id,respondent,answered_at,score,comment,account
P-1,Printemps,a@client.example,2026-03-12T10:00:00Z,9," Très bien ",Aubrac SA
P-2,Automne,A@client.example ,2026-03-13T10:00:00Z,0,,
P-3,Automne,b@client.example,2026-03-13,11,,
P-4,Automne,b@client.example,2026-03-13,7.5,,
P-5,Automne,b@client.example,,,,
`,
    })
    expect(report.files[0]?.errors.map(({ row, code }) => [row, code])).toEqual([
      [4, 'NUMBER_OUT_OF_RANGE'],
      [5, 'NUMBER_INVALID'],
      [6, 'VALUE_REQUIRED'],
    ])
    const rows = await rowsOf(
      database,
      `select s.name, s.kind, r.score, r.comment, a.name as account, a.is_identified, r.respondent, r.answered_on
       from survey_answers as r join surveys as s on s.survey_id = r.survey_id join accounts as a on a.account_id = r.account_id order by r.external_id`,
    )
    expect(rows).toMatchObject([
      {
        name: 'Printemps',
        kind: 'nps',
        score: 9,
        comment: ' Très bien ',
        account: 'Aubrac SA',
        is_identified: true,
        answered_on: '2026-03-12',
      },
      {
        name: 'Automne',
        kind: 'nps',
        score: 0,
        comment: null,
        account: null,
        is_identified: false,
        answered_on: '2026-03-13',
      },
    ])
    expect(rows[0]?.['respondent']).toMatch(/^[\w-]{22}$/)
    expect(rows[0]?.['respondent']).toBe(rows[1]?.['respondent'])
  })

  test('answers of no named survey are those of one', async () => {
    const file = 'ID,Survey date,NPS\n1,2026-03-12,9\n2,2026-03-13,2\n'
    const report = await deliver(database, { 'nps.csv': file })
    expect(report.files[0]).toMatchObject({ entity: 'survey-answers', added: 2 })
    expect((await deliver(database, { 'nps.csv': file })).files[0]).toMatchObject({ unchanged: 2 })
    expect(
      await rowsOf(
        database,
        `select s.name, count(*) as many from survey_answers as r join surveys as s on s.survey_id = r.survey_id
         where s.name = 'NPS' group by 1`,
      ),
    ).toEqual([{ name: 'NPS', many: 2 }])
  })

  test('feedback about an answer belongs to its customer; a deal known later is joined when the file comes again', async () => {
    const files = {
      'retours.csv':
        'feedback_id,received_on,feedback_channel,comment,deal_id,response_id\nV-1,2026-03-16,ticket,Late,,P-1\nV-2,2026-03-17,lost deal,Price,D-9,\n',
    }
    const report = await deliver(database, files)
    expect(report.findings.find(({ code }) => code === 'REFERENCE_NOT_FOUND')?.sentence.en).toContain(
      '1 row names an unknown opportunity',
    )
    const voices = () =>
      rowsOf(
        database,
        `select f.external_id, a.name, a.is_identified, o.external_id as deal from feedback as f join accounts as a on a.account_id = f.account_id
         left join opportunities as o on o.account_id = f.account_id and o.opportunity_id = f.opportunity_id order by 1`,
      )
    expect(await voices()).toEqual([
      { external_id: 'V-1', name: 'Aubrac SA', is_identified: true, deal: null },
      { external_id: 'V-2', name: null, is_identified: false, deal: null },
    ])
    await deliver(database, {
      'deals.csv':
        'deal_id,amount,currency,stage,owner_email,created_at,account\nD-9,10.00,EUR,Lost,tom@example.com,2026-01-10,Dune\n',
    })
    const again = await deliver(database, files)
    expect(again.files[0]).toMatchObject({ changed: 1, unchanged: 1 })
    expect((await voices())[1]).toEqual({
      external_id: 'V-2',
      name: 'Dune',
      is_identified: true,
      deal: 'D-9',
    })
    // The account that stood for nobody is gone with its only voice.
    expect(
      await rowsOf(
        database,
        'select count(*) as many from accounts as a where not is_identified and not exists (select from survey_answers as r where r.account_id = a.account_id)',
      ),
    ).toEqual([{ many: 0 }])
  })

  test('a deal that moves to another customer takes its voices, pieces of time and uses of content with it', async () => {
    await deliver(database, {
      'temps.csv':
        'event_id,rep_email,activity,day,minutes,deal_id\nA-9,tom@example.com,call,2026-03-01,15,D-9\n',
    })
    const before = await wholeModel(database)
    const moved = await deliver(database, {
      'deals.csv':
        'deal_id,amount,currency,stage,owner_email,created_at,account\nD-9,10.00,EUR,Lost,tom@example.com,2026-01-10,Oyat\n',
    })
    expect(
      await rowsOf(
        database,
        `select a.name, f.external_id from feedback as f join accounts as a on a.account_id = f.account_id where f.opportunity_id is not null
         union all select a.name, t.external_id from activities as t join accounts as a on a.account_id = t.account_id`,
      ),
    ).toEqual([
      { name: 'Oyat', external_id: 'V-2' },
      { name: 'Oyat', external_id: 'A-9' },
    ])
    await undoImport(database, owner, moved.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
  })
})
