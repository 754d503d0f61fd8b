// The middle of counted values is that of the values listed.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { seededRandom } from '../../statistics/random.ts'
import { freshDatabase } from '../../test/database.ts'
import { weightedMedian } from './weighted-median.ts'

test('as percentile_cont over all of them, to the last bit: odd and even numbers, rows that take some away, and none', async () => {
  const database = await freshDatabase()
  const random = seededRandom('weighted median')
  const below = (many: number) => Math.floor(random() * many)
  for (let round = 0; round < 60; round++) {
    const counted = Array.from({ length: below(7) }, () => ({ value: below(9) / 3, many: 1 + below(4) }))
    const rows = sql.join([
      sql`(null::double precision, 1)`,
      ...counted.map(({ value, many }) => sql`(${value}::double precision, ${many}::integer)`),
      // Two that came and went again.
      sql`(1.25, 2)`,
      sql`(1.25, -2)`,
    ])
    const { found, listed } = await database.read(owner, async (query) => {
      const values = sql`(select * from (values ${rows}) as one (value, many))`
      const told = await sql`select many, median from ${weightedMedian(values)} as middle`.execute(query)
      const all = await sql`
        select count(*) as many, percentile_cont(0.5) within group (order by value) as median
        from (values ${sql.join([sql`(null::double precision, 0)`, ...counted.map(({ value, many }) => sql`(${value}::double precision, ${many}::integer)`)])}) as one (value, many)
        cross join generate_series(1, many) where value is not null`.execute(query)
      return { found: told.rows, listed: all.rows }
    })
    expect(found, JSON.stringify(counted)).toEqual(listed)
  }
})
