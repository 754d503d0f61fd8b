// Shares that a fallible rule estimates: by hand, against the shares put in, and at the edges.
import { expect, test } from 'vitest'
import { correctedBounds, correctedShare, ruleAccuracy } from './estimated-share.ts'
import { seededRandom } from './random.ts'
import { languageOf } from './text-language.ts'

const proof = { truePositives: 45, falseNegatives: 5, trueNegatives: 48, falsePositives: 2 }

test('a share is put right for the errors of the rule', () => {
  expect(ruleAccuracy(proof)).toMatchObject({ n: 100, right: 93, accuracy: 0.93 })
  const found = correctedShare(30, 40, proof)!
  expect(found.share).toBeCloseTo(0.71 / 0.86, 12)
  expect(found.standardError ** 2).toBeCloseTo(0.00802826, 7)
})

// A perfect rule changes nothing, and leaves the error of the sample alone.
test('a rule without errors', () => {
  const perfect = { truePositives: 60, falseNegatives: 0, trueNegatives: 40, falsePositives: 0 }
  const found = correctedShare(30, 40, perfect)!
  expect(found.share).toBe(0.75)
  expect(found.standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 40), 12)
})

test('what cannot be put right is null, and shares stay shares', () => {
  expect(correctedShare(0, 0, proof)).toBeNull()
  expect(
    correctedShare(5, 10, { truePositives: 10, falseNegatives: 0, trueNegatives: 0, falsePositives: 10 }),
  ).toBeNull()
  expect(
    correctedShare(5, 10, { truePositives: 9, falseNegatives: 1, trueNegatives: 0, falsePositives: 0 }),
  ).toBeNull()
  expect(correctedShare(0, 40, proof)!.share).toBe(0)
  expect(correctedShare(40, 40, proof)!.share).toBe(1)
  expect(correctedBounds({ share: 0.02, standardError: 0.05 }).lower).toBe(0)
})

// The truth is known here: 60 % positive, found in 85 %, the others in 90 %. Intervals of 95 % hold it about as often.
test('intervals hold the share that was put in', () => {
  const next = seededRandom('estimated share')
  const draw = (many: number, chance: number) =>
    Array.from({ length: many }, () => next() < chance).filter(Boolean).length
  let held = 0
  const rounds = 2_000
  for (let round = 0; round < rounds; round++) {
    const [yes, no] = [draw(80, 0.85), draw(80, 0.9)]
    const positives = draw(300, 0.6)
    const called = draw(positives, 0.85) + draw(300 - positives, 0.1)
    const bounds = correctedBounds(
      correctedShare(called, 300, {
        truePositives: yes,
        falseNegatives: 80 - yes,
        trueNegatives: no,
        falsePositives: 80 - no,
      })!,
    )
    if (bounds.lower <= 0.6 && 0.6 <= bounds.upper) held++
  }
  expect(held / rounds).toBeGreaterThan(0.93)
  expect(held / rounds).toBeLessThan(0.97)
})

test.each([
  ['Le délai est trop long, je ne suis pas content', 'fr'],
  ["J’ai attendu l'équipe depuis lundi", 'fr'],
  ['The delivery was late and I am not happy', 'en'],
  ['It’s great, we use it every day', 'en'],
  ['Excellent!', null],
  ['', null],
] as const)('%j is %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
