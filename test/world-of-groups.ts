// A company of a few dozen people whose months are busy or nearly empty: every table that a figure reads has rows, and in
// some months only one person, or three, has any. Drawn by a seeded generator; every row belongs to somebody, so that the
// people behind a figure are those without whose rows it would be another one.
import { sql } from 'kysely'
import type { Database, Query } from '../model/database.ts'
import { foldCode, foldName } from '../model/names.ts'
import { housekeeper } from '../model/reader.ts'
import { isAddedUp, refreshRollups, touchRows, within } from '../model/rollups/index.ts'
import { type TableName, tables } from '../model/schema.ts'
import { seededRandom } from '../statistics/random.ts'

/** Teams and how many are in them; two people are in none. */
const teams = { North: 9, South: 8, East: 5, West: 2 } as const

export const world = {
  people: Object.values(teams).reduce((sum, count) => sum + count, 0) + 2,
  teams: Object.keys(teams),
  /** Months that have rows. */
  months: ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
  asOf: '2026-06-30',
} as const

/** The rows of a person, by table: what stands in the house because of her. Written here by hand, read from no list of the product. */
const rowsOfPerson: readonly (readonly [table: TableName, column: string])[] = [
  ['activities', 'rep_id'],
  ['absences', 'person_id'],
  ['content_events', 'rep_id'],
  ['content_work', 'rep_id'],
  ['content_versions', 'author_id'],
  ['content_items', 'owner_id'],
  ['costs', 'person_id'],
  ['subscriptions', 'owner_id'],
  ['renewals', 'owner_id'],
  ['revenue', 'owner_id'],
  ['survey_answers', 'rep_id'],
  ['feedback', 'rep_id'],
  ['feedback_actions', 'owner_id'],
  ['training_results', 'person_id'],
  ['workshop_attendances', 'person_id'],
  ['coaching_sessions', 'person_id'],
  ['onboarding_milestones', 'person_id'],
  ['quotas', 'person_id'],
]

/** Takes a person and all that is hers out of the house: to be rolled back. */
export async function takeOut(query: Query, person: number): Promise<void> {
  const owned = (table: string) =>
    sql`delete from ${sql.table(table)} where (account_id, opportunity_id) in (
      select account_id, opportunity_id from opportunities where owner_id = ${person})`
  await sql`delete from lead_scores where (account_id, lead_id) in (
    select account_id, lead_id from leads where owner_id = ${person})`.execute(query)
  for (const table of ['stage_visits', 'opportunity_lines']) await owned(table).execute(query)
  for (const [table, column] of [
    ...rowsOfPerson,
    ['leads', 'owner_id'],
    ['opportunities', 'owner_id'],
    ['memberships', 'person_id'],
    ['people', 'person_id'],
  ] as const)
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${person}`.execute(query)
}

export async function fillWorld(database: Database, seed: number): Promise<void> {
  const random = seededRandom(`groups ${seed}`)
  const upTo = (most: number): number => Math.floor(random() * (most + 1))
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const people = Array.from({ length: world.people }, (_, i) => i + 1)
  const dayIn = (month: string): string => `${month}-${String(1 + upTo(26)).padStart(2, '0')}`
  /** Who did something in a month: nearly nobody, or nearly everybody. */
  const active = (): number[] => {
    const size = pick([0, 1, 2, 3, 5, 7, 9, 14, 20, world.people])
    return people.toSorted(() => random() - 0.5).slice(0, size)
  }
  const accountOf = (person: number): number => 1000 + person
  const rows = new Map<TableName, Record<string, unknown>[]>()
  const add = (table: TableName, row: Record<string, unknown>): void =>
    void rows.set(table, [...(rows.get(table) ?? []), row])
  const inMonths = (work: (person: number, day: string, month: string) => void): void => {
    for (const month of world.months) for (const person of active()) work(person, dayIn(month), month)
  }

  let member = 0
  for (const [i, [name, size]] of Object.entries(teams).entries()) {
    add('teams', { team_id: i + 1, name, name_key: foldName(name), region: i < 2 ? 'A' : 'B' })
    for (let n = 0; n < size; n++) {
      member += 1
      // One of the South came from the North in February.
      if (name === 'South' && n === 0) {
        add('memberships', { person_id: member, team_id: 1, starts_on: null, ends_on: '2026-02-01' })
        add('memberships', { person_id: member, team_id: 2, starts_on: '2026-02-01', ends_on: null })
      } else add('memberships', { person_id: member, team_id: i + 1, starts_on: null, ends_on: null })
    }
  }
  for (const person of people) {
    const hired = person % 4 === 0 ? dayIn(pick(world.months)) : '2022-03-01'
    add('people', {
      person_id: person,
      display_name: `Person ${person}`,
      name_key: foldName(`Person ${person}`),
      is_provisional: false,
      job: 'rep',
      hired_on: hired,
    })
    add('accounts', {
      account_id: accountOf(person),
      name: `Account ${person}`,
      name_key: foldName(`Account ${person}`),
      is_identified: true,
      segment: pick(['small', 'large']),
      industry: pick(['metal', 'wood']),
      country: pick(['FR', 'BE']),
    })
    add('content_items', {
      content_item_id: person,
      title: `Item ${person}`,
      title_key: `item ${person}`,
      type: pick(['deck', 'sheet']),
      department: 'sales',
      owner_id: person,
      stage: 'Discovery',
      published_on: dayIn(pick(world.months.slice(0, 5))),
      is_template: false,
    })
    for (let i = 1; i <= 1 + upTo(2); i++)
      add('subscriptions', {
        account_id: accountOf(person),
        starts_on: pick(['2024-05-03', '2025-06-11', dayIn(pick(world.months))]),
        ends_on: random() < 0.4 ? dayIn(pick(world.months)) : null,
        monthly_minor: BigInt(10_000 + upTo(90_000)),
        owner_id: person,
        end_reason: null,
      })
  }
  add('products', { product_id: 1, name: 'Lathe', name_key: foldCode('Lathe'), family: 'machines' })
  add('products', { product_id: 2, name: 'Glue', name_key: foldCode('Glue'), family: null })
  add('pipelines', {
    pipeline_id: 1,
    name: 'Sales',
    name_key: 'sales',
    is_counted: true,
    is_confirmed: true,
    source: 'story',
  })
  for (const [i, name] of ['Discovery', 'Proposal'].entries())
    add('stages', {
      stage_id: i + 1,
      pipeline_id: 1,
      name,
      name_key: foldName(name),
      position: i,
      outcome: 'open',
      outcome_basis: 'confirmed',
      is_confirmed: true,
    })
  for (const [i, kind] of (['certification', 'course', 'skill-test', 'onboarding'] as const).entries())
    add('courses', { course_id: i + 1, name: kind, name_key: kind, kind, months_valid: i === 0 ? 3 : null })
  for (const [i, name] of ['Delays', 'Price'].entries())
    add('themes', {
      theme_id: i + 1,
      name,
      name_key: name.toLowerCase(),
      keywords: i === 0 ? 'retard*' : 'prix',
    })
  for (const [i, day] of ['2025-12-10', '2026-03-04'].entries())
    add('workshops', {
      workshop_id: i + 1,
      name: `Workshop ${i}`,
      held_on: day,
      hours: 7,
      is_randomised: i === 0,
    })
  add('surveys', { survey_id: 1, name: 'Wave', name_key: 'wave', kind: 'nps' })

  let deal = 0
  inMonths((owner, day, month) => {
    deal += 1
    const closed = day.slice(0, 8) + String(Number(day.slice(8)) + 1).padStart(2, '0')
    const opened =
      random() < 0.2 ? null : `${pick(world.months.filter((one) => one <= month))}-${day.slice(8)}`
    const fate = random()
    const closing = fate < 0.5 ? 'won' : fate < 0.85 ? 'lost' : 'open'
    add('opportunities', {
      account_id: accountOf(owner),
      opportunity_id: deal,
      external_id: `d${deal}`,
      owner_id: owner,
      pipeline_id: 1,
      stage_id: 1,
      outcome: closing,
      outcome_basis: 'stated',
      opened_on: closing === 'open' ? day : opened,
      closed_on: closing === 'open' ? null : closed,
      amount_minor: BigInt(50_000 + upTo(900_000)),
      type: pick(['cross-sell', 'upsell', 'new-business']),
      lead_source: pick(['Web', 'Fair']),
      is_deleted: false,
    })
    add('opportunity_lines', {
      account_id: accountOf(owner),
      opportunity_id: deal,
      line_id: deal,
      product_id: pick([1, 2]),
      created_import_id: 1,
      import_id: 1,
      content_hash: hash,
    })
    const entered = opened ?? day
    for (const [i, stage] of [1, 2].entries())
      add('stage_visits', {
        account_id: accountOf(owner),
        opportunity_id: deal,
        visit: i,
        stage_id: stage,
        entered_at: new Date(`${i === 0 ? entered : day}T12:00:00Z`),
        left_at:
          i === 0
            ? new Date(`${day}T12:00:00Z`)
            : closing === 'open'
              ? null
              : new Date(`${closed}T12:00:00Z`),
        entered_on: i === 0 ? entered : day,
        left_on: i === 0 ? day : closing === 'open' ? null : closed,
        provenance: 'history',
        created_import_id: 1,
      })
    if (random() < 0.5)
      add('content_events', {
        rep_id: owner,
        kind: pick(['send', 'share', 'buyer-view']),
        day,
        content_item_id: owner,
        seconds: 60,
        tool: 'mailbox',
        account_id: accountOf(owner),
        opportunity_id: deal,
      })
  })
  let lead = 0
  inMonths((owner, day) => {
    lead += 1
    add('leads', {
      account_id: accountOf(owner),
      lead_id: lead,
      external_id: `l${lead}`,
      owner_id: owner,
      lead_source: pick(['Web', 'Fair']),
      created_on: random() < 0.1 ? null : day,
      is_qualified: random() < 0.7,
      is_converted: random() < 0.4,
      converted_on: null,
      opportunity_id: null,
      is_deleted: false,
    })
    add('lead_scores', {
      account_id: accountOf(owner),
      lead_id: lead,
      scored_on: day,
      score: 5 * upTo(20),
      method: 'v1',
      is_good: null,
    })
  })
  inMonths((rep, day, month) => {
    for (let i = upTo(3); i >= 0; i--)
      add('activities', {
        rep_id: rep,
        day: i === 0 ? day : dayIn(month),
        category: pick(['buyer-facing', 'email', 'crm', 'admin', 'preparation', 'content-search']),
        basis: random() < 0.6 ? 'captured' : 'declared',
        seconds: 600 * (1 + upTo(20)),
      })
  })
  inMonths((rep, day) => {
    const minute = upTo(30)
    for (const kind of ['search', pick(['open', 'download', 'share'])])
      add('content_events', {
        rep_id: rep,
        kind,
        day,
        occurred_at: new Date(
          Date.parse(`${day}T08:00:00Z`) + (minute + (kind === 'search' ? 0 : 3)) * 60_000,
        ),
        content_item_id: kind === 'search' ? null : rep,
        has_result: kind === 'search' ? random() < 0.7 : null,
        seconds: 30 + upTo(600),
        tool: 'portal',
      })
  })
  inMonths((rep, day) => {
    add('content_work', {
      content_item_id: rep,
      rep_id: rep,
      kind: 'creation',
      day,
      seconds: 900 * (1 + upTo(20)),
    })
    add('content_versions', {
      content_item_id: rep,
      version: String((rows.get('content_versions')?.length ?? 0) + 1),
      published_on: day,
      author_id: rep,
    })
  })
  inMonths((owner, day) => {
    add('renewals', {
      account_id: accountOf(owner),
      due_on: day,
      decided_on: null,
      outcome: random() < 0.5 ? 'pending' : 'renewed',
      amount_minor: BigInt(upTo(900_000)),
      owner_id: owner,
      is_at_risk: random() < 0.3,
    })
  })
  inMonths((owner, day) => {
    add('revenue', {
      account_id: accountOf(owner),
      day,
      amount_minor: BigInt(1_000 + upTo(90_000)),
      margin_minor: null,
      owner_id: owner,
    })
  })
  inMonths((rep, day) => {
    for (let i = upTo(5); i >= 0; i--)
      add('survey_answers', {
        account_id: accountOf(rep),
        survey_id: 1,
        respondent: `r${rep}-${upTo(4)}`,
        invited_on: day,
        answered_on: random() < 0.8 ? day : null,
        score: upTo(10),
        product_id: 1,
        rep_id: rep,
        comment: null,
      })
  })
  inMonths((rep, day) => {
    const id = `voice ${(rows.get('feedback')?.length ?? 0) + 1}`
    add('feedback', {
      account_id: accountOf(rep),
      external_id: id,
      received_on: day,
      channel: pick(['ticket', 'form']),
      comment: pick(['Trop de retard', 'Le prix', 'Bien']),
      theme: null,
      sentiment: pick(['positive', 'negative', null]),
      product_id: 1,
      rep_id: rep,
    })
    if (random() < 0.7)
      add('feedback_actions', {
        feedback_ref: id,
        theme_id: null,
        kind: pick(['content', 'training']),
        acted_on: day,
        owner_id: rep,
      })
  })
  inMonths((person, day) => {
    add('training_results', {
      person_id: person,
      course_id: 1 + upTo(3),
      assigned_on: day,
      due_on: day,
      completed_on: random() < 0.8 ? day : null,
      score: Math.round(random() * 100) / 100,
      is_passed: random() < 0.8,
      valid_until: null,
      seconds: 600 + upTo(9_000),
    })
  })
  inMonths((person, day) => {
    add('coaching_sessions', {
      person_id: person,
      coach_id: null,
      held_on: day,
      seconds: 2_700,
      skill: pick(['Discovery', 'Closing']),
      action: 'Ask',
      action_due_on: day,
      action_done_on: random() < 0.7 ? day : null,
    })
  })
  for (const workshop of [1, 2])
    for (const person of people.filter(() => random() < 0.6))
      add('workshop_attendances', {
        workshop_id: workshop,
        person_id: person,
        is_invited: random() < 0.7,
        has_attended: random() < 0.8,
        score_before: Math.round(random() * 100) / 100,
        score_after: Math.round(random() * 100) / 100,
      })
  for (const person of people.filter((one) => one % 4 === 0))
    add('onboarding_milestones', {
      person_id: person,
      programme: 'Welcome',
      milestone: 'Step',
      reached_on: random() < 0.8 ? dayIn(pick(world.months)) : null,
    })
  inMonths((person, day) => {
    add('costs', {
      person_id: person,
      day,
      amount_minor: BigInt(upTo(900_000)),
      category: pick(['recruiting', 'salary', 'advertising']),
      department: pick(['sales', 'marketing']),
      content_item_id: random() < 0.3 ? person : null,
    })
  })
  inMonths((person, day) => {
    const month = Number(day.slice(5, 7))
    const starts = `${day.slice(0, 7)}-01`
    const isDeals = random() < 0.3
    add('quotas', {
      person_id: person,
      starts_on: starts,
      ends_on:
        month === 12
          ? `${Number(day.slice(0, 4)) + 1}-01-01`
          : `${day.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`,
      counts: isDeals ? 'deals' : 'amount',
      amount_minor: isDeals ? null : BigInt(1 + upTo(900_000)),
      deals: isDeals ? 1 + upTo(3) : null,
    })
  })
  await database.write(housekeeper, async (query) => {
    for (const [table, some] of rows) await insert(query, table, some)
    for (const [table] of rows) if (isAddedUp(table)) await touchRows(within(query), table, 'true')
    await refreshRollups(within(query))
  })
}

const hash = '00000000-0000-0000-0000-000000000000'
const traced: Readonly<Record<string, unknown>> = {
  source: 'story',
  created_import_id: 1,
  import_id: 1,
  import_file_id: 1,
  source_row: 1,
  content_hash: hash,
}

async function insert(
  query: Query,
  table: TableName,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = new Set(Object.keys(tables[table].columns))
  const whole = rows.map((row, i) => ({
    ...Object.fromEntries(
      Object.entries({ ...traced, external_id: `${table}-${i + 1}` }).filter(([name]) => columns.has(name)),
    ),
    ...row,
  }))
  const names = [...new Set(whole.flatMap((row) => Object.keys(row)))]
  const values = (row: Readonly<Record<string, unknown>>) => sql.join(names.map((name) => row[name] ?? null))
  for (let at = 0; at < whole.length; at += 500)
    await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
      overriding system value
      values ${sql.join(whole.slice(at, at + 500).map((row) => sql`(${values(row)})`))}`.execute(query)
}
