// What files become, table by table, as rows that a person can check; and what a later file changes.
import { describe, expect, test } from 'vitest'
import { owner } from '../../../../model/reader.ts'
import { changeSettings } from '../../../../model/settings.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts, wholeModel } from '../../../../test/deliver.ts'
import { oneOfEach } from '../../../../test/one-of-each.ts'
import { undoImport } from '../../index.ts'

const people = { 'people.csv': oneOfEach['people.csv']! }

describe('time', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  const pieces = () =>
    rowsOf(
      database,
      `select p.display_name as who, a.day, a.category, a.basis, a.seconds / 60 as minutes, a.tool
       from activities as a join people as p on p.person_id = a.rep_id order by a.day, a.external_id, a.activity_id`,
    )

  test('an interval over midnight is two rows, a length without hours one; a corrected end replaces both', async () => {
    const file = (end: string) =>
      `event_id,rep_email,activity,started_at,ended_at,day,hours,tool
N-1,tom@example.com,travel,2026-03-28 23:00:00,${end},,,train
N-2,lea@example.com,CRM,,,2026-03-28,"0.5",
`
    const first = await deliver(database, { 'time.csv': file('2026-03-29 03:30:00') })
    // The clocks skip an hour at two: three and a half hours by the clock are two and a half.
    expect(await pieces()).toEqual([
      {
        who: 'Tom Durand',
        day: '2026-03-28',
        category: 'travel',
        basis: 'captured',
        minutes: 60,
        tool: 'train',
      },
      { who: 'Léa Martin', day: '2026-03-28', category: 'crm', basis: 'declared', minutes: 30, tool: null },
      {
        who: 'Tom Durand',
        day: '2026-03-29',
        category: 'travel',
        basis: 'captured',
        minutes: 150,
        tool: 'train',
      },
    ])
    expect(first.files[0]).toMatchObject({ accepted: 2, added: 2 })
    const before = await wholeModel(database)
    const second = await deliver(database, { 'time.csv': file('2026-03-28 23:45:00') })
    expect(second.files[0]).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    expect((await pieces()).filter(({ who }) => who === 'Tom Durand')).toMatchObject([
      { day: '2026-03-28', minutes: 45 },
    ])
    await undoImport(database, owner, second.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
    await undoImport(database, owner, first.importId, { now: clock })
  })

  // On the Azores one o'clock becomes midnight again: the day begins before the midnight that a database finds there.
  test('a piece within the hour that a night repeats after midnight is one part, and so is a moment', async () => {
    const azores = await freshDatabase()
    await azores.write(owner, (query) => changeSettings(query, { timeZone: 'Atlantic/Azores' }, clock()))
    await deliver(azores, people)
    await deliver(azores, {
      'time.csv': `event_id,rep_email,activity,started_at,ended_at
N-1,tom@example.com,call,2025-10-26T00:10:00Z,2025-10-26T00:40:00Z
N-2,tom@example.com,call,2025-10-27T09:00:00Z,2025-10-27T09:00:00Z
N-3,tom@example.com,call,2025-10-28T00:30:00Z,2025-10-28T01:30:00Z
`,
    })
    expect(
      await rowsOf(azores, 'select external_id as id, day, seconds from activities order by 1, 2'),
    ).toEqual([
      { id: 'N-1', day: '2025-10-26', seconds: 1800 },
      { id: 'N-2', day: '2025-10-27', seconds: 0 },
      { id: 'N-3', day: '2025-10-27', seconds: 1800 },
      { id: 'N-3', day: '2025-10-28', seconds: 1800 },
    ])
  })

  test('what a length cannot be is refused, with its cell', async () => {
    const report = await stageTexts(database, {
      'temps.csv': `commercial;activite;debut_le;fin_le;jour;minutes
lea@example.com;saisie;;;2026-03-02;
lea@example.com;saisie;;;2026-03-02;1500
lea@example.com;saisie;;;2026-03-02;-5
lea@example.com;saisie;2026-03-02 09:00;2026-03-03 10:00;;
lea@example.com;projet Atlas;;;2026-03-02;30
;saisie;;;2026-03-02;30
lea@example.com;saisie;;;2026-03-02;30
`,
    })
    expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'VALUE_REQUIRED', 'minutes'],
      [3, 'DURATION_TOO_LONG', 'minutes'],
      [4, 'NUMBER_OUT_OF_RANGE', 'minutes'],
      [5, 'DURATION_TOO_LONG', 'fin_le'],
      [6, 'VALUE_UNKNOWN', 'activite'],
      [7, 'VALUE_REQUIRED', 'commercial'],
    ])
    expect(report.files[0]?.errors[4]?.sentence.fr).toContain('saisie dans le crm')
  })

  test('absences end on the day after their last, and working times have their defaults', async () => {
    await deliver(database, {
      'absences.csv':
        'absence_id,person,first_day,last_day,share_of_day\nV-1,tom@example.com,2026-05-04,2026-05-08,\nV-2,tom@example.com,2026-05-11,,50%\n',
      'horaires.csv': 'personne;a_partir_du;heures_par_semaine;jours_par_semaine\n;;35;\n',
    })
    expect(await rowsOf(database, 'select starts_on, ends_on, share from absences order by 1')).toEqual([
      { starts_on: '2026-05-04', ends_on: '2026-05-09', share: 1 },
      { starts_on: '2026-05-11', ends_on: '2026-05-12', share: 0.5 },
    ])
    expect(
      await rowsOf(
        database,
        'select person_id, starts_on, hours_per_week, days_per_week from work_schedules',
      ),
    ).toEqual([{ person_id: null, starts_on: null, hours_per_week: 35, days_per_week: 5 }])
  })
})

describe('people whom rows name', async () => {
  const database = await freshDatabase()
  await deliver(database, people)
  const coaching = (person: string, coach: string) => ({
    'coaching.csv': `session_id,person,coach,held_on,minutes\nN-1,${person},${coach},2026-03-04,45\n`,
  })

  test('somebody unknown is listed as provisional, or refuses the row when that is asked', async () => {
    const strict = await stageTexts(database, coaching('nobody@example.com', 'ana@example.com'), {
      unknownPeople: 'refuse',
    })
    expect(strict.files[0]?.errors.map(({ code, column }) => [code, column])).toEqual([
      ['REFERENCE_UNKNOWN', 'person'],
    ])
    const report = await deliver(database, coaching('nobody@example.com', 'ana@example.com'))
    expect(report.provisionalPeople).toEqual(['nobody@example.com'])
    await undoImport(database, owner, report.importId, { now: clock })
    expect(await rowsOf(database, "select 1 as one from people where email = 'nobody@example.com'")).toEqual(
      [],
    )
  })

  test('a name that two people share is no person: needed, it refuses the row; else the row is kept without', async () => {
    await deliver(database, {
      'people.csv': 'person_email,display_name\na1@example.com,Camille Roy\na2@example.com,Camille Roy\n',
    })
    const needed = await stageTexts(database, coaching('Camille Roy', 'ana@example.com'))
    expect(needed.files[0]?.errors.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['REFERENCE_UNKNOWN', 'person', 'Camille Roy'],
    ])
    await deliver(database, coaching('tom@example.com', 'Camille Roy'))
    expect(await rowsOf(database, 'select coach_id, seconds from coaching_sessions')).toEqual([
      { coach_id: null, seconds: 2700 },
    ])
  })
})

describe('courses and workshops', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('a course that only results name is made by its name, and is the one that a later list describes', async () => {
    const report = await deliver(database, {
      'results.csv': `person,course,completed_on,training_score
lea@example.com,Négociation,2026-02-05,80
tom@example.com, NEGOCIATION ,2026-02-06,65
`,
    })
    expect(report.findings.find(({ code }) => code === 'CREATED_BY_NAME')?.sentence.fr).toContain(
      'Négociation',
    )
    const courses = () => rowsOf(database, 'select name, kind, external_id, hours from courses')
    expect(await courses()).toEqual([
      { name: 'Négociation', kind: 'course', external_id: 'name:negociation', hours: null },
    ])
    const list = await deliver(database, {
      'formations.csv':
        'id_formation;nom_formation;sorte_formation;heures\nC-1;Négociation;certification;7\n',
    })
    expect(list.files[0]).toMatchObject({ added: 0, changed: 1 })
    expect(await courses()).toEqual([
      { name: 'Négociation', kind: 'certification', external_id: 'C-1', hours: 7 },
    ])
    expect(
      await rowsOf(
        database,
        'select r.score, c.name from training_results as r join courses as c on c.course_id = r.course_id order by 1',
      ),
    ).toEqual([
      { score: 0.65, name: 'Négociation' },
      { score: 0.8, name: 'Négociation' },
    ])
    await undoImport(database, owner, list.importId, { now: clock })
    expect((await courses())[0]).toMatchObject({ external_id: 'name:negociation', kind: 'course' })
  })

  test('people at a workshop of which nobody knows the day are refused; two of one name are told apart by it', async () => {
    const files = {
      'ateliers.csv': 'workshop_id,workshop_name,held_on\nS-1,Closing,2026-01-15\nS-2,Closing,2026-02-15\n',
      'presences.csv': `workshop,held_on,person,has_attended
Closing,2026-02-15,lea@example.com,yes
S-1,,lea@example.com,yes
Closing,,tom@example.com,yes
Objections,,tom@example.com,yes
`,
    }
    const report = await deliver(database, files)
    expect(report.files[1]?.errors.map(({ row, code, value }) => [row, code, value])).toEqual([
      [4, 'REFERENCE_UNKNOWN', 'Closing'],
      [5, 'REFERENCE_UNKNOWN', 'Objections'],
    ])
    expect(
      await rowsOf(
        database,
        `select w.external_id, w.held_on, a.is_invited, a.has_attended from workshop_attendances as a
         join workshops as w on w.workshop_id = a.workshop_id order by 1`,
      ),
    ).toEqual([
      { external_id: 'S-1', held_on: '2026-01-15', is_invited: true, has_attended: true },
      { external_id: 'S-2', held_on: '2026-02-15', is_invited: true, has_attended: true },
    ])
  })
})

describe('money and customers', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('costs in French, with what their category says of the department', async () => {
    await deliver(database, { 'couts.csv': oneOfEach['couts.csv']! })
    expect(
      await rowsOf(
        database,
        `select c.day, c.amount_minor, c.currency, c.category, c.department, c.channel, t.name as team, c.label
         from costs as c left join teams as t on t.team_id = c.team_id order by c.external_id`,
      ),
    ).toEqual([
      {
        day: '2026-03-31',
        amount_minor: 1_200_000,
        currency: 'EUR',
        category: 'salary',
        department: 'sales',
        channel: null,
        team: 'Nord',
        label: 'Salaires de mars',
      },
      {
        day: '2026-03-05',
        amount_minor: 85_050,
        currency: 'EUR',
        category: 'advertising',
        department: 'marketing',
        channel: 'LinkedIn',
        team: null,
        label: 'Annonces',
      },
    ])
  })

  test('contracts end on the day after their last; a yearly amount is twelve monthly ones; reasons keep their words', async () => {
    await deliver(database, { 'contrats.csv': oneOfEach['contrats.csv']! })
    expect(
      await rowsOf(
        database,
        `select a.name, s.contract, s.starts_on, s.ends_on, s.monthly_minor, s.end_reason, s.end_reason_written
         from subscriptions as s join accounts as a on a.account_id = s.account_id order by s.external_id`,
      ),
    ).toEqual([
      {
        name: 'Aubrac SA',
        contract: 'CT-1',
        starts_on: '2025-01-01',
        ends_on: null,
        monthly_minor: 25_000,
        end_reason: null,
        end_reason_written: null,
      },
      {
        name: 'Cèdre',
        contract: 'CT-2',
        starts_on: '2025-01-01',
        ends_on: '2026-03-01',
        monthly_minor: 10_000,
        end_reason: 'price',
        end_reason_written: 'trop cher',
      },
    ])
  })

  test('a contract that ends before it begins, and one of no customer, are refused', async () => {
    const report = await stageTexts(database, {
      'contrats.csv':
        'compte;premier_jour;dernier_jour;montant_mensuel\nX;2026-02-01;2026-01-01;1,00\n;2026-02-01;;1,00\nY;2026-02-01;2999-12-31;1,00\n',
    })
    expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
      [2, 'RANGE_INVERTED', 'dernier_jour'],
      [3, 'VALUE_REQUIRED', 'compte'],
    ])
    expect(report.files[0]?.accepted).toBe(1)
  })

  test('targets: a share with its sign, points, money in minor units, a team', async () => {
    await deliver(database, {
      'objectifs.csv': `indicateur;reponse_indicateur;sorte_objectif;equipe;a_partir_du;valeur_objectif;unite_objectif;devise
taux de conversion;win-rate;;;2026-01-01;25 %;;
nps;nps;objectif;Nord;2026-01-01;30;points;
content-creation-time;hourly-rate;référence;;2026-01-01;52,50;argent;EUR
sales-cycle;mean;;;2026-01-01;55;jours;
`,
    })
    expect(
      await rowsOf(
        database,
        `select metric, answer, kind, t.name as team, value from targets left join teams as t using (team_id) order by metric collate "C"`,
      ),
    ).toEqual([
      { metric: 'content-creation-time', answer: 'hourly-rate', kind: 'standard', team: null, value: 5250 },
      { metric: 'conversion-rate', answer: 'win-rate', kind: 'target', team: null, value: 0.25 },
      { metric: 'net-promoter-score', answer: 'nps', kind: 'target', team: 'Nord', value: 0.3 },
      { metric: 'sales-cycle', answer: 'mean', kind: 'target', team: null, value: 55 },
    ])
  })
})

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

describe('content', async () => {
  const database = await freshDatabase()
  await deliver(database, people)

  test('a file with fewer columns erases nothing; uses name items by id or title', async () => {
    await deliver(database, {
      'contenus.csv': oneOfEach['contenus.csv']!,
      'uses.csv': `event_id,rep_email,content_use,content,occurred_at
U-1,lea@example.com,share,K-2,2026-03-02T08:05:00Z
U-2,tom@example.com,opened,étude de CAS Aubrac,2026-03-03
U-3,tom@example.com,search,,2026-03-03T09:00:00Z
U-4,tom@example.com,download,,2026-03-03T09:00:00Z
`,
    })
    await deliver(database, {
      'titres.csv': 'content_id,content_title,archived_on\nK-2,Étude de cas Aubrac,2026-05-01\n',
    })
    expect(
      await rowsOf(
        database,
        `select c.title, c.type, c.department, p.display_name as author, c.archived_on, t.title as template
         from content_items as c left join people as p on p.person_id = c.owner_id left join content_items as t on t.content_item_id = c.template_id
         where c.external_id = 'K-2'`,
      ),
    ).toEqual([
      {
        title: 'Étude de cas Aubrac',
        type: 'étude de cas',
        department: 'sales',
        author: 'Léa Martin',
        archived_on: '2026-05-01',
        template: 'Modèle de proposition',
      },
    ])
    expect(
      await rowsOf(
        database,
        'select e.kind, c.external_id as item, e.day from content_events as e left join content_items as c on c.content_item_id = e.content_item_id order by e.external_id',
      ),
    ).toEqual([
      { kind: 'share', item: 'K-2', day: '2026-03-02' },
      { kind: 'open', item: 'K-2', day: '2026-03-03' },
      { kind: 'search', item: null, day: '2026-03-03' },
    ])
  })
})
