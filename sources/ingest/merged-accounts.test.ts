// Companies that HubSpot merged: what was known of the absorbed one is the survivor's, and an undo gives it back.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf, stageTexts, wholeModel } from '../../test/deliver.ts'
import { owner } from '../../model/reader.ts'
import { undoImport } from './index.ts'

const companies = `Record ID,Company Name,Company Domain Name,Industry
11,Acme,acme.example,Steel
12,Acme SA,acme-sa.example,Steel
13,Bolt,bolt.example,Wood
`
const deals = `Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company IDs
101,First,Closed Won,Sales Pipeline,100,2026-02-10,2026-01-05,Ana Ruiz,11
102,Second,Closed Won,Sales Pipeline,50,2026-02-11,2026-01-06,Ana Ruiz,12
103,Third,Qualified,Sales Pipeline,70,,2026-01-07,Ana Ruiz,12
`
const leads = `lead_id,created_at,owner_email,lead_source,status,account_id
L1,2026-01-02,ana@example.com,Web,New,12
`
const revenue = `invoice_id,account_id,account,invoiced_on,amount
F1,12,Acme SA,2026-03-01,50
F2,11,Acme,2026-03-02,100
`
const subscriptions = `subscription_id,account_id,account,contract,first_day,monthly_amount
S1,12,Acme SA,C1,2026-03-01,5
`
const merged = `Record ID,Company Name,Company Domain Name,Industry,Merged Company IDs
11,Acme,acme.example,Steel,12:1767225600000
13,Bolt,bolt.example,Wood,
`

async function house() {
  const database = await freshDatabase()
  await deliver(database, { 'companies.csv': companies, 'deals.csv': deals })
  await deliver(database, { 'leads.csv': leads })
  await deliver(database, { 'revenue.csv': revenue })
  await deliver(database, { 'subscriptions.csv': subscriptions })
  const owners = () =>
    rowsOf(
      database,
      `select what, id, k.name from (
         select 'deal' as what, external_id as id, account_id from opportunities
         union all select 'lead', external_id, account_id from leads
         union all select 'invoice', external_id, account_id from revenue
         union all select 'subscription', external_id, account_id from subscriptions
         union all select 'stay', o.external_id, v.account_id from stage_visits as v join opportunities as o using (opportunity_id)
       ) as owned join accounts as k using (account_id) order by 1, 2`,
    )
  return { database, owners }
}

describe('companies that HubSpot merged', () => {
  test('their deals, leads, invoices and subscriptions go to the one that is left, and come back with an undo', async () => {
    const { database, owners } = await house()
    const names = (await owners()).map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set(['Acme', 'Acme SA']))
    const before = await wholeModel(database)
    const report = await deliver(database, { 'companies.csv': merged })
    expect(report.files[0]?.columns.find(({ column }) => column === 'Merged Company IDs')?.field).toBe(
      'mergedIds',
    )
    expect(report.findings.find(({ code }) => code === 'ACCOUNTS_MERGED')?.sentence.en).toContain(
      '1 accounts',
    )
    const after = await owners()
    expect(after).toHaveLength(names.length)
    expect(new Set(after.map(({ name }) => name))).toEqual(new Set(['Acme']))
    expect(await rowsOf(database, 'select name from accounts where is_identified order by 1')).toEqual([
      { name: 'Acme' },
      { name: 'Bolt' },
    ])
    // Counted once: the first purchase of both is the survivor's.
    expect(
      await rowsOf(
        database,
        'select distinct k.name from first_purchases join accounts as k using (account_id)',
      ),
    ).toEqual([{ name: 'Acme' }])
    await undoImport(database, owner, report.importId, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
  })

  test('a file that still names the absorbed one by its id means the one that is left', async () => {
    const { database, owners } = await house()
    await deliver(database, { 'companies.csv': merged })
    const later = 'invoice_id,account_id,account,invoiced_on,amount\nF3,12,Acme SA,2026-04-01,7\n'
    await deliver(database, { 'revenue.csv': later })
    expect((await owners()).find(({ id }) => id === 'F3')).toMatchObject({ name: 'Acme' })
    // The whole set of deals, as the CRM writes it now: none has disappeared, none has changed hands.
    const report = await deliver(database, { 'deals.csv': deals })
    expect(report.findings.map(({ code }) => code)).not.toContain('RECORDS_DISAPPEARED')
    expect(report.files[0]).toMatchObject({ unchanged: 3, changed: 0, added: 0 })
  })

  test('one that absorbed another is absorbed itself, and both may still stand in the file', async () => {
    const { database, owners } = await house()
    const chain = `Record ID,Company Name,Company Domain Name,Merged Company IDs
11,Acme,acme.example,12
13,Bolt,bolt.example,"11;12"
`
    const report = await deliver(database, { 'companies.csv': chain })
    expect(new Set((await owners()).map(({ name }) => name))).toEqual(new Set(['Bolt']))
    expect(report.findings.filter(({ code }) => code === 'ACCOUNTS_MERGED')).toHaveLength(1)
    // The same file a second time changes nothing.
    const again = await stageTexts(database, { 'companies.csv': chain })
    expect(again.files[0]).toMatchObject({ added: 0, changed: 0 })
    expect(again.findings.map(({ code }) => code)).not.toContain('ACCOUNTS_MERGED')
  })

  test('who still writes and comes from the old domain is of the one that is left; a list that names it too', async () => {
    const { database, owners } = await house()
    await deliver(database, { 'people.csv': 'person_email,display_name\nana@douze.example,Ana Ruiz\n' })
    const before = await wholeModel(database)
    const { importId } = await deliver(database, { 'companies.csv': merged })
    const meeting = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:one
DTSTART:20260601T080000Z
DTEND:20260601T090000Z
ORGANIZER:mailto:ana@douze.example
ATTENDEE:mailto:ana@douze.example
ATTENDEE:mailto:kim@paris.acme-sa.example
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n')
    const mailbox = `From - Mon Jun  1 10:00:00 2026
From: ana@douze.example
To: kim@acme-sa.example
Date: Mon, 1 Jun 2026 10:00:00 +0000
Message-ID: <1@douze.example>

`
    const { importId: calendar } = await deliver(
      database,
      { 'ana.ics': meeting },
      { person: 'ana@douze.example' },
    )
    const { importId: mail } = await deliver(database, { 'sent.mbox': mailbox })
    const views =
      'content_use,content,occurred_at,visitor_email\nbuyer-view,Deck,2026-06-01T10:00:00Z,kim@acme-sa.example\n'
    const { importId: seen } = await deliver(database, { 'views.csv': views })
    expect(
      await rowsOf(
        database,
        `select what, k.name from (
           select 'time' as what, account_id from activities union all select 'view', account_id from content_events
         ) as of join accounts as k using (account_id) order by 1`,
      ),
    ).toEqual([
      { what: 'time', name: 'Acme' },
      { what: 'time', name: 'Acme' },
      { what: 'view', name: 'Acme' },
    ])
    const leads2 =
      'lead_id,created_at,owner_email,status,account_domain\nL2,2026-01-02,ana@douze.example,New,acme-sa.example\n'
    const { importId: list } = await deliver(
      database,
      { 'more-leads.csv': leads2 },
      {
        corrections: { 'more-leads.csv': { entity: 'leads', columns: { account_domain: 'accountDomain' } } },
      },
    )
    expect((await owners()).find(({ id }) => id === 'L2')).toMatchObject({ name: 'Acme' })
    for (const one of [list, seen, mail, calendar, importId])
      await undoImport(database, owner, one, { now: clock })
    expect(await wholeModel(database)).toEqual(before)
  })
})
