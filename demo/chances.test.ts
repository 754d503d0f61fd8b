// How often the estimators speak where nothing was planted, over companies of many seeds: their error rates stay near what they promise.
import { describe, expect, test } from 'vitest'
import { xmrChart } from '../statistics/control-charts.ts'
import { benjaminiHochberg } from '../statistics/multiple-comparisons.ts'
import { randomNormal, seededRandom } from '../statistics/random.ts'
import { welchTest } from '../statistics/two-samples.ts'
import { lastDay, months } from './calendar.ts'
import { makeProducts } from './customers.ts'
import { sellToLeads } from './leads.ts'
import { drawAttendance } from './learning.ts'
import { makeStaff, teamOn } from './people.ts'
import { Rows } from './rows.ts'
import { makeStages } from './selling.ts'
import { slowTeam } from './truths.ts'

const seeds = 24
/** Fewer deals on a side are not judged. */
const fewest = 20

interface Won {
  readonly team: string
  readonly closed: number
  readonly days: number
}

/** The deals won in one company, by the teams in which nothing was planted. */
function wonIn(seed: number): Won[] {
  const rows = new Rows()
  const chance = (part: string) => seededRandom(`chances ${seed} ${part}`)
  const staff = makeStaff(rows, chance('people'), chance('hires'))
  const products = makeProducts(rows)
  const attended = drawAttendance(chance('lots'), staff)
  const { deals } = sellToLeads(rows, chance('leads'), { staff, products, ...makeStages(rows), attended })
  return deals.flatMap(({ rep, closed, opened, outcome }) => {
    if (closed === null || outcome !== 'won') return []
    const team = staff.teams[teamOn(rep, closed)]!.name
    return team === slowTeam.name ? [] : [{ team, closed, days: closed - opened }]
  })
}

const companies = Array.from({ length: seeds }, (_, seed) => wonIn(seed))
const teamsOf = (won: readonly Won[]) => [...new Set(won.map((one) => one.team))]
const between = (won: readonly Won[], from: number, to: number) =>
  won.filter(({ closed }) => closed >= from && closed < to).map(({ days }) => days)
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

interface Marked {
  /** Some month of the last ten is marked, above the centre. */
  readonly isSlowLately: boolean
  /** The last one is marked: what colours a tile. */
  readonly isLast: boolean
}

function marksOf(values: readonly number[]): Marked {
  const { flags, limits } = xmrChart(values)
  const marked = [...new Set(Object.values(flags).flat())]
  return {
    isSlowLately: marked.some((i) => i >= values.length - 10 && values[i]! > limits!.mean),
    isLast: marked.includes(values.length - 1),
  }
}
const share = (marks: readonly Marked[], which: keyof Marked) =>
  marks.filter((one) => one[which]).length / marks.length

// A chart promises no error rate for a stretch of months: ten points under four rules are as many chances. Even where every month is
// drawn from one normal curve, about one chart in eighteen marks one of its last ten on a given side.
describe('control charts of 24 months', () => {
  test('of one normal curve: ten months and four rules add up to about 6 in 100 on one side', () => {
    const random = seededRandom('nothing changes')
    const charts = Array.from({ length: 4_000 }, () =>
      marksOf(Array.from({ length: 24 }, () => randomNormal(random))),
    )
    expect(share(charts, 'isSlowLately')).toBeGreaterThan(0.045)
    expect(share(charts, 'isSlowLately')).toBeLessThan(0.07)
    expect(share(charts, 'isLast')).toBeLessThan(0.025)
  })

  // Means of about five deals lean to the long side, which the limits do not know: that takes it to eight or ten in a hundred. The last
  // month, which alone gives a verdict, stays below one in twenty on both sides together.
  test('of teams in which nothing was planted: marked somewhere eight to ten in 100, coloured far less', () => {
    const ends = [...months.slice(7), lastDay + 1]
    const charts = companies.flatMap((won) =>
      teamsOf(won).map((team) => {
        const own = won.filter((one) => one.team === team)
        return marksOf(
          ends.flatMap((end, i) => {
            const days = between(own, months[i + 6]!, end)
            return days.length === 0 ? [] : [mean(days)]
          }),
        )
      }),
    )
    expect(charts.length).toBe(seeds * 7)
    expect(share(charts, 'isSlowLately')).toBeGreaterThan(0.03)
    expect(share(charts, 'isSlowLately')).toBeLessThan(0.15)
    expect(share(charts, 'isLast')).toBeLessThan(0.05)
  })
})

// Half-years before anything was planted in a cycle: Welch at 5 %, and what is left of it among the lines of one view.
test('a team beside all others: alarms near one in twenty, and hardly a view with one after Benjamini and Hochberg', () => {
  const views = companies.flatMap((won) =>
    [6, 12].map((half) =>
      teamsOf(won).flatMap((team) => {
        const days = (is: boolean) =>
          between(
            won.filter((one) => (one.team === team) === is),
            months[half]!,
            months[half + 6]!,
          )
        return days(true).length < fewest ? [] : [welchTest(days(true), days(false)).p!]
      }),
    ),
  )
  const all = views.flat()
  expect(all.length).toBeGreaterThan(seeds * 10)
  const alarms = all.filter((p) => p <= 0.05).length / all.length
  expect(alarms).toBeGreaterThan(0.01)
  expect(alarms).toBeLessThan(0.1)
  const spoken = views.filter((pValues) => benjaminiHochberg(pValues).rejected.some(Boolean)).length
  expect(spoken / views.length).toBeLessThan(0.12)
})
