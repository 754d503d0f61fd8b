// Bootstrap of differences: the short way from histograms against drawing every value again, and how often it is wrong.
import { expect, test } from 'vitest'
import { redrawMedianWait, redrawnDifference, redrawQuantile } from './drawn-again.ts'
import { quantile, quantiles } from './quantiles.ts'
import { type Random, randomGamma, randomIndex, seededRandom } from './random.ts'
import { kaplanMeier } from './survival.ts'

const days = (random: Random, many: number, mean: number) =>
  Array.from({ length: many }, () => Math.round((randomGamma(random, 2) * mean) / 2))

function histogram(values: readonly number[]) {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count }))
}

test('the short way draws from the same distribution as drawing every value again', () => {
  const random = seededRandom('both ways')
  for (const [many, probability] of [
    [41, 0.5],
    [60, 0.5],
    [83, 0.9],
  ] as const) {
    const values = days(random, many, 50)
    const short = redrawQuantile(histogram(values), probability)!
    const one = Array.from({ length: 8000 }, () => short(random))
    const two = Array.from({ length: 8000 }, () =>
      quantile(
        values.map(() => values[randomIndex(random, many)]!),
        probability,
      )!,
    )
    const at = [0.025, 0.25, 0.5, 0.75, 0.975]
    const [first, second] = [quantiles(one, at), quantiles(two, at)]
    for (const [i, value] of first.entries())
      // Two thousandths of ranks of 8000 draws are some tenths of a day here.
      expect(Math.abs(value! - second[i]!), `${many} at ${at[i]}`).toBeLessThanOrEqual(3)
  }
})

test('one value has no spread, none has no draw', () => {
  const random = seededRandom('one')
  expect(redrawQuantile([{ value: 7, count: 30 }], 0.5)!(random)).toBe(7)
  expect(redrawQuantile([], 0.5)).toBeNull()
  expect(redrawMedianWait([])).toBeNull()
})

test('the same seed draws the same interval', () => {
  const rows = histogram(days(seededRandom('rows'), 50, 40))
  const draw = redrawQuantile(rows, 0.5)!
  const interval = () => redrawnDifference(draw, draw, { random: seededRandom('stored') })
  expect(interval()).toEqual(interval())
  expect(interval()!.lower).toBeLessThan(0)
  expect(interval()!.upper).toBeGreaterThan(0)
})

test('drawn medians of waits lie around the median of the curve', () => {
  const random = seededRandom('waits')
  const spells = Array.from({ length: 200 }, () => ({ time: days(random, 1, 60)[0]!, end: random() })).map(
    ({ time, end }) => ({
      time,
      won: end < 0.4 ? 1 : 0,
      lost: end >= 0.4 && end < 0.75 ? 1 : 0,
      censored: end >= 0.75 ? 1 : 0,
    }),
  )
  const waits = spells.map(({ time, won, lost, censored }) => ({ time, events: won + lost, censored }))
  const own = kaplanMeier(waits)
  const drawn = redrawMedianWait(waits)!
  const middle = quantile(
    Array.from({ length: 2000 }, () => drawn(random)),
    0.5,
  )!
  expect(Math.abs(middle - own.median!)).toBeLessThanOrEqual(2)
})

test('half that are not reached give no interval', () => {
  const never = redrawMedianWait([{ time: 10, events: 3, censored: 30 }])!
  const reached = redrawMedianWait([{ time: 10, events: 30, censored: 3 }])!
  const random = seededRandom('never')
  expect(redrawnDifference(never, reached, { random })).toBeNull()
  expect(redrawnDifference(never, never, { random })).toBeNull()
})

// Nothing differs: of many pairs of samples about one in twenty may look as if.
test('false alarms stay near one in twenty, for medians, ninth deciles and waits with some still open', () => {
  const random = seededRandom('nothing differs')
  const tries = 600
  const alarms = { median: 0, ninth: 0, wait: 0 }
  const isAlarm = (found: { lower: number; upper: number } | null) =>
    found !== null && (found.lower > 0 || found.upper < 0)
  const spells = () =>
    days(random, 90, 60).map((time) => {
      const seen = Math.round(random() * 150)
      const isWon = random() < 0.4
      return time > seen
        ? { time: seen, won: 0, lost: 0, censored: 1 }
        : { time, won: Number(isWon), lost: Number(!isWon), censored: 0 }
    })
  for (let i = 0; i < tries; i++) {
    const options = { random, draws: 400 }
    const [one, two] = [histogram(days(random, 60, 50)), histogram(days(random, 45, 50))]
    for (const [name, probability] of [
      ['median', 0.5],
      ['ninth', 0.9],
    ] as const)
      if (
        isAlarm(
          redrawnDifference(redrawQuantile(one, probability)!, redrawQuantile(two, probability)!, options),
        )
      )
        alarms[name]++
    const [first, second] = [spells(), spells()]
    const asWait = (rows: ReturnType<typeof spells>) =>
      redrawMedianWait(rows.map(({ time, won, lost, censored }) => ({ time, events: won + lost, censored })))!
    if (isAlarm(redrawnDifference(asWait(first), asWait(second), options))) alarms.wait++
  }
  for (const [name, many] of Object.entries(alarms)) {
    expect(many / tries, name).toBeGreaterThan(0.005)
    expect(many / tries, name).toBeLessThan(0.085)
  }
})

test('a few samples that are not reached leave a bound, many leave none', () => {
  const reached = () => 10
  const rarely = (share: number) => (random: Random) => (random() < share ? Number.POSITIVE_INFINITY : 12)
  const random = seededRandom(5)
  expect(redrawnDifference(rarely(0.01), reached, { random })).toEqual({ lower: 2, upper: 2 })
  expect(redrawnDifference(rarely(0.2), reached, { random })).toBeNull()
  expect(
    redrawnDifference(
      () => Number.POSITIVE_INFINITY,
      () => Number.POSITIVE_INFINITY,
      { random },
    ),
  ).toBeNull()
})
