// The organisation's own words for what time was spent on: projects, tasks and tags of its timers, each with the category that it counts
// in. They come before the words that Douze knows by itself.
import { type ActivityCategory, activityCategories } from './codes.ts'
import type { Query } from './database.ts'
import { foldName } from './names.ts'

export interface OwnWord {
  /** As somebody wrote it; compared without case, accents and outer spaces. */
  readonly word: string
  readonly category: ActivityCategory
}

export const mostOwnWords = 500
const key = 'activity-words'
const longestWord = 200

/** The words, in their order; none when nobody set any. */
export async function readOwnWords(query: Query): Promise<readonly OwnWord[]> {
  const row = await query.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return Array.isArray(row?.value) ? row.value.filter(isOwnWord) : []
}

/** Replaces all words; of one written twice the last stands. @throws RangeError naming what is no word or no category */
export async function changeOwnWords(query: Query, words: readonly OwnWord[], now: Date): Promise<void> {
  for (const one of words as readonly unknown[])
    if (!isOwnWord(one)) throw new RangeError(`no word of a known category: ${JSON.stringify(one)}`)
  const known = new Map(words.map((one) => [foldName(one.word), { ...one, word: one.word.trim() }]))
  if (known.size > mostOwnWords) throw new RangeError(`${known.size} words`)
  const row = { value: JSON.stringify([...known.values()]), changed_at: now }
  await query
    .insertInto('settings')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

function isOwnWord(one: unknown): one is OwnWord {
  if (typeof one !== 'object' || one === null || !('word' in one) || !('category' in one)) return false
  const { word, category } = one
  return (
    typeof word === 'string' &&
    word.trim() !== '' &&
    word.length <= longestWord &&
    !word.includes('\0') &&
    activityCategories.some((known) => known === category)
  )
}
