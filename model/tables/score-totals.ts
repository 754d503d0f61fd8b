// score_totals: a rollup. How many leads ever were given which score, by method. Made by model/rollups and by nothing else.
import { kept } from '../care.ts'
import { decimal, defineTable, id, text } from '../table.ts'

export const scoreTotals = defineTable({
  name: 'score_totals',
  title: { fr: 'Scores en tout', en: 'Scores in all' },
  grain: { fr: 'une méthode et un score : combien de leads', en: 'method and score of leads' },
  placement: 'reference',
  key: ['method', 'score'],
  columns: {
    method: text(kept),
    score: decimal(kept),
    leads: id(kept),
  },
})
