// What billing tools export from their screens: Stripe's dashboard writes its times in UTC and says so in the header.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { deliver, rowsOf } from '../../test/deliver.ts'
import { foldHeader } from './fold-header.ts'
import { recognise } from './recognise.ts'
import { sketchOf } from './sketch-of.ts'

function taken(fileName: string, text: string) {
  const [answer] = recognise([sketchOf(fileName, text)])
  if (answer?.kind !== 'understood') return { entity: answer?.kind, fields: {} }
  const [plan] = answer.plans
  return {
    entity: plan?.entity,
    fields: Object.fromEntries(
      (plan?.columns ?? []).flatMap(({ header, field }) => (field === null ? [] : [[header, field]])),
    ),
  }
}

/** The columns of Stripe's dashboard exports, as they were written in 2025 and 2026. */
const files = {
  'invoices.csv': `id;Amount Due;Amount Paid;Currency;Customer;Customer Name;Customer Email;Invoice Date (UTC);Due Date (UTC);Number;Paid;Subscription;Subtotal;Tax;Total;Status
    in_1;120.00;120.00;eur;cus_1;Aubrac;a@aubrac.example;2026-05-31 22:30;2026-06-30 22:30;AB-1;true;sub_1;100.00;20.00;120.00;paid
    in_2;60.00;0.00;eur;cus_2;Borea;b@borea.example;2026-05-12 09:00;2026-06-11 09:00;AB-2;false;;50.00;10.00;60.00;open
    in_3;36.00;0.00;eur;cus_2;Borea;b@borea.example;2026-05-13 09:00;2026-06-12 09:00;AB-3;false;;30.00;6.00;36.00;void
    in_4;72.00;0.00;eur;cus_1;Aubrac;a@aubrac.example;2026-05-14 09:00;;;false;sub_1;60.00;12.00;72.00;draft`,
  'older invoices.csv': `id;Amount Due;Billing;Closed;Currency;Customer;Date (UTC);Due Date (UTC);Number;Paid;Subscription;Subtotal;Total Discount Amount;Applied Coupons;Tax;Tax Percent;Total;Amount Paid;Status
    in_1;120.00;charge;true;eur;cus_1;2026-05-31 22:30;2026-06-30 22:30;AB-1;true;sub_1;100.00;;;20.00;20;120.00;120.00;paid
    in_2;60.00;charge;false;eur;cus_2;2026-05-12 09:00;2026-06-11 09:00;AB-2;false;;50.00;;;10.00;20;60.00;0.00;open`,
  'subscriptions.csv': `id;Customer ID;Customer Description;Customer Email;Customer Name;Plan;Product;Quantity;Currency;Interval;Amount;Status;Created (UTC);Start (UTC);Start Date (UTC);Current Period Start (UTC);Current Period End (UTC);Trial Start (UTC);Trial End (UTC);Canceled At (UTC);Ended At (UTC);Cancellation Reason
    sub_1;cus_1;;a@aubrac.example;Aubrac;price_1;prod_1;1;eur;month;120.00;active;2026-01-31 23:30;2026-01-31 23:30;2026-01-31 23:30;2026-05-31 23:30;2026-06-30 23:30;;;;;
    sub_2;cus_2;;b@borea.example;Borea;price_2;prod_1;2;eur;year;1200.00;canceled;2025-01-12 09:00;2025-01-12 09:00;2025-01-12 09:00;2025-01-12 09:00;2026-01-12 09:00;;;2025-11-01 10:00;2026-01-12 09:00;too_expensive`,
  'customers.csv': `id;Description;Email;Name;Created (UTC);Delinquent;Card ID;Card Last4;Card Brand;Plan;Status;Cancel At Period End;Account Balance;Currency;Total Spend;Payment Count;Average Order;Refunded Volume;Dispute Losses
    cus_1;;a@aubrac.example;Aubrac;2026-01-31 23:30;false;card_1;4242;Visa;price_1;active;false;0.00;eur;600.00;5;120.00;0.00;0.00
    cus_2;;b@borea.example;Borea;2025-01-12 09:00;false;;;;price_2;;false;0.00;eur;1200.00;1;1200.00;0.00;0.00`,
  'unified_payments.csv': `id;Created date (UTC);Amount;Amount Refunded;Currency;Captured;Converted Amount;Converted Currency;Decline Reason;Description;Fee;Mode;PaymentIntent ID;Payment Source Type;Refunded date (UTC);Statement Descriptor;Status;Seller Message;Card ID;Customer ID;Customer Description;Customer Email;Invoice ID;Transfer
    ch_1;2026-05-31 22:30:11;120,00;0,00;eur;true;120,00;eur;;Subscription update;3,20;Live;pi_1;card;;AUBRAC;Paid;Payment complete.;card_1;cus_1;;a@aubrac.example;in_1;po_1
    ch_2;2026-05-12 09:00:00;60,00;0,00;eur;false;60,00;eur;insufficient_funds;;0,00;Live;pi_2;card;;BOREA;Failed;declined;card_2;cus_2;;b@borea.example;in_2;`,
} as const

describe('exports of Stripe’s dashboard', () => {
  test.each([
    [
      'invoices.csv',
      'revenue',
      {
        id: 'externalId',
        Customer: 'accountId',
        'Customer Name': 'account',
        'Invoice Date (UTC)': 'day',
        Subtotal: 'amount',
        Currency: 'currency',
      },
    ],
    [
      'older invoices.csv',
      'revenue',
      {
        id: 'externalId',
        Customer: 'accountId',
        'Date (UTC)': 'day',
        Subtotal: 'amount',
        Currency: 'currency',
      },
    ],
    [
      'subscriptions.csv',
      'subscriptions',
      {
        id: 'externalId',
        'Customer ID': 'accountId',
        'Customer Name': 'account',
        Plan: 'product',
        Currency: 'currency',
        'Start Date (UTC)': 'startsOn',
        'Ended At (UTC)': 'endsOn',
        'Cancellation Reason': 'endReason',
      },
    ],
    ['customers.csv', 'accounts', { id: 'externalId', Name: 'name', 'Created (UTC)': 'createdOn' }],
    // What was paid is what was invoiced: counted once, from the invoices.
    ['unified_payments.csv', 'known-unused', {}],
  ] as const)('%s', (name, entity, fields) => {
    expect(taken(name, files[name])).toEqual({ entity, fields })
  })

  test('become revenue of the organisation’s days, without drafts and voided invoices', async () => {
    const database = await freshDatabase()
    const csv = (name: keyof typeof files) => files[name].replaceAll(/\n +/g, '\n')
    const report = await deliver(database, {
      'customers.csv': csv('customers.csv'),
      'invoices.csv': csv('invoices.csv'),
      'subscriptions.csv': csv('subscriptions.csv'),
    })
    expect(report.files.map(({ rejected }) => rejected)).toEqual([0, 0, 0])
    const remarks = report.files.flatMap(({ warnings }) => warnings.map(({ code }) => code))
    expect(remarks).toContain('no-invoices')
    expect(
      await rowsOf(
        database,
        `select r.external_id as id, a.name, r.day, r.amount_minor::text from revenue as r join accounts as a using (account_id) order by 1`,
      ),
    ).toEqual([
      // 22:30 in UTC is half past midnight in Paris.
      { id: 'in_1', name: 'Aubrac', day: '2026-06-01', amount_minor: '10000' },
      { id: 'in_2', name: 'Borea', day: '2026-05-12', amount_minor: '5000' },
    ])
    expect(
      await rowsOf(database, `select external_id as id, starts_on, ends_on from subscriptions order by 1`),
    ).toEqual([
      { id: 'sub_1', starts_on: '2026-02-01', ends_on: null },
      { id: 'sub_2', starts_on: '2025-01-12', ends_on: '2026-01-12' },
    ])
    expect(await rowsOf(database, 'select count(*)::int as n from accounts')).toEqual([{ n: 2 }])
  })

  test.each([
    ['Statut', ['payée', 'Brouillon', 'annulée']],
    ['Invoice status', ['overdue', 'DRAFT', 'Cancelled']],
  ])('so of any list whose column “%s” says it', async (header, [counts, early, gone]) => {
    const database = await freshDatabase()
    const report = await deliver(database, {
      'factures.csv': `N° facture;Date facture;Client;Montant HT;${header}\nF-1;2026-03-04;Aubrac;100;${counts}\nF-2;2026-03-05;Borea;50;${early}\nF-3;2026-03-06;Borea;25;${gone}\n`,
    })
    expect(report.files[0]).toMatchObject({ entity: 'revenue', rejected: 0 })
    expect(report.files[0]?.warnings.map(({ code }) => code)).toContain('no-invoices')
    expect(await rowsOf(database, 'select external_id as id from revenue')).toEqual([{ id: 'F-1' }])
  })
})

test('a header that says UTC is folded without it', () => {
  expect(foldHeader('Invoice Date (UTC)')).toMatchObject({ key: 'invoicedate', isUtc: true })
  expect(foldHeader('Deal - Won time (GMT)')).toMatchObject({ key: 'wontime', isUtc: true })
  expect(foldHeader('UTC offset')).toMatchObject({ key: 'utcoffset', isUtc: false })
})
