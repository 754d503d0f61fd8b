// Themes of voices: as the source or a person says, else by the keywords that people wrote down for each theme.
import { sql } from 'kysely'
import type { Sql } from '../../metric/rows/counted-deals.ts'
import type { MetricContext } from '../../metric/definition.ts'
import { workedOut } from '../../metric/worked-out.ts'
import { readThemes, type ThemePattern, themeOfWords } from '../../model/voices.ts'

/** The themes that have keywords, for a figure. */
export function themesOf(context: MetricContext): Promise<readonly ThemePattern[]> {
  return workedOut(context, 'themes', () => readThemes(context.query))
}

/** The theme of a voice of `everyVoice` under the alias `voice`; null where nothing says it. */
export function themeOf(themes: readonly ThemePattern[]): Sql {
  return sql`coalesce(voice.theme, ${themeOfWords('voice.comment', themes)}, voice.kept_theme)`
}
