// How often the four rules mark a month where nothing changes: what docs/reading-a-measurement.md tells readers to expect, counted.
import { expect, test } from 'vitest'
import { xmrChart } from './control-charts.ts'
import { type Random, randomNormal, seededRandom } from './random.ts'

const charts = 3_000
const months = 24

const spreads: Readonly<Record<string, (random: Random) => number>> = {
  evenly: randomNormal,
  'a share of thirty': (random) =>
    Array.from({ length: 30 }, () => Number(random() < 0.3)).reduce((a, b) => a + b) / 30,
  'counts of about four': (random) => {
    // Knuth: as many uniform numbers as multiply to less than exp(-4).
    let count = -1
    for (let product = 1; product > Math.exp(-4); product *= random()) count++
    return count
  },
  'a few large amounts': (random) => -Math.log(1 - random()),
}

/** Shares of charts: marked at all; in the last ten months above the mean; in the last month. */
function alarms(draw: (random: Random) => number) {
  const random = seededRandom('false alarms')
  const found = { ever: 0, recentAbove: 0, last: 0 }
  for (let chart = 0; chart < charts; chart++) {
    const values = Array.from({ length: months }, () => draw(random))
    const { flags, limits } = xmrChart(values)
    const marked = new Set(Object.values(flags).flat())
    if (marked.size > 0) found.ever++
    if (marked.has(months - 1)) found.last++
    if ([...marked].some((at) => at >= months - 10 && values[at]! > limits!.mean)) found.recentAbove++
  }
  return { ever: found.ever / charts, recentAbove: found.recentAbove / charts, last: found.last / charts }
}

test.each([
  ['evenly', [0.16, 0.2], [0.04, 0.06], [0.01, 0.02]],
  ['a share of thirty', [0.18, 0.225], [0.05, 0.075], [0.013, 0.025]],
  ['counts of about four', [0.225, 0.28], [0.08, 0.115], [0.018, 0.032]],
  ['a few large amounts', [0.58, 0.65], [0.25, 0.31], [0.045, 0.07]],
] as const)('spread %s: charts of 24 months where nothing changes', (name, ever, recentAbove, last) => {
  const found = alarms(spreads[name]!)
  const within = (value: number, [low, high]: readonly [number, number]) => {
    expect(value).toBeGreaterThan(low)
    expect(value).toBeLessThan(high)
  }
  within(found.ever, ever)
  within(found.recentAbove, recentAbove)
  within(found.last, last)
})
