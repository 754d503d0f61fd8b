import { describe, expect, test } from 'vitest'
import { seededRandom } from './random.ts'
import { afinn, englishSentiment, frenchSentiment } from './sentiment.ts'
import { clusterAgreement, clusterTexts, vectoriseTexts } from './text-clusters.ts'
import { frenchWords, unaccented, words } from './text-words.ts'
import { classTfIdf, matchThemes, themeShares } from './themes.ts'

function sign(text: string): number {
  return frenchSentiment(text).sign
}

describe('words', () => {
  test('apostrophes of every shape, accents composed or not', () => {
    expect(words("Don’t stop, it's 5 o'clock!")).toEqual(["don't", 'stop', "it's", '5', "o'clock"])
    expect(frenchWords("L’accueil n'est qu'aujourd'hui décevant")).toEqual([
      "l'",
      'accueil',
      "n'",
      'est',
      "qu'",
      "aujourd'hui",
      'décevant',
    ])
    expect(frenchWords('de\u0301cevant')).toEqual(['décevant'])
    expect(unaccented('Délai À revoir')).toBe('delai a revoir')
    expect(words('')).toEqual([])
  })
})

describe('English sentiment', () => {
  test('a negation in the two words before turns a word round', () => {
    expect(englishSentiment('The support is good').sign).toBe(1)
    expect(englishSentiment('The support is not good').sign).toBe(-1)
    expect(englishSentiment("It isn't very good").sign).toBe(-1)
    expect(englishSentiment('Not one call in a week. Good product').sign).toBe(1)
    expect(englishSentiment('The meeting is on Tuesday')).toEqual({ score: 0, scored: 0, sign: 0 })
  })

  test('own words can be added, and no word is worth what an object inherits', () => {
    expect(englishSentiment('It crashes', { crashes: -3 }).sign).toBe(-1)
    expect(afinn('constructor toString valueOf').score).toBe(0)
    expect(afinn('')).toEqual({ score: 0, comparative: 0 })
  })

  test('a compound of the list is one word, another is its parts', () => {
    // AFINN-165: short-sighted -2, good 3; well-packed is not in it.
    expect(afinn('Short-sighted')).toEqual({ score: -2, comparative: -2 })
    expect(afinn('a good-looking box').score).toBe(3)
  })
})

describe('French sentiment', () => {
  test('negations near the word', () => {
    expect(sign('Un excellent produit')).toBe(1)
    expect(sign("Ce n'est pas du tout excellent")).toBe(-1)
    expect(sign('Rien de bon')).toBe(-1)
    expect(sign('Ni rapide ni efficace')).toBe(-1)
    expect(sign('Peu efficace')).toBe(-1)
    expect(sign("Ce n'est pas mauvais")).toBe(1)
  })

  test('"plus" alone strengthens, with "ne" it negates; "un peu" does not', () => {
    expect(sign('Il est plus rapide')).toBe(1)
    expect(sign("Il n'est plus rapide")).toBe(-1)
    expect(sign('Un peu lent')).toBe(-1)
  })

  test('business words that the list lacks, editable', () => {
    expect(sign('Équipe très réactive')).toBe(1)
    expect(sign('Suivi insuffisant')).toBe(-1)
    expect(frenchSentiment('Équipe très réactive', {}).scored).toBe(0)
    expect(frenchSentiment('Onboarding laborieux', { laborieux: -0.6 }).sign).toBe(-1)
    expect(sign('')).toBe(0)
  })
})

describe('themes', () => {
  const rules = [
    { theme: 'prix', keywords: ['tarif*', 'trop cher'] },
    { theme: 'délai', keywords: ['delai', 'retard*'] },
  ]

  test('rules look at whole words, without case and accents', () => {
    expect(matchThemes('Les Tarifs et le DÉLAI', rules)).toEqual(['prix', 'délai'])
    expect(matchThemes("C'est trop cher", rules)).toEqual(['prix'])
    expect(matchThemes('délaissé', rules)).toEqual([])
    expect(matchThemes('', [{ theme: 'x', keywords: ['', '*'] }])).toEqual([])
  })

  test('shares: unknown without comments, small below five', () => {
    expect(themeShares(0, { prix: 0 })).toEqual([
      { theme: 'prix', count: 0, share: null, lower: null, upper: null, small: true },
    ])
    expect(() => themeShares(1, { prix: 2 })).toThrow(RangeError)
  })

  test('a word of every class weighs less than one of a single class', () => {
    const { byClass } = classTfIdf(
      { a: ['prix haut prix', 'service'], b: ['lent service'] },
      { stopWords: ['haut'] },
    )
    expect(byClass['a']!.map(({ word }) => word)).toEqual(['prix', 'service'])
    expect(classTfIdf({})).toEqual({ meanWords: 0, byClass: {} })
  })
})

describe('clusters', () => {
  const texts = [
    'facture fausse',
    'factures fausses',
    'ma facture est fausse',
    'livraison tardive',
    'livraison en retard',
    'livraisons tardives',
  ]

  test('finds two subjects without labels, the same with the same seed', () => {
    const vectors = vectoriseTexts(texts, { minTexts: 1 })
    const found = clusterTexts(vectors, 2, { random: seededRandom('c'), restarts: 5 })
    expect(clusterAgreement(found.labels, ['f', 'f', 'f', 'l', 'l', 'l'])).toEqual({
      nmi: expect.closeTo(1, 10),
      ari: 1,
    })
    expect(clusterTexts(vectors, 2, { random: seededRandom('c'), restarts: 5 })).toEqual(found)
    for (const { value } of vectors.rows) expect(Math.hypot(...value)).toBeCloseTo(1, 5)
    expect(() => clusterTexts(vectors, 7, { random: seededRandom('c') })).toThrow(RangeError)
  })

  test('as many clusters as texts, and texts with nothing in them', () => {
    const vectors = vectoriseTexts([...texts, '', '!'], { minTexts: 1 })
    const found = clusterTexts(vectors, texts.length, { random: seededRandom('all') })
    expect(found.labels).toHaveLength(8)
    expect(found.labels.every((label) => label >= 0 && label < texts.length)).toBe(true)
  })

  test('agreement by hand: pairs kept together or apart', () => {
    const { ari, nmi } = clusterAgreement([0, 0, 1, 1], [0, 0, 0, 1])!
    // Pairs: 1 together in both, 2 in the first, 3 in the second, of 6; expected 1.
    expect(ari).toBeCloseTo((1 - 1) / (2.5 - 1), 12)
    const joint =
      0.5 * Math.log(0.5 / (0.5 * 0.75)) +
      0.25 * Math.log(0.25 / (0.5 * 0.75)) +
      0.25 * Math.log(0.25 / (0.5 * 0.25))
    const second = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))
    expect(nmi).toBeCloseTo(joint / ((Math.LN2 + second) / 2), 12)
    expect(clusterAgreement([], [])).toBeNull()
    expect(clusterAgreement([1, 1], [2, 2])).toEqual({ nmi: 1, ari: 1 })
  })
})
