// Rows of contracts, renewals, costs and answers for the organisation of test/story-of-many.ts, drawn by a seeded generator:
// every kind of row that metrics must tell apart. Told after the story, whose people and accounts they name.
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { seededRandom } from '../statistics/random.ts'
import { fill } from './fill.ts'
import { teachMany } from './learning-of-many.ts'
import { dayOf, later } from './story-of-many.ts'

export async function fillMany(database: Database, seed: number): Promise<void> {
  const random = seededRandom(`rows ${seed}`)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const { people, accounts, products, unknown, leads } = await database.read(housekeeper, async (query) => ({
    people: (await query.selectFrom('people').select('person_id').orderBy('display_name').execute()).map(
      (row) => row.person_id,
    ),
    accounts: (
      await query
        .selectFrom('accounts')
        .select('account_id')
        .where('is_identified', '=', true)
        .orderBy('name')
        .execute()
    ).map((row) => row.account_id),
    products: (await query.selectFrom('products').select('product_id').orderBy('name').execute()).map(
      (row) => row.product_id,
    ),
    unknown: (
      await query
        .selectFrom('accounts')
        .select('account_id')
        .where('is_identified', '=', false)
        .orderBy('account_id')
        .limit(5)
        .execute()
    ).map((row) => row.account_id),
    leads: await query
      .selectFrom('leads')
      .select(['account_id', 'lead_id', 'created_on'])
      .orderBy('lead_id')
      .execute(),
  }))
  const somebody = () => (random() < 0.1 ? null : pick(people))
  const account = () => (random() < 0.9 || unknown.length === 0 ? pick(accounts) : pick(unknown))
  await fill(
    database,
    'subscriptions',
    Array.from({ length: 40 }, () => {
      const start = Math.floor(random() * 450) - 200
      const ends = random() < 0.6
      return {
        account_id: account(),
        starts_on: dayOf(start),
        ends_on: ends ? dayOf(start + 20 + Math.floor(random() * 400)) : null,
        monthly_minor: random() < 0.1 ? null : BigInt(Math.floor(random() * 90_000)),
        currency: random() < 0.1 ? 'USD' : null,
        product_id: pick(products),
        owner_id: somebody(),
        end_reason: ends && random() < 0.5 ? pick(['price', 'competitor', 'other']) : null,
      }
    }),
  )
  await fill(
    database,
    'renewals',
    Array.from({ length: 40 }, () => {
      const due = Math.floor(random() * 700)
      const isDecided = random() < 0.4
      return {
        account_id: account(),
        due_on: dayOf(due),
        decided_on: isDecided ? dayOf(due - 20 + Math.floor(random() * 40)) : null,
        outcome: isDecided ? pick(['renewed', 'lost']) : 'pending',
        amount_minor: BigInt(Math.floor(random() * 900_000)),
        owner_id: somebody(),
        is_at_risk: random() < 0.3,
      }
    }),
  )
  await fill(
    database,
    'activities',
    Array.from({ length: 600 }, () => ({
      rep_id: pick(people),
      day: dayOf(Math.floor(random() * 540)),
      category: pick(['buyer-facing', 'email', 'crm', 'internal', 'admin', 'preparation', 'not-measured']),
      basis: random() < 0.8 ? 'captured' : 'declared',
      seconds: 600 * Math.ceil(random() * 20),
    })),
  )
  await fill(
    database,
    'content_items',
    Array.from({ length: 30 }, (_, i) => {
      const published = Math.floor(random() * 540)
      return {
        content_item_id: i + 1,
        title: `Item ${i}`,
        title_key: `item ${i}`,
        type: random() < 0.9 ? pick(['deck', 'case study', 'sheet']) : null,
        department: random() < 0.8 ? pick(['sales', 'marketing']) : null,
        owner_id: somebody(),
        stage: random() < 0.6 ? pick(['Discovery', 'Proposal']) : null,
        segment: random() < 0.5 ? pick(['small', 'large']) : null,
        published_on: random() < 0.85 ? dayOf(published) : null,
        archived_on: random() < 0.2 ? dayOf(published + Math.floor(random() * 300)) : null,
        is_template: i < 3,
        template_id: random() < 0.3 ? 1 + Math.floor(random() * 3) : null,
      }
    }),
  )
  await fill(
    database,
    'content_versions',
    Array.from({ length: 40 }, (_, i) => ({
      content_item_id: 1 + Math.floor(random() * 30),
      version: String(i),
      published_on: random() < 0.9 ? dayOf(Math.floor(random() * 600)) : null,
      author_id: somebody(),
    })),
  )
  await fill(
    database,
    'content_work',
    Array.from({ length: 120 }, () => ({
      content_item_id: 1 + Math.floor(random() * 30),
      rep_id: somebody(),
      kind: pick(['creation', 'update']),
      day: dayOf(Math.floor(random() * 600)),
      seconds: 900 * Math.ceil(random() * 20),
    })),
  )
  const deals = await database.read(housekeeper, (query) =>
    query
      .selectFrom('opportunities')
      .select(['account_id', 'opportunity_id', 'opened_on', 'closed_on'])
      .orderBy('opportunity_id')
      .execute(),
  )
  await fill(
    database,
    'content_events',
    Array.from({ length: 700 }, () => {
      const kind = pick([
        'search',
        'open',
        'download',
        'customise',
        'send',
        'share',
        'buyer-view',
        'buyer-download',
      ])
      const deal = random() < 0.5 && kind !== 'search' ? pick(deals) : null
      const day =
        deal?.opened_on == null
          ? dayOf(Math.floor(random() * 540))
          : later(deal.opened_on, Math.floor(random() * 40))
      const minute = Math.floor(random() * 30)
      return {
        // Of some of what buyers saw nobody knows who had shared it.
        rep_id: kind.startsWith('buyer-') && random() < 0.3 ? 0 : pick(people),
        kind,
        day,
        occurred_at: random() < 0.9 ? new Date(Date.parse(`${day}T08:00:00Z`) + minute * 30_000) : null,
        content_item_id: kind === 'search' ? null : 1 + Math.floor(random() * 30),
        has_result: kind === 'search' && random() < 0.8 ? random() < 0.7 : null,
        seconds: random() < 0.8 ? Math.floor(random() * 900) : null,
        tool: random() < 0.8 ? pick(['portal', 'mailbox', 'CRM']) : null,
        account_id: deal?.account_id ?? null,
        opportunity_id: deal?.opportunity_id ?? null,
      }
    }),
  )
  await fill(
    database,
    'quotas',
    people.flatMap((person_id, at) =>
      ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01'].map(
        (from, k, all) => ({
          person_id,
          starts_on: from,
          ends_on: all[k + 1] ?? '2026-07-01',
          counts: at % 3 === 0 ? 'deals' : 'amount',
          amount_minor: at % 3 === 0 ? null : BigInt(50_000 * (1 + ((at + k) % 5))),
          deals: at % 3 === 0 ? 1 + (k % 3) : null,
        }),
      ),
    ),
  )
  await fill(
    database,
    'costs',
    Array.from({ length: 60 }, () => ({
      content_item_id: random() < 0.4 ? 1 + Math.floor(random() * 30) : null,
      person_id: random() < 0.2 ? pick(people) : null,
      day: dayOf(Math.floor(random() * 540)),
      amount_minor: BigInt(Math.floor(random() * 500_000) - (random() < 0.1 ? 400_000 : 0)),
      category: pick([
        'advertising',
        'agency',
        'salary',
        'events',
        'recruiting',
        'customer-success',
        'content',
      ]),
      department: pick(['sales', 'marketing', 'research', 'other']),
      is_acquisition: random() < 0.1 ? random() < 0.5 : null,
      channel: random() < 0.5 ? pick(['Web', 'Fair']) : null,
      segment: random() < 0.3 ? pick(['small', 'large']) : null,
    })),
  )
  await fill(database, 'surveys', [
    { survey_id: 1, name: 'Wave 1', name_key: 'wave 1', kind: 'nps' },
    { survey_id: 2, name: 'Wave 2', name_key: 'wave 2', kind: 'nps' },
    { survey_id: 3, name: 'Form', name_key: 'form', kind: 'form' },
  ])
  await fill(
    database,
    'survey_answers',
    Array.from({ length: 300 }, () => {
      const invited = Math.floor(random() * 540)
      const isAnswered = random() < 0.7
      return {
        account_id: account(),
        survey_id: 1 + Math.floor(random() * 3),
        respondent: random() < 0.2 ? null : `r${Math.floor(random() * 90)}`,
        invited_on: random() < 0.8 ? dayOf(invited) : null,
        answered_on: isAnswered ? dayOf(invited + Math.floor(random() * 20)) : null,
        score: isAnswered && random() < 0.95 ? Math.floor(random() * 12) : null,
        product_id: random() < 0.5 ? pick(products) : null,
        rep_id: somebody(),
        comment: isAnswered && random() < 0.3 ? pick(comments) : null,
      }
    }),
  )
  await fill(database, 'themes', [
    { theme_id: 1, name: 'Delays', name_key: 'delays', keywords: 'retard*, delai; livraison tardive' },
    { theme_id: 2, name: 'Price', name_key: 'price', keywords: 'prix, cher*' },
    { theme_id: 3, name: 'Nothing', name_key: 'nothing', keywords: null },
  ])
  await fill(
    database,
    'feedback',
    Array.from({ length: 150 }, (_, i) => ({
      account_id: account(),
      external_id: `voice ${i}`,
      received_on: dayOf(Math.floor(random() * 540)),
      channel: pick(['ticket', 'form', 'lost-deal', 'interview']),
      comment: random() < 0.8 ? pick(comments) : null,
      theme: random() < 0.3 ? pick(['Delays', 'price', 'Other']) : null,
      sentiment: random() < 0.4 ? pick(['positive', 'neutral', 'negative']) : null,
      product_id: random() < 0.5 ? pick(products) : null,
      rep_id: somebody(),
    })),
  )
  await fill(
    database,
    'feedback_actions',
    Array.from({ length: 80 }, (_, i) => ({
      feedback_ref: i % 10 === 0 ? null : `voice ${Math.floor(random() * 150)}`,
      theme_id: i % 10 === 0 ? 1 + Math.floor(random() * 3) : null,
      kind: pick(['content', 'training', 'reply', 'product']),
      acted_on: dayOf(Math.floor(random() * 600)),
      owner_id: somebody(),
    })),
  )
  await fill(
    database,
    'lead_scores',
    leads.flatMap((lead) =>
      Array.from({ length: Math.floor(random() * 3) }, () => ({
        account_id: lead.account_id,
        lead_id: lead.lead_id,
        scored_on: lead.created_on === null ? dayOf(200) : later(lead.created_on, Math.floor(random() * 40)),
        score: Math.floor(random() * 20) * 5,
        method: random() < 0.5 ? 'v1' : 'v2',
        is_good: random() < 0.2 ? random() < 0.5 : null,
      })),
    ),
  )
  // Customers with contracts alone, and customers with invoices alone, who come over the whole time.
  const more = Array.from({ length: 120 }, (_, i) => ({
    account_id: 900_000 + i,
    name: `Contract ${i}`,
    name_key: `contract ${i}`,
    segment: pick(['small', 'large']),
    is_identified: true,
  }))
  await fill(database, 'accounts', more)
  await fill(
    database,
    'subscriptions',
    more.slice(0, 80).map(({ account_id }) => {
      const start = Math.floor(random() * 700) - 250
      return {
        account_id,
        starts_on: dayOf(start),
        ends_on: random() < 0.4 ? dayOf(start + 30 + Math.floor(random() * 300)) : null,
        monthly_minor: random() < 0.95 ? BigInt(5_000 + Math.floor(random() * 90_000)) : null,
        owner_id: somebody(),
      }
    }),
  )
  await fill(
    database,
    'revenue',
    more.slice(80).flatMap(({ account_id }) => {
      const start = Math.floor(random() * 400) - 100
      return Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({
        account_id,
        day: dayOf(start + Math.floor(random() * 200)),
        amount_minor: BigInt(1_000 + Math.floor(random() * 90_000)),
        margin_minor: random() < 0.5 ? 1_000n : null,
        owner_id: somebody(),
      }))
    }),
  )
  await teachMany(database, seed)
}

const comments = [
  'Trop cher',
  'Le prix a doublé',
  'Délai et retards',
  'Livraison tardive encore',
  'Très bien',
  'prixe',
] as const
