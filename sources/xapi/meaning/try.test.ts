// What the records of a try come to, each case worked out by hand.
import { describe, expect, it } from 'vitest'
import fc from '../../../test/chance.ts'
import { type Evidence, outcomeOf } from './try.ts'
import type { Meaning } from './words-of-verbs.ts'

let numbered = 0
const at = (meaning: Meaning, time: string, more: Partial<Evidence> = {}): Evidence => ({
  statement: `00000000-0000-4000-8000-${String(++numbered).padStart(12, '0')}`,
  meaning,
  at: new Date(`2026-05-${time}Z`),
  day: `2026-05-${time.slice(0, 2)}`,
  isVoided: false,
  result: {},
  instructor: null,
  platform: null,
  ...more,
})
const trainingOf = (...records: Evidence[]) => outcomeOf(records).training

describe('training', () => {
  it('completed on the first day that says so', () => {
    expect(trainingOf(at('completed', '04T10:00:00'), at('completed', '02T10:00:00'))).toEqual({
      assignedOn: null,
      completedOn: '2026-05-02',
      score: null,
      isPassed: null,
      seconds: null,
    })
  })

  it('failed, then passed: the last judgement and the last score hold; done on the day it was passed', () => {
    const failed = at('failed', '02T10:00:00', { result: { score: { scaled: 0.3 } } })
    const passed = at('passed', '03T10:00:00', { result: { score: { scaled: 0.8 } } })
    expect(trainingOf(passed, failed)).toMatchObject({
      isPassed: true,
      score: 0.8,
      completedOn: '2026-05-03',
    })
  })

  it('failed alone was taken, on the day of the failure', () => {
    const failed = at('failed', '02T10:00:00', { result: { score: { scaled: 0.3 } } })
    expect(trainingOf(failed)).toMatchObject({ isPassed: false, score: 0.3, completedOn: '2026-05-02' })
  })

  it('assigned and not taken', () => {
    expect(trainingOf(at('assigned', '02T10:00:00'), at('ended', '03T10:00:00'))).toMatchObject({
      assignedOn: '2026-05-02',
      completedOn: null,
    })
  })

  it('waived counts as passed', () => {
    expect(trainingOf(at('waived', '02T10:00:00'))).toMatchObject({
      isPassed: true,
      completedOn: '2026-05-02',
    })
  })

  it.each<[object, number | null]>([
    [{ scaled: 0.8 }, 0.8],
    [{ scaled: -0.5 }, 0],
    [{ raw: 12, min: 0, max: 20 }, 0.6],
    // (150 - 100) / (200 - 100)
    [{ raw: 150, min: 100, max: 200 }, 0.5],
    [{ raw: 12, max: 20 }, 0.6],
    [{ raw: 12 }, null],
    [{}, null],
    [{ scaled: 0.4, raw: 12, max: 20 }, 0.4],
  ])('the score %j is %d', (score, expected) => {
    expect(trainingOf(at('scored', '02T10:00:00', { result: { score } }))?.score).toBe(expected)
  })

  it('the time is that of its sessions together, else the longest that is told', () => {
    const told = (meaning: Meaning, time: string, duration: string) =>
      at(meaning, time, { result: { duration } })
    expect(
      trainingOf(
        told('ended', '02T10:00:00', 'PT20M'),
        told('ended', '03T10:00:00', 'PT10M'),
        told('passed', '03T11:00:00', 'PT2H'),
      )?.seconds,
    ).toBe(1800)
    expect(
      trainingOf(told('completed', '02T10:00:00', 'PT20M'), told('passed', '02T11:00:00', 'PT30M'))?.seconds,
    ).toBe(1800)
    expect(trainingOf(told('completed', '02T10:00:00', 'P9999Y'))?.seconds).toBeNull()
  })

  it('what is voided, and what means nothing, says nothing', () => {
    expect(trainingOf(at('passed', '02T10:00:00', { isVoided: true }))).toBeNull()
    expect(trainingOf(at('nothing', '02T10:00:00'), at('ended', '02T11:00:00'))).toBeNull()
  })
})

it('attended with an instructor is a coaching session, without one a workshop', () => {
  const coached = at('attended', '02T10:00:00', { instructor: 'coach', result: { duration: 'PT45M' } })
  const workshop = at('attended', '02T14:00:00')
  const outcome = outcomeOf([workshop, coached])
  expect(outcome.sessions).toEqual([
    { statement: coached.statement, instructor: 'coach', heldOn: '2026-05-02', seconds: 2700 },
  ])
  expect(outcome.attendedOn).toBe('2026-05-02')
  expect(outcome.training).toBeNull()
})

it('views and downloads are uses, each by itself', () => {
  const outcome = outcomeOf([
    at('downloaded', '03T10:00:00', { platform: 'portal' }),
    at('viewed', '02T10:00:00', { result: { duration: 'PT90S' } }),
  ])
  expect(outcome.uses.map(({ kind, day, seconds, tool }) => [kind, day, seconds, tool])).toEqual([
    ['open', '2026-05-02', 90, null],
    ['download', '2026-05-03', null, 'portal'],
  ])
})

it('the order in which records arrived never matters', () => {
  const records = (
    ['assigned', 'failed', 'scored', 'passed', 'ended', 'attended', 'viewed'] as const
  ).flatMap((meaning, index) => [
    at(meaning, `0${1 + (index % 3)}T1${index}:00:00`, {
      result: { score: { scaled: index / 10 }, duration: `PT${index}M` },
    }),
    at(meaning, `0${1 + (index % 3)}T1${index}:00:00`, { isVoided: index % 2 === 0 }),
  ])
  const usual = outcomeOf(records)
  fc.assert(
    fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
      expect(outcomeOf(shuffled)).toEqual(usual)
    }),
  )
})
