// What a row says by itself about the outcome of an opportunity, before its stage is asked.
import { readOutcome } from '../../recognisers/index.ts'
import { select } from '../sql.ts'
import { brings, createMap, has, type Merge, table } from './context.ts'

/** Makes the temporary table `status_of (written, outcome)`: what each status word means, where it means something. */
export async function readStatuses(merge: Merge): Promise<void> {
  const found: { written: string; outcome: string }[] = []
  if (has(merge, 'opportunities') && brings(merge, 'opportunities', 'status')) {
    const vendor = merge.staged.get('opportunities')?.files[0]?.vendor
    const rows = await select<{ written: string; rows: number }>(
      merge.client,
      `select status as written, count(*) as rows from ${table(merge, 'opportunities')} where status is not null group by 1 order by 2 desc`,
    )
    for (const { written } of rows) {
      const outcome = readOutcome(written, vendor)
      if (outcome !== null) found.push({ written, outcome })
    }
    sayUnknown(
      merge,
      rows.filter(({ written }) => !found.some((one) => one.written === written)),
    )
  }
  await createMap(merge, 'status_of', 'written text, outcome text', found)
}

function sayUnknown(merge: Merge, unknown: readonly { written: string; rows: number }[]): void {
  if (unknown.length === 0) return
  const list = unknown
    .slice(0, 5)
    .map(({ written, rows }) => `${written.slice(0, 60)} (${rows})`)
    .join(', ')
  merge.findings.push({
    code: 'STATUS_UNKNOWN',
    sentence: {
      fr: `Statuts qui ne disent ni ouverte, ni gagnée, ni perdue : ${list}. L’étape de l’affaire décide.`,
      en: `Statuses that say neither open, won nor lost: ${list}. The stage of the opportunity decides.`,
    },
  })
}

/** Joins `status_of` as `said` to the staged opportunities `s`, where the delivery has statuses. */
export function statusJoin(merge: Merge): string {
  return brings(merge, 'opportunities', 'status')
    ? 'left join status_of as said on said.written = s.status'
    : ''
}

/**
 * The outcome that the row states, else null. IsWon and IsClosed come first, then a status, then the days on which it
 * was won or lost; an archived row without a chance is lost (Odoo archives lost deals).
 */
export function statedOutcome(merge: Merge): string {
  const brought = (field: string) => brings(merge, 'opportunities', field)
  const cases: string[] = []
  if (brought('isWon')) {
    cases.push("when s.is_won then 'won'")
    if (brought('isClosed'))
      cases.push(
        "when s.is_closed and not s.is_won then 'lost'",
        "when not s.is_closed and not s.is_won then 'open'",
      )
  }
  if (brought('isClosed')) cases.push("when not s.is_closed then 'open'")
  if (brought('status')) cases.push('when said.outcome is not null then said.outcome')
  if (brought('lostAt'))
    cases.push("when s.lost_on is not null and (s.won_on is null or s.lost_on > s.won_on) then 'lost'")
  if (brought('wonAt')) cases.push("when s.won_on is not null then 'won'")
  if (brought('isActive') && brought('probability'))
    cases.push("when not s.is_active and s.probability = 0 then 'lost'")
  return cases.length === 0 ? 'null::text' : `(case ${cases.join(' ')} end)`
}
