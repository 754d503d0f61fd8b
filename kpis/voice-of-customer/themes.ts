// Themes of voices: as the source or a person says, else by the keywords that people wrote down for each theme.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { workedOut } from '../../metric/worked-out.ts'
import type { Query } from '../../model/database.ts'
import { unaccented, words } from '../../statistics/text-words.ts'

export interface ThemePattern {
  readonly name: string
  /** Regular expression over a folded comment. */
  readonly pattern: string
}

/** The themes that have keywords, in the order of their names: a voice that speaks of two goes to the first. */
export async function readThemes(query: Query): Promise<readonly ThemePattern[]> {
  const rows = await query
    .selectFrom('themes')
    .select(['name', 'keywords'])
    .where('keywords', 'is not', null)
    .orderBy('name')
    .execute()
  return rows.flatMap(({ name, keywords }) => {
    const pattern = patternOf((keywords ?? '').split(/[,;]/))
    return pattern === null ? [] : [{ name, pattern }]
  })
}

/** The same, for a figure. */
export function themesOf(context: MetricContext): Promise<readonly ThemePattern[]> {
  return workedOut(context, 'themes', () => readThemes(context.query))
}

/**
 * Whole words or phrases, compared without case and accents; a final * takes any ending. Null for no word at all. Letters and
 * digits are all that is left of a keyword, so nothing in it can be read as a pattern.
 */
export function patternOf(keywords: readonly string[]): string | null {
  const ways = keywords.flatMap((keyword) => {
    const isOpen = keyword.trim().endsWith('*')
    const parts = words(unaccented(keyword)).flatMap((word) => word.split("'"))
    return parts.length === 0 ? [] : [`\\m${parts.join('[^[:alnum:]]+')}${isOpen ? '' : '\\M'}`]
  })
  return ways.length === 0 ? null : ways.join('|')
}

/** The theme of a voice, by its column `theme` or the words of `comment`; null where neither says. */
export function themeOf(stated: Sql, comment: Sql, themes: readonly ThemePattern[]): Sql {
  if (themes.length === 0) return stated
  const folded = sql`regexp_replace(normalize(lower(${comment}), NFD), ${'[\u0300-\u036f]'}, '', 'g')`
  const cases = themes.map(({ name, pattern }) => sql`when ${folded} ~ ${pattern} then ${name}::text`)
  return sql`coalesce(${stated}, case ${sql.join(cases, sql` `)} end)`
}
