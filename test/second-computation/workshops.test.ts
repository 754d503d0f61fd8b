// The effects of five hundred random workshops, measured together and computed again one by one without SQL.
import { beforeAll, expect, test } from 'vitest'
import { trainingAndCoaching } from '../../kpis/training-and-coaching/definition.ts'
import type { Answer } from '../../metric/measurement.ts'
import { freshDatabase } from '../database.ts'
import { linesAlone } from './lines-alone.ts'
import { naiveMean } from '../naive.ts'
import { naiveHolm } from '../naive-intervals.ts'
import { drawn, labelOf, pool, seed, sets, tellWorkshops, view } from './workshop-sets.ts'
import {
  ancovaOf,
  around,
  chanceOf,
  cyclesOf,
  effectOf,
  hasNearTies,
  openingsOf,
  ratesOf,
  regressionOf,
} from './workshops-again.ts'

const database = await freshDatabase()
beforeAll(() => tellWorkshops(database), 120_000)

const detailOf = (answer: Answer, name: string) =>
  answer.details.find((one) => one.name.en === name)?.value ?? null

test.each([
  ['workshop-effect', ratesOf, 0.15],
  ['workshop-opportunities', openingsOf, 0.15],
  ['workshop-cycle', cyclesOf, 0.05],
] as const)(
  'training: %s',
  async (answer, seenOf, fewest) => {
    const lines = await linesAlone(database, trainingAndCoaching, { ...view, answer, dimension: 'workshop' })
    const measured = { drawn: 0, matched: 0 }
    for (const [i, one] of drawn.entries()) {
      const people = around(one).flatMap((seen) => seenOf(seen) ?? [])
      const line = lines.get(labelOf(one, i))!
      const where = `${answer} of workshop ${i} (seed ${seed}): ${JSON.stringify(one)}`
      expect(line?.n ?? 0, where).toBe(people.length)
      if (people.length === 0) continue
      // Mean days that differ in their last bit alone, by the order in which they were added up, stand in no order.
      if (seenOf === cyclesOf && !one.isRandomised && hasNearTies(people)) continue
      const value = effectOf(people, one.isRandomised)
      if (value === null) expect(line.value, where).toBeNull()
      else expect(line.value, where).toBeCloseTo(value, 9)
      if (value !== null) measured[one.isRandomised ? 'drawn' : 'matched']++
      const beside = [
        ['Change expected from chance alone (regression to the mean)', regressionOf(people)],
        ['With the same start (ANCOVA)', ancovaOf(people)],
      ] as const
      for (const [name, again] of beside) {
        const said = detailOf(line, name)
        if (again !== null && said !== null) expect(said, `${name}: ${where}`).toBeCloseTo(again, 8)
        else expect([name, said === null], where).toEqual([name, again === null])
      }
    }
    // A property that nothing tested would hold.
    expect(measured.drawn).toBeGreaterThan(sets * fewest)
    expect(measured.matched).toBeGreaterThan((sets * fewest) / 2)
  },
  60_000,
)

// The three outcomes are declared beforehand: each one's p is corrected for the others that could be tested.
test('training: bounds, permutations and Holm over the three outcomes', async () => {
  const outcomes = [
    ['workshop-effect', ratesOf],
    ['workshop-opportunities', openingsOf],
    ['workshop-cycle', cyclesOf],
  ] as const
  const lines = new Map<string, ReadonlyMap<string, Answer>>()
  for (const [answer] of outcomes)
    lines.set(
      answer,
      await linesAlone(database, trainingAndCoaching, { ...view, answer, dimension: 'workshop' }),
    )
  const seen = { compared: 0, corrected: 0, clear: 0 }
  for (const [i, one] of drawn.entries()) {
    const all = outcomes.map(([answer, seenOf]) => {
      const people = around(one).flatMap((each) => seenOf(each) ?? [])
      return { answer, people, isTied: seenOf === cyclesOf && !one.isRandomised && hasNearTies(people) }
    })
    if (all.some(({ isTied }) => isTied)) continue
    const chances = all.map(({ answer, people }) => ({ answer, chance: chanceOf(people, one.isRandomised) }))
    for (const { answer, chance } of chances) {
      if (chance === null) continue
      const where = `${answer} of workshop ${i} (seed ${seed})`
      const line = lines.get(answer)!.get(labelOf(one, i))!
      expect(Number(line.interval?.low), where).toBeCloseTo(chance.bounds[0], 6)
      expect(Number(line.interval?.high), where).toBeCloseTo(chance.bounds[1], 6)
      const others = chances.flatMap((other) =>
        other.answer === answer || other.chance === null ? [] : [other.chance.p],
      )
      const p = naiveHolm(chance.p, others)
      const { reason, verdict } = line.comparisons[0]!
      const [, said] = /\(p (?:=|<) ([\d.]+), Holm/.exec(reason.en) ?? []
      expect(Math.abs(Number(said) - p), `${where}: ${reason.en}`).toBeLessThan(0.00051)
      const isClear = p <= 0.05 && (chance.bounds[0] > 0 || chance.bounds[1] < 0)
      expect(verdict !== 'no-clear-change', where).toBe(isClear)
      seen.compared++
      if (p > chance.p) seen.corrected++
      if (isClear) seen.clear++
    }
  }
  expect(seen.compared).toBeGreaterThan(sets / 4)
  expect(seen.corrected).toBeGreaterThan(sets / 10)
  expect(seen.clear).toBeGreaterThan(0)
}, 120_000)

test('training: scores before and after workshops', async () => {
  const lines = await linesAlone(database, trainingAndCoaching, {
    ...view,
    answer: 'workshop-scores',
    dimension: 'workshop',
  })
  for (const [i, one] of drawn.entries()) {
    const changes = one.seats
      .filter((seated) => pool[seated.person]!.job !== 'manager')
      .flatMap(({ before, after }) => (before === null || after === null ? [] : [(after - before) / 20]))
    const line = lines.get(labelOf(one, i))
    expect(line?.n ?? 0).toBe(changes.length)
    if (changes.length > 0) expect(line?.value).toBeCloseTo(naiveMean(changes)!, 9)
  }
})
