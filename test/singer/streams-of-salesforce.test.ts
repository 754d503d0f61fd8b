// Meetings, calls, cases, campaigns and contracts of Salesforce, as taps write them, brought into the tables that figures are measured from.
import { expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { lines, send } from './send.ts'
import { faults, stream } from './streams.ts'

test('Salesforce: meetings with somebody from outside, calls, cases, campaigns, contracts', async () => {
  const database = await freshDatabase()
  const event = {
    Id: 'E1',
    OwnerId: 'U1',
    WhoId: 'C1',
    AccountId: 'A1',
    StartDateTime: '2026-02-03T09:00:00.000+0000',
    EndDateTime: '2026-02-03T10:00:00.000+0000',
    IsAllDayEvent: false,
    IsChild: false,
    IsDeleted: false,
    Subject: 'Zorblat',
    Description: 'Zorblat',
  }
  const { reports } = await send(
    database,
    lines(
      ...stream('User', 'Id', { Id: 'U1', Email: 'nora@example.com', Name: 'Nora Quist', ManagerId: null }),
      ...stream('Account', 'Id', { Id: 'A1', Name: 'Lorme', OwnerId: 'U1' }),
      ...stream(
        'Event',
        'Id',
        event,
        { ...event, Id: 'E2', WhoId: null },
        { ...event, Id: 'E3', IsAllDayEvent: true },
        { ...event, Id: 'E4', IsChild: true },
      ),
      ...stream(
        'Task',
        'Id',
        {
          Id: 'T1',
          OwnerId: 'U1',
          AccountId: 'A1',
          ActivityDate: '2026-02-04',
          CallDurationInSeconds: 630,
          IsDeleted: false,
          Subject: 'Zorblat',
        },
        {
          Id: 'T2',
          OwnerId: 'U1',
          AccountId: 'A1',
          ActivityDate: '2026-02-04',
          CallDurationInSeconds: null,
          IsDeleted: false,
          Subject: 'Zorblat',
        },
      ),
      ...stream('Case', 'Id', {
        Id: 'K1',
        CaseNumber: '1',
        AccountId: 'A1',
        CreatedDate: '2026-02-05T08:00:00Z',
        Subject: 'Panne',
        Description: 'La presse chauffe',
        Priority: 'High',
        IsDeleted: false,
      }),
      ...stream(
        'Campaign',
        'Id',
        { Id: 'P1', Name: 'Salon', Type: 'Trade Show', StartDate: '2026-01-10', ActualCost: 1500.5 },
        { Id: 'P2', Name: 'Plus tard', Type: 'Email', StartDate: '2026-09-10', ActualCost: null },
      ),
      ...stream('Contract', 'Id', {
        Id: 'N1',
        AccountId: 'A1',
        ContractNumber: '00012',
        ContractTerm: 12,
        StartDate: '2026-01-01',
        EndDate: '2026-12-31',
        ActivatedDate: '2026-01-01T08:00:00Z',
        OwnerId: 'U1',
        IsDeleted: false,
      }),
    ),
  )
  expect(faults(reports)).toEqual([])
  expect(
    await rowsOf(database, 'select external_id, category, seconds, day from activities order by 1'),
  ).toEqual([
    { external_id: 'E1', category: 'buyer-facing', seconds: 3600, day: '2026-02-03' },
    { external_id: 'T1', category: 'buyer-facing', seconds: 630, day: '2026-02-04' },
  ])
  expect(await rowsOf(database, 'select channel, comment from feedback')).toEqual([
    { channel: 'ticket', comment: 'La presse chauffe' },
  ])
  expect(await rowsOf(database, 'select amount_minor, category, department, campaign from costs')).toEqual([
    { amount_minor: 150050, category: 'events', department: 'marketing', campaign: 'Salon' },
  ])
  expect(
    await rowsOf(
      database,
      'select s.starts_on, a.name from subscriptions as s join accounts as a using (account_id)',
    ),
  ).toEqual([{ starts_on: '2026-01-01', name: 'Lorme' }])
  expect(
    await rowsOf(database, `select count(*) as n from landed_rows where data::text ~ 'Zorblat'`),
  ).toEqual([{ n: 0 }])
})
