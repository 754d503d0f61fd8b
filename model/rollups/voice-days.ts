// Voices of customers by day, theme, tone, and the day on which something was first done about them: an action of their own, or one on
// their whole theme that came later. That day does not depend on the day of asking: as of an earlier one, nothing had been done yet.
import { voiceDays as table } from '../tables/voice-days.ts'
import { everyVoice, folded, isVoice, themePatterns } from '../voices.ts'
import type { Rollup } from './rollup.ts'

export const voiceDays: Rollup = {
  table: 'voice_days',
  behind: {
    // A comment that is feedback too is one voice, the feedback: with it comes or goes the answer by itself.
    feedback: (rows) => `
      select row.received_on as day from ${rows} as row
      union
      select answer.answered_on from ${rows} as row join survey_answers as answer on answer.survey_answer_id = row.survey_answer_id
      where ${isVoice('answer')}`,
    survey_answers: (rows) => `select row.answered_on as day from ${rows} as row where ${isVoice('row')}`,
    surveys: (rows) => `
      select answer.answered_on as day from ${rows} as row join survey_answers as answer on answer.survey_id = row.survey_id
      where ${isVoice('answer')}`,
    // Of which theme voices are is told by the days themselves: where that changes, their own rows or the theme's are touched.
    feedback_actions: (rows) => `
      select voice.received_on as day from ${rows} as row join feedback as voice on voice.external_id = row.feedback_ref
      union
      select answer.answered_on from ${rows} as row join survey_answers as answer on answer.external_id = row.feedback_ref
      where ${isVoice('answer')}
      union
      select told.day from ${rows} as row join themes as theme on theme.theme_id = row.theme_id
      join voice_days as told on lower(told.theme) = lower(theme.name) and told.day <= row.acted_on`,
    // Other keywords may be heard in any voice.
    themes: (rows) => `
      select told.day from voice_days as told
      where exists (select from ${rows} as row where row.keywords is not null or lower(row.name) = lower(told.theme))`,
  },
  part: { day: 'date' },
  version: 1,
  isOfDays: false,
  columns: Object.keys(table.columns),
  order: ['day', 'theme', 'acted_on', 'sentiment'],
  // Each pattern looks through all voices in turn: PostgreSQL keeps only some of them ready.
  rows: ({ on }) => `
    with heard as materialized (
      select row.day, row.voice, row.external_id, row.theme, row.kept_theme, row.sentiment,
        case when row.theme is null then ${folded('row.comment')} end as words
      from (select voice.*, voice.received_on as day from ${everyVoice} as voice) as row where ${on('row')}
    ), spoken as materialized (
      select distinct on (said.voice) said.voice, pattern.name
      from ${themePatterns} as pattern
      cross join lateral (select heard.voice from heard where heard.words ~ pattern.pattern offset 0) as said
      order by said.voice, pattern.name
    ), known as materialized (
      select heard.day, heard.external_id, heard.sentiment, coalesce(heard.theme, spoken.name, heard.kept_theme) as theme
      from heard left join spoken on spoken.voice = heard.voice
    ), own as (
      select feedback_ref, min(acted_on) as acted_on from feedback_actions
      where feedback_ref in (select external_id from known) group by 1
    ), whole as (
      select said.day, said.theme, min(action.acted_on) as acted_on
      from (select distinct day, theme from known) as said
      join themes as theme on lower(theme.name) = lower(said.theme)
      join feedback_actions as action on action.theme_id = theme.theme_id and action.acted_on >= said.day
      group by 1, 2
    )
    select known.day, coalesce(known.theme, ''),
      coalesce(least(case when own.acted_on is not null then greatest(own.acted_on, known.day) end, whole.acted_on), 'infinity'),
      coalesce(known.sentiment, ''), count(*)
    from known
    left join own on own.feedback_ref = known.external_id
    left join whole on whole.day = known.day and whole.theme = known.theme
    group by 1, 2, 3, 4`,
}
