// Groups of comments on the same subject without labels, model or language: character n-grams and k-means.
import type { Random } from './random.ts'
import { words } from './text-words.ts'

/** Texts as sparse rows of unit length. */
export type TextVectors = { vocabulary: string[]; rows: { index: Int32Array; value: Float32Array }[] }

/** Which n-grams to keep. Sizes are in characters; `minTexts` is the fewest texts an n-gram must occur in. */
export type TextVectorOptions = { smallest?: number; largest?: number; minTexts?: number }

/**
 * TF-IDF on character n-grams inside words (each word between blanks), sublinear term frequency 1 + ln tf,
 * idf ln((1 + n) / (1 + df)) + 1, rows of length 1; a text without a known n-gram is an empty row.
 */
export function vectoriseTexts(texts: readonly string[], options: TextVectorOptions = {}): TextVectors {
  const { smallest = 3, largest = 5, minTexts = 3 } = options
  const counts = texts.map((text) => {
    const tally = new Map<string, number>()
    for (const word of words(text)) {
      const padded = ` ${word} `
      for (let size = smallest; size <= largest; size++) {
        for (let at = 0; at + size <= padded.length; at++) {
          const gram = padded.slice(at, at + size)
          tally.set(gram, (tally.get(gram) ?? 0) + 1)
        }
      }
    }
    return tally
  })
  const inTexts = new Map<string, number>()
  for (const tally of counts) for (const gram of tally.keys()) inTexts.set(gram, (inTexts.get(gram) ?? 0) + 1)
  const vocabulary = [...inTexts].filter(([, count]) => count >= minTexts).map(([gram]) => gram)
  const position = new Map(vocabulary.map((gram, i) => [gram, i]))
  const idf = vocabulary.map((gram) => Math.log((1 + texts.length) / (1 + inTexts.get(gram)!)) + 1)
  const rows = counts.map((tally) => {
    const known = [...tally].flatMap(([gram, count]) => {
      const at = position.get(gram)
      return at === undefined ? [] : [{ at, weight: (1 + Math.log(count)) * idf[at]! }]
    })
    const length = Math.sqrt(known.reduce((sum, { weight }) => sum + weight * weight, 0))
    return {
      index: Int32Array.from(known, ({ at }) => at),
      value: Float32Array.from(known, ({ weight }) => weight / length),
    }
  })
  return { vocabulary, rows }
}

/** Cluster of each text (0 to k - 1), sum of squared distances to the centres, rounds until nothing moved. */
export type TextClusters = { labels: number[]; inertia: number; rounds: number }

/**
 * k-means with k-means++ starts; the best of `restarts`. The generator decides the starts: same seed, same clusters.
 * RangeError when k is not a whole number from 1 to the number of texts. Source: Arthur and Vassilvitskii 2007.
 */
export function clusterTexts(
  vectors: TextVectors,
  k: number,
  options: { random: Random; restarts?: number; maxRounds?: number },
): TextClusters {
  const n = vectors.rows.length
  if (!(Number.isInteger(k) && k >= 1 && k <= n))
    throw new RangeError(`Cannot make ${k} clusters of ${n} texts`)
  let best: TextClusters | null = null
  for (let i = 0; i < (options.restarts ?? 1); i++) {
    const found = kMeans(vectors, k, options.random, options.maxRounds ?? 50)
    if (best === null || found.inertia < best.inertia) best = found
  }
  return best!
}

function kMeans(
  { vocabulary, rows }: TextVectors,
  k: number,
  random: Random,
  maxRounds: number,
): TextClusters {
  // Centres are stored feature by feature, so that the inner loop over clusters runs along memory.
  let centres = startingCentres(rows, vocabulary.length, k, random)
  const labels = rows.map(() => -1)
  const distances = new Float64Array(rows.length)
  let rounds = 0
  let inertia = 0
  for (; rounds < maxRounds; rounds++) {
    const squared = squaredLengths(centres, k)
    const dots = new Float64Array(k)
    let movedTexts = 0
    inertia = 0
    for (const [i, row] of rows.entries()) {
      dots.fill(0)
      let own = 0
      for (const [j, feature] of row.index.entries()) {
        const value = row.value[j]!
        own += value * value
        const at = feature * k
        for (let c = 0; c < k; c++) dots[c]! += value * centres[at + c]!
      }
      let nearest = 0
      let distance = Number.POSITIVE_INFINITY
      for (let c = 0; c < k; c++) {
        const apart = own + squared[c]! - 2 * dots[c]!
        if (apart < distance) {
          distance = apart
          nearest = c
        }
      }
      if (labels[i] !== nearest) movedTexts += 1
      labels[i] = nearest
      distances[i] = Math.max(0, distance)
      inertia += distances[i]
    }
    if (movedTexts === 0) break
    centres = meanCentres(rows, labels, distances, vocabulary.length, k)
  }
  return { labels, inertia, rounds }
}

function squaredLengths(centres: Float32Array, k: number): Float64Array {
  const squared = new Float64Array(k)
  for (let at = 0; at < centres.length; at += k) {
    for (let c = 0; c < k; c++) squared[c]! += centres[at + c]! ** 2
  }
  return squared
}

function meanCentres(
  rows: TextVectors['rows'],
  labels: readonly number[],
  distances: Float64Array,
  features: number,
  k: number,
): Float32Array {
  const centres = new Float32Array(features * k)
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label]! += 1
  for (const [i, row] of rows.entries()) {
    const label = labels[i]!
    for (const [j, feature] of row.index.entries())
      centres[feature * k + label]! += row.value[j]! / sizes[label]!
  }
  // A cluster that lost all its texts starts again from the text that fits worst.
  for (let c = 0; c < k; c++) {
    if (sizes[c]! > 0) continue
    const worst = distances.indexOf(distances.reduce((most, distance) => Math.max(most, distance)))
    distances[worst] = -1
    for (const [j, feature] of rows[worst]!.index.entries()) centres[feature * k + c] = rows[worst]!.value[j]!
  }
  return centres
}

function startingCentres(
  rows: TextVectors['rows'],
  features: number,
  k: number,
  random: Random,
): Float32Array {
  const centres = new Float32Array(features * k)
  const nearest = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY)
  const dense = new Float32Array(features)
  let chosen = Math.floor(random() * rows.length)
  for (let c = 0; c < k; c++) {
    const centre = rows[chosen]!
    dense.fill(0)
    for (const [j, feature] of centre.index.entries()) {
      dense[feature] = centre.value[j]!
      centres[feature * k + c] = centre.value[j]!
    }
    let total = 0
    for (const [i, row] of rows.entries()) {
      let dot = 0
      for (const [j, feature] of row.index.entries()) dot += row.value[j]! * dense[feature]!
      const lengths = (row.index.length > 0 ? 1 : 0) + (centre.index.length > 0 ? 1 : 0)
      nearest[i] = Math.min(nearest[i]!, Math.max(0, lengths - 2 * dot))
      total += nearest[i]
    }
    let left = random() * total
    chosen = nearest.findIndex((distance) => (left -= distance) < 0)
    if (chosen < 0) chosen = Math.floor(random() * rows.length)
  }
  return centres
}

/**
 * Agreement of two groupings of the same things: normalised mutual information (arithmetic mean of the entropies) and adjusted Rand
 * index; both 1 when identical, the latter 0 on average by chance. Null for no things. RangeError when the lists differ in length.
 * Sources: Hubert and Arabie 1985; as scikit-learn.
 */
export function clusterAgreement(
  first: readonly (string | number)[],
  second: readonly (string | number)[],
): { nmi: number; ari: number } | null {
  if (first.length !== second.length) throw new RangeError('Groupings of the same things are needed')
  const n = first.length
  if (n === 0) return null
  const rows = new Map<string | number, number>()
  const columns = new Map<string | number, number>()
  const cells = new Map<string, { row: string | number; column: string | number; count: number }>()
  for (const [i, row] of first.entries()) {
    const column = second[i]!
    rows.set(row, (rows.get(row) ?? 0) + 1)
    columns.set(column, (columns.get(column) ?? 0) + 1)
    const key = JSON.stringify([row, column])
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, { row, column, count: 1 })
    else cell.count += 1
  }
  let information = 0
  let pairs = 0
  for (const { row, column, count } of cells.values()) {
    information += (count / n) * Math.log((n * count) / (rows.get(row)! * columns.get(column)!))
    pairs += choose2(count)
  }
  const mean = (entropy(rows, n) + entropy(columns, n)) / 2
  const rowPairs = [...rows.values()].reduce((sum, count) => sum + choose2(count), 0)
  const columnPairs = [...columns.values()].reduce((sum, count) => sum + choose2(count), 0)
  const expected = n < 2 ? 0 : (rowPairs * columnPairs) / choose2(n)
  const most = (rowPairs + columnPairs) / 2
  return {
    nmi: mean === 0 ? 1 : Math.max(0, information / mean),
    ari: most === expected ? 1 : (pairs - expected) / (most - expected),
  }
}

function choose2(count: number): number {
  return (count * (count - 1)) / 2
}

function entropy(counts: ReadonlyMap<string | number, number>, n: number): number {
  let sum = 0
  for (const count of counts.values()) sum -= (count / n) * Math.log(count / n)
  return sum
}
