// nps_days: a rollup. How many promoters, passives and detractors answered on which day, by the day on which the same person answered
// next. Made by model/rollups and by nothing else. Who answered, and about whom, is not in it.
import { heard } from '../care.ts'
import { count, day, defineTable, id } from '../table.ts'

export const npsDays = defineTable({
  name: 'nps_days',
  title: { fr: 'Réponses NPS par jour', en: 'NPS answers by day' },
  grain: {
    fr: 'un jour, une classe et le jour de la réponse suivante de la même personne : combien de réponses',
    en: 'day of answers to NPS surveys, mark, and day of the next answer of the same person',
  },
  placement: 'reference',
  key: ['day', 'mark', 'next_on'],
  columns: {
    day: day(heard),
    /** 1 of a promoter, 0, or -1 of a detractor. */
    mark: count(heard),
    /** Infinity: she has not answered again. */
    next_on: day(heard),
    answers: id(heard),
  },
})
