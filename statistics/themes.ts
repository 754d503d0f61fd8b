// Themes of comments: keyword rules edited by people, shares with their margin, and the words that tell classes apart.
import { wilsonInterval, type IntervalOptions } from './intervals.ts'
import { unaccented, words } from './text-words.ts'

/** A theme and its keywords: whole words or phrases, compared without case and accents; a final * takes any ending. */
export type ThemeRule = { theme: string; keywords: readonly string[] }

/** Themes whose keywords occur in the text, in the order of the rules; a comment may carry several. */
export function matchThemes(text: string, rules: readonly ThemeRule[]): string[] {
  const padded = ` ${words(unaccented(text)).join(' ')} `
  return rules
    .filter(({ keywords }) =>
      keywords.some((keyword) => {
        const open = keyword.endsWith('*')
        const wanted = words(unaccented(open ? keyword.slice(0, -1) : keyword)).join(' ')
        return wanted !== '' && padded.includes(open ? ` ${wanted}` : ` ${wanted} `)
      }),
    )
    .map(({ theme }) => theme)
}

/** How often a theme is mentioned. */
export type ThemeShare = {
  theme: string
  count: number
  /** count / comments with Wilson's interval; null without comments. */
  share: number | null
  lower: number | null
  upper: number | null
  /** Fewer than 5 comments: not to be broken down by account or person. */
  small: boolean
}

/** Shares of themes among `comments`. RangeError when a theme has more comments than there are. */
export function themeShares(
  comments: number,
  counts: Readonly<Record<string, number>>,
  options: IntervalOptions = {},
): ThemeShare[] {
  return Object.entries(counts).map(([theme, count]) => {
    const interval = wilsonInterval(count, comments, options)
    return {
      theme,
      count,
      share: interval?.estimate ?? null,
      lower: interval?.lower ?? null,
      upper: interval?.upper ?? null,
      small: count < 5,
    }
  })
}

/** Words of one class by descending weight; equal weights by the word. */
export type ClassWords = { word: string; weight: number }[]

/**
 * Class TF-IDF: W(x, c) = tf(x, c) ln(1 + A / f(x)), tf the count in the class, f the count in all classes, A the mean number of words
 * per class. Labels classes found by clustering. Source: Grootendorst 2022, arXiv 2203.05794, equation 2.
 *
 * `stopWords` are left out of the result; with `countStopWords` (the default) they still count in A.
 */
export function classTfIdf(
  classes: Readonly<Record<string, readonly string[]>>,
  options: { stopWords?: readonly string[]; countStopWords?: boolean } = {},
): { meanWords: number; byClass: Record<string, ClassWords> } {
  const hidden = new Set(options.stopWords)
  const countAll = options.countStopWords ?? true
  const tallies = Object.entries(classes).map(([name, texts]) => {
    const tally = new Map<string, number>()
    for (const word of texts.flatMap(words)) {
      if (countAll || !hidden.has(word)) tally.set(word, (tally.get(word) ?? 0) + 1)
    }
    return { name, tally }
  })
  const all = new Map<string, number>()
  let total = 0
  for (const { tally } of tallies) {
    for (const [word, count] of tally) {
      all.set(word, (all.get(word) ?? 0) + count)
      total += count
    }
  }
  const meanWords = tallies.length === 0 ? 0 : total / tallies.length
  const byClass = tallies.map(({ name, tally }): [string, ClassWords] => [
    name,
    [...tally]
      .filter(([word]) => !hidden.has(word))
      .map(([word, count]) => ({ word, weight: count * Math.log1p(meanWords / all.get(word)!) }))
      // Weights equal up to rounding are ties.
      .toSorted((a, b) =>
        Math.abs(a.weight - b.weight) > 1e-12 ? b.weight - a.weight : a.word < b.word ? -1 : 1,
      ),
  ])
  return { meanWords, byClass: Object.fromEntries(byClass) }
}
