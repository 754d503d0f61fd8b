// Lists of no template, as people keep them, end in their tables; and a list of lost reasons says of deals that are known why they were lost.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'

const database = await freshDatabase()
await deliver(database, {
  'people.csv':
    'person_email,display_name,role,team\nana@example.com,Ana Silva,rep,North\nmia@example.com,Mia Lang,manager,North\n',
  'deals.csv':
    'deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status\n' +
    'D-1,One,10.00,EUR,Lost,ana@example.com,2026-01-05,2026-03-03,lost\n' +
    'D-2,Two,20.00,EUR,Won,ana@example.com,2026-01-06,2026-03-24,won\n',
  'leads.csv': 'lead_id,created_at,owner_email,status\nL-1,2026-02-01,ana@example.com,new\n',
})

test.each([
  [
    'renouvellements.csv',
    'Client;Date de renouvellement;Montant annuel;Issue du renouvellement;À risque\nAubrac;30/06/2026;12000;;oui\n',
    'renewals',
  ],
  ['scores.csv', 'Lead ID;Lead Score;Score Date\nL-1;72;2026-03-01\n', 'lead_scores'],
  [
    'coaching.csv',
    'Date de la séance;Commercial;Coach;Durée (min);Compétence\n03/03/2026;Ana Silva;Mia Lang;45;découverte\n',
    'coaching_sessions',
  ],
  [
    'jalons.csv',
    'Nouvel arrivant;Jalon;Prévu le;Atteint le\nAna Silva;premier rendez-vous;15/02/2026;20/02/2026\n',
    'onboarding_milestones',
  ],
  [
    'conges.csv',
    'Salarié;Date de début;Date de fin;Motif\nAna Silva;02/03/2026;06/03/2026;grippe\n',
    'absences',
  ],
  [
    'horaires.csv',
    'Collaborateur;Heures par semaine;À partir du\nAna Silva;28;01/01/2026\n',
    'work_schedules',
  ],
] as const)('%s fills its table', async (name, text, table) => {
  const report = await deliver(database, { [name]: text })
  expect(report.files[0]).toMatchObject({ verdict: 'accept', accepted: 1, added: 1 })
  expect(await rowsOf(database, `select count(*)::int as n from ${table}`)).toEqual([{ n: 1 }])
  const again = await deliver(database, { [name]: text })
  expect(again.files[0]).toMatchObject({ accepted: 1, unchanged: 1 })
})

test('the reason of an absence goes nowhere', async () => {
  expect(
    await rowsOf(database, "select 1 from absences as a where to_jsonb(a)::text ilike '%grippe%'"),
  ).toEqual([])
})

test('a list of lost reasons', async () => {
  const report = await deliver(database, {
    'raisons.csv': 'ID affaire;Raison de la perte;Perdue le\nD-1;prix;03/03/2026\n',
  })
  expect(report.files[0]).toMatchObject({ entity: 'opportunities', accepted: 1, changed: 1 })
  expect(
    await rowsOf(
      database,
      'select external_id as id, outcome, loss_reason as why, amount_minor as minor, closed_on as day from opportunities order by 1',
    ),
  ).toEqual([
    { id: 'D-1', outcome: 'lost', why: 'prix', minor: 1000, day: '2026-03-03' },
    { id: 'D-2', outcome: 'won', why: null, minor: 2000, day: '2026-03-24' },
  ])
})
