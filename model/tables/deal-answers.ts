// deal_answers: a rollup. What the account of a deal had last said of the house before the deal began. Made by model/rollups and by
// nothing else. Who of them said it is not in it.
import { heard, key } from '../care.ts'
import { count, day, defineTable, id } from '../table.ts'

export const dealAnswers = defineTable({
  name: 'deal_answers',
  title: { fr: 'Avis d’avant les affaires', en: 'Opinions before deals' },
  grain: {
    fr: 'une affaire close dont l’entreprise avait répondu à une enquête NPS dans l’année d’avant : sa dernière réponse',
    en: 'closed deal whose account had answered an NPS survey in the year before it began',
  },
  placement: { by: 'account_id' },
  key: ['account_id', 'opportunity_id'],
  columns: {
    account_id: id(key),
    opportunity_id: id(key),
    closed_on: day(heard),
    /** 1 of a promoter, 0, or -1 of a detractor. */
    mark: count(heard),
  },
})
