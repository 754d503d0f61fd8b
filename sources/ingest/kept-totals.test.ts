// Totals by day through the real deliveries: whatever is delivered, again, changed, taken back, or whoever changes teams, they
// are what the rows say, and made anew they are the same.
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { checkRollups, rebuildRollups, within } from '../../model/rollups/index.ts'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { clock, deliver, rowsOf } from '../../test/deliver.ts'
import { undoImport } from './index.ts'

const random = seededRandom('kept totals')
const below = (most: number) => Math.floor(random() * most)
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
const people = ['lea', 'tom', 'ana', 'zoe']
const two = (number: number) => String(number).padStart(2, '0')
const teams = (lea: string) => `person_email,display_name,role,team
${people.map((name) => `${name}@example.com,${name} Durand,rep,${name === 'lea' ? lea : 'Sud'}`).join('\n')}
`

/** Pieces of time known by their ids: a second delivery of one replaces it, wherever it moves to. */
function time(): string {
  const rows = Array.from({ length: 4 + below(12) }, () => {
    const day = `2026-03-${two(1 + below(6))}`
    const hours = random() < 0.7
    const start = `${day} ${two(6 + below(17))}:${two(below(60))}:00`
    const end = `${day} 23:${two(30 + below(29))}:00`
    return `A-${below(40)},${pick(people)}@example.com,${pick(['call', 'CRM', 'e-mail', 'travel'])},${hours ? `${start},${end},,` : `,,${day},${1 + below(90)}`}`
  })
  return `event_id,rep_email,activity,started_at,ended_at,day,minutes\n${distinct(rows).join('\n')}\n`
}

/** Uses of content around midnight of Paris, where a search and what it finds may fall on two days. */
function uses(): string {
  const rows = Array.from({ length: 4 + below(12) }, () => {
    const at = new Date(Date.UTC(2026, 2, 1 + below(6), 22, 58) + below(240) * 1_000)
    const kind = pick(['search', 'search', 'open', 'download', 'send', 'send'])
    const found = kind === 'search' ? pick(['yes', 'no', '']) : ''
    const deal = kind === 'send' ? `D-${1 + below(12)}` : ''
    return `U-${below(40)},${pick(people)}@example.com,${kind},${kind === 'search' ? '' : 'Guide'},${at.toISOString()},${found},${below(300)},${deal}`
  })
  return `event_id,rep_email,content_use,content,occurred_at,has_result,seconds,deal_id\n${distinct(rows).join('\n')}\n`
}

/** Deals that are won, lost, opened again, and change companies. */
function deals(): string {
  const rows = Array.from({ length: 2 + below(8) }, () => {
    const fate = pick(['won', 'won', 'lost', 'open'])
    const closed = fate === 'open' ? '' : `2026-0${2 + below(2)}-${two(1 + below(27))}`
    return `D-${1 + below(12)},Deal,1000.00,EUR,${pick(['Offre', 'Démo'])},lea@example.com,2026-01-${two(1 + below(20))},${closed},${fate},Maison ${below(3)}`
  })
  return `deal_id,title,amount,currency,stage,owner_email,created_at,closed_at,status,account\n${distinct(rows).join('\n')}\n`
}

/** Their moves from stage to stage. */
function history(): string {
  const rows = Array.from(
    { length: 2 + below(8) },
    () =>
      `D-${1 + below(12)},${pick(['Offre', 'Démo', 'Contact'])},2026-0${1 + below(3)}-${two(1 + below(28))}`,
  )
  return `deal_id,stage,entered_at\n${rows.join('\n')}\n`
}

/** What was sold by them. */
function lines(): string {
  const rows = Array.from(
    { length: 2 + below(6) },
    () => `D-${1 + below(12)},${pick(['Perceuse', 'Scie', 'Cours'])},1,${100 * (1 + below(5))}`,
  )
  return `deal_id,product,quantity,amount\n${rows.join('\n')}\n`
}

/** Products whose families change. */
function products(): string {
  const rows = ['Perceuse', 'Scie', 'Cours'].map((name) => `${name},${pick(['Outils', 'Services', ''])}`)
  return `product,product_family\n${rows.join('\n')}\n`
}

/** Invoices and credits, months apart. */
function invoices(): string {
  const rows = Array.from(
    { length: 1 + below(6) },
    () =>
      `F-${1 + below(40)},Maison ${below(3)},202${4 + below(2)}-${two(1 + below(12))}-${two(1 + below(28))},${pick([100, 200, -100])},EUR`,
  )
  return `invoice_id,account,invoiced_on,amount,currency\n${distinct(rows).join('\n')}\n`
}

/** Contracts one after another, some that end, some that begin again. */
function contracts(): string {
  const rows = Array.from({ length: 1 + below(5) }, () => {
    const number = 1 + below(12)
    const ends = random() < 0.6 ? `2025-${two(6 + below(7))}-${two(1 + below(28))}` : ''
    return `K-${number},Maison ${2 + Math.floor(number / 2)},202${4 + (number % 2)}-0${1 + below(5)}-01,${ends},${100 * (1 + below(4))},EUR`
  })
  return `subscription_id,account,first_day,last_day,monthly_amount,currency\n${distinct(rows).join('\n')}\n`
}

/** Leads that become deals, some with a score of their own, some of a day that nobody knows. */
function leads(): string {
  const rows = Array.from({ length: 3 + below(10) }, () => {
    const created = random() < 0.8 ? `2026-01-${two(1 + below(9))}` : ''
    const deal = random() < 0.6 ? `D-${1 + below(14)}` : ''
    const score = random() < 0.5 ? String(10 * below(5)) : ''
    return `L-${1 + below(20)},${created},${pick(people)}@example.com,Maison ${below(3)},${deal},${score},${pick(['working', 'qualified', 'converted'])}`
  })
  return `lead_id,created_at,owner_email,account,opportunity_id,score,status\n${distinct(rows).join('\n')}\n`
}

function scores(): string {
  const rows = Array.from(
    { length: 1 + below(8) },
    (_, i) => `L-${1 + below(20)},2026-01-${two(1 + below(20))},${10 * below(6)},${pick(['', 'a'])},S-${i}`,
  )
  return `lead,scored_on,lead_score,score_method,score_id\n${rows.join('\n')}\n`
}

/** Answers of a few people who answer often, changed and moved to another day, to surveys of two kinds. */
function answers(): string {
  const rows = Array.from({ length: 2 + below(8) }, () => {
    const survey = pick(['Vague,nps', 'Vague,nps', 'Accueil,questionnaire'])
    const said = random() < 0.8 ? `2026-0${1 + below(3)}-${two(1 + below(9))}` : ''
    return `Q-${1 + below(20)},Maison ${below(3)},${pick(['bob@a.example', 'eve@b.example', ''])},${survey},2026-01-01,${said},${said === '' ? '' : below(11)}`
  })
  return `answer_id,account,respondent,survey,kind,invited_on,answered_at,score\n${distinct(rows).join('\n')}\n`
}

/** What customers say of themes that are named, or told by their words. */
function voices(): string {
  const rows = Array.from(
    { length: 2 + below(6) },
    () =>
      `V-${1 + below(20)};2026-0${1 + below(3)}-${two(1 + below(9))};ticket;${pick(['Livraison en retard', 'Trop cher', 'Rien'])};${pick(['', '', 'Délais'])};Maison ${below(3)}`,
  )
  return `id_retour;recu_le;canal_retour;commentaire;theme;compte\n${distinct(rows, ';').join('\n')}\n`
}

function themes(): string {
  return `id_theme;nom_theme;mots_cles\nT-1;Délais;"${pick(['retard', 'délai', 'rien'])}"\nT-2;Prix;cher\n`
}

/** One row for each id. */
function distinct(rows: readonly string[], between = ','): string[] {
  return [...new Map(rows.map((row) => [row.split(between)[0]!, row])).values()]
}

test('after each of thirty deliveries and undos', { timeout: 240_000 }, async () => {
  const database = await freshDatabase()
  await deliver(database, { 'people.csv': teams('Nord') })
  const every = (await database.read(owner, (query) => checkRollups(within(query)))).map(
    ({ rollup }) => rollup,
  )
  const held = every.map((table) => `select total::text as line from ${table} as total`).join(' union all ')
  const bytes = async () => (await rowsOf(database, held)).map(({ line }) => String(line)).toSorted()
  const visible: number[] = []
  const most = new Map<string, number>()
  for (let step = 0; step < 30; step++) {
    const last = visible.at(-1)
    if (last !== undefined && random() < 0.3) {
      await undoImport(database, owner, last, { now: clock })
      visible.pop()
    } else {
      const files = {
        'temps.csv': time(),
        'usages.csv': uses(),
        ...(random() < 0.6 && { 'deals.csv': deals(), 'leads.csv': leads() }),
        ...(random() < 0.4 && { 'scores.csv': scores() }),
        ...(random() < 0.5 && { 'history.csv': history() }),
        ...(random() < 0.5 && { 'lines.csv': lines() }),
        ...(random() < 0.3 && { 'products.csv': products() }),
        ...(random() < 0.5 && { 'factures.csv': invoices() }),
        ...(random() < 0.5 && { 'contrats.csv': contracts() }),
        ...(random() < 0.5 && { 'answers.csv': answers() }),
        ...(random() < 0.5 && { 'retours.csv': voices() }),
        ...(random() < 0.3 && { 'themes.csv': themes() }),
        ...(random() < 0.3 && { 'people.csv': teams(pick(['Nord', 'Sud', 'Est'])) }),
      }
      visible.push((await deliver(database, files)).importId)
    }
    const found = await database.read(owner, (query) => checkRollups(within(query)))
    expect(
      found.filter((one) => one.wrong > 0),
      `step ${step}`,
    ).toEqual([])
    for (const { rollup, totals } of found) most.set(rollup, Math.max(most.get(rollup) ?? 0, totals))
  }
  // Every one was put to the test.
  expect(
    [...most.values()].every((totals) => totals > 1),
    JSON.stringify([...most]),
  ).toBe(true)
  const before = await bytes()
  await database.write(owner, (query) => rebuildRollups(within(query)))
  expect(await bytes()).toEqual(before)
})
