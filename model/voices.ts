// What customers said, by whichever list it came, and the themes that it is of: as figures, the rollup of voices and the purge of
// words all read it.
import { type RawBuilder, sql } from 'kysely'
import type { Query } from './query.ts'

/** An answer to a survey is a voice once it has words, kept or gone; over an alias of survey_answers. */
export const isVoice = (answer: string): string =>
  `(${answer}.comment is not null or ${answer}.had_comment) and ${answer}.answered_on is not null`

/**
 * Grain: one row per piece of feedback, and per comment of a survey that is not feedback already. `kept_theme`: of words that are
 * no longer kept.
 */
export const everyVoice = `(
  select 'f' || feedback_id as voice, account_id, received_on, channel, comment, theme, kept_theme, sentiment, product_id, rep_id,
    external_id
  from feedback
  union all
  select 'a' || answer.survey_answer_id, answer.account_id, answer.answered_on,
    case survey.kind when 'nps' then 'questionnaire' else survey.kind end, answer.comment, null,
    answer.kept_theme, null, answer.product_id,
    answer.rep_id, answer.external_id
  from survey_answers as answer
  join surveys as survey on survey.survey_id = answer.survey_id
  left join feedback as same on same.account_id = answer.account_id and same.survey_answer_id = answer.survey_answer_id
  where ${isVoice('answer')} and same.feedback_id is null
)`

/** A text without case and accents, as keywords and comments are compared. An expression over an expression. */
export const folded = (text: string): string =>
  `regexp_replace(normalize(lower(${text}), NFD), '[\u0300-\u036f]', '', 'g')`

/**
 * Grain: one row per theme that has keywords: its `name`, and `pattern`, a regular expression over a folded text. Keywords are whole
 * words or phrases; a final * takes any ending. Letters and digits are all that is left of one, so nothing in it can be read as a
 * pattern.
 */
export const themePatterns = `(
  select name, string_agg('\\m' || words || case when is_open then '' else '\\M' end, '|' order by place) as pattern
  from (
    select theme.theme_id, theme.name, keyword.place, keyword.said ~ '\\*\\s*$' as is_open,
      (select string_agg(word.letters[1], '[^[:alnum:]]+' order by word.place)
        from regexp_matches(${folded('keyword.said')}, '[[:alnum:]]+', 'g') with ordinality as word (letters, place)) as words
    from themes as theme
    cross join lateral regexp_split_to_table(theme.keywords, '[,;]') with ordinality as keyword (said, place)
  ) as keyword
  where words is not null group by theme_id, name
)`

export interface ThemePattern {
  readonly name: string
  readonly pattern: string
}

/** The themes that have keywords, in the order of their names: a voice that speaks of two goes to the first. */
export async function readThemes(query: Query): Promise<readonly ThemePattern[]> {
  const { rows } = await sql<ThemePattern>`
    select name, pattern from ${sql.raw(themePatterns)} as theme order by name`.execute(query)
  return rows
}

/** The theme that the words of a comment are of, by the patterns; null where they are of none. */
export function themeOfWords(comment: string, themes: readonly ThemePattern[]): RawBuilder<unknown> {
  if (themes.length === 0) return sql`null::text`
  const text = sql.raw(folded(comment))
  const cases = themes.map(({ name, pattern }) => sql`when ${text} ~ ${pattern} then ${name}::text`)
  return sql`case ${sql.join(cases, sql` `)} end`
}
