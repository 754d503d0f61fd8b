// What the hostile set says of the data once a file is loaded, each check by its name.
import type { Database } from '../../model/database.ts'
import type { PlainAnswer } from '../../sources/ingest/index.ts'
import { rowsOf } from '../deliver.ts'

/** The value of a check, in the shape in which the set lists it. @throws for a check that nothing here knows */
export async function checked(
  database: Database,
  answer: PlainAnswer | undefined,
  check: string,
): Promise<unknown> {
  const told = answer?.checks[check]
  if (told !== undefined) return told
  const [, what, id = ''] = /^(title|created)_(.+)$/.exec(check) ?? []
  if (what !== undefined) {
    const column = what === 'title' ? 'name' : 'opened_on'
    const rows = await rowsOf(
      database,
      `select ${column} as value from opportunities where external_id = '${id.replaceAll("'", "''")}'`,
    )
    return rows[0]?.['value']
  }
  const known = checks[check]
  if (known === undefined) throw new Error(`no check is named ${check}`)
  return typeof known === 'string' ? map(database, known) : known(answer)
}

const checks: Readonly<Record<string, string | ((answer: PlainAnswer | undefined) => unknown)>> = {
  sum_amount: (answer) => answer?.checks['sum_amount'],
  minutes: `select external_id as key, sum(seconds) / 60 as value from activities group by 1`,
  minutes_per_day_in_org_zone: `select day::text as key, sum(seconds) / 60 as value from activities group by 1`,
  utc_start: `select external_id as key, to_char(min(started_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as value
    from activities group by 1`,
  day_in_org_zone: `select external_id as key, min(day)::text as value from activities group by 1`,
}

async function map(database: Database, text: string): Promise<Record<string, unknown>> {
  const rows = await rowsOf(database, text)
  return Object.fromEntries(rows.map(({ key, value }) => [String(key), value]))
}
