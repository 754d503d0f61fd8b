// What the reps of the simulated company are to sell in a quarter. Nothing is planted in it: what they reach follows from what they sell.
import { type Random, randomIndex } from '../statistics/random.ts'
import { dayText, lastDay, months } from './calendar.ts'
import { isThere, type Rep, type Staff, teamOn } from './people.ts'
import type { Rows } from './rows.ts'

/** Euros a quarter of a settled rep, year by year from 2024 on. */
const euros = [55_000, 75_000, 85_000]
/** Positions of the teams that also ask for a number of deals. */
const countingDeals: readonly number[] = [0, 1]

export function setQuotas(rows: Rows, random: Random, staff: Staff): void {
  for (const [at, start] of months.entries()) {
    if (at % 3 !== 0) continue
    const end = months[at + 3] ?? lastDay + 1
    const usual = euros[Math.floor(at / 12)] ?? 0
    for (const rep of staff.reps) {
      const steps = randomIndex(random, 5) - 2
      if (!isThere(rep, start)) continue
      const days = { person_id: rep.id, starts_on: dayText(start), ends_on: dayText(end) }
      const amount = Math.round((usual * asked(rep, start)) / 5_000 + steps) * 5_000
      rows.add('quotas', { ...days, counts: 'amount', amount_minor: BigInt(amount) * 100n, currency: 'EUR', deals: null }) // prettier-ignore
      if (countingDeals.includes(teamOn(rep, start)))
        rows.add('quotas', { ...days, counts: 'deals', amount_minor: null, currency: null, deals: Math.round(4 * asked(rep, start)) }) // prettier-ignore
    }
  }
}

/** The share of a quota that is asked of a rep while she is new. */
function asked(rep: Rep, day: number): number {
  const here = day - rep.hired
  return here < 90 ? 0.5 : here < 180 ? 0.75 : 1
}
