// score_days: a rollup. How many leads have which score, by method and day: what the standing of a score is read off. Made by
// model/rollups and by nothing else.
import { kept, key } from '../care.ts'
import { day, decimal, defineTable, flag, id, text } from '../table.ts'

export const scoreDays = defineTable({
  name: 'score_days',
  title: { fr: 'Scores par jour', en: 'Scores by day' },
  grain: { fr: 'un jour, une méthode et un score : combien de leads', en: 'day, method and score of leads' },
  placement: 'reference',
  key: ['is_dated', 'day', 'method', 'score'],
  columns: {
    /** Given on that day; else a score that stands on a lead without dated ones, which came on that day. */
    is_dated: flag(key),
    day: day(kept),
    method: text(kept),
    score: decimal(kept),
    leads: id(kept),
  },
})
