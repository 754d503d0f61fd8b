// kept_figures: one row per metric, answer, closed period, team and dimension whose rows by person are no longer kept: what was
// counted, line by line, when they went. Nobody is in it: no line is of a person. Written and read by metric/kept/kept-figures.ts.
import { kept } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const keptFigures = defineTable({
  name: 'kept_figures',
  title: { fr: 'Chiffres gardés de périodes closes', en: 'Kept figures of closed periods' },
  grain: {
    fr: 'un indicateur, une réponse, une période close, une équipe et un axe',
    en: 'metric, answer, closed period, team and dimension',
  },
  placement: 'reference',
  key: ['metric', 'answer', 'period', 'starts_on', 'team_id', 'dimension'],
  columns: {
    metric: text(kept),
    /** '' for what the metric left out. */
    answer: text(kept),
    period: text(kept),
    /** First day of the period: a fiscal year that begins in another month gives another period of the same name. */
    starts_on: day(kept),
    /** 0: the whole organisation. */
    team_id: id(kept),
    /** '' where it is not split. */
    dimension: text(kept),
    /** As JSON, with every key in its place: what was said once is said again to the letter. */
    lines: text(kept),
    /** The day as of which it was counted. */
    as_of: day(kept),
  },
})
