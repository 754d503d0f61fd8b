import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { sql } from 'kysely'
import { measureAll, breakDown, rows, trend, home, health } from './runner.ts'
import { wholeData, parsePeriod } from './period.ts'
import { organisation } from './scope.ts'
import { owner } from '../model/reader.ts'
import { freshDatabase } from '../test/database.ts'
import { tell } from '../test/story.ts'
import { kpis } from '../kpis/index.ts'
import { outcomes } from '../outcomes/index.ts'
const database = await freshDatabase()
const all = [...outcomes, ...kpis]
const csv = (f: string) =>
  readFileSync('/work/shared/data/maven-crm/' + f, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((l) => l.split(','))
const show = (x: unknown) => JSON.stringify(x, (_k, v) => (typeof v === 'bigint' ? String(v) : v))
test('maven', async () => {
  const teams = csv('sales_teams.csv')
  await tell(database, {
    people: Object.fromEntries(teams.map((t) => [t[0]!, t[1]!])),
    products: Object.fromEntries(csv('products.csv').map((t) => [t[0]!.replace('GTX Pro', 'GTXPro'), t[1]!])),
    accounts: Object.fromEntries(
      csv('accounts.csv').map((t) => [t[0]!, { industry: t[1]!, country: t[5]! }]),
    ),
    deals: csv('sales_pipeline.csv').map((r) => ({
      id: r[0]!,
      owner: r[1]!,
      products: [r[2]!],
      ...(r[3] ? { account: r[3] } : {}),
      opened: r[5] || null,
      ...(r[4] === 'Won' ? { won: r[6]! } : r[4] === 'Lost' ? { lost: r[6]! } : {}),
      amount: r[7] ? BigInt(r[7]) * 100n : null,
    })),
  })
  await sql`analyze`.execute((await import('kysely')) && (database as never)).catch(() => {})
  for (const period of [wholeData, parsePeriod('2017-Q4')!]) {
    const found = await measureAll(database, owner, all, {
      scope: organisation,
      period,
      onFault: (e) => console.log(e),
    })
    for (const m of found) {
      console.log(
        period.id,
        m.metric,
        m.state,
        m.headline,
        show(m.exclusions),
        show(m.coverage),
        show(m.reason),
      )
      for (const a of m.answers)
        console.log(
          '   ',
          a.id,
          a.state,
          String(a.value),
          'n',
          a.n,
          show(a.interval),
          show(a.details.map((d) => [d.name.en, d.value])),
          a.note?.fr,
          show(a.comparisons.map((c) => [c.against, c.verdict, c.reason.fr])),
        )
    }
  }
  const v = { scope: organisation, period: parsePeriod('2017-Q4')! }
  const h = await home(database, owner)
  console.log(show(h.defaultPeriod), h.asOf, show(h.teams), h.periods.length)
  for (const d of all[0]!.dimensions) {
    const b = await breakDown(database, owner, all[0]!, { ...v, dimension: d.id })
    console.log(
      d.id,
      b.lines.slice(0, 6).map((l) => [l.label, l.answer.value, l.answer.n, l.verdict, l.note?.fr]),
      show(b.absent.slice(0, 9)),
    )
  }
  for (const d of ['stage', 'team', 'product', 'month']) {
    const b = await breakDown(database, owner, all[1]!, {
      ...v,
      dimension: d,
      answer: d === 'stage' ? 'open-deals' : 'won-value',
    })
    console.log(
      d,
      b.lines.slice(0, 6).map((l) => [l.label, String(l.answer.value), l.answer.n, l.verdict, l.note?.fr]),
      String(b.total.value),
    )
  }
  for (const a of all[1]!.answers)
    console.log(a.id, show(await rows(database, owner, all[1]!, { ...v, answer: a.id, offset: 0, limit: 1 })))
  const t = await trend(database, owner, all[0]!, v)
  console.log(show(t))
  console.log(show((await health(database, owner, all, v)).headlines))
}, 600000)
