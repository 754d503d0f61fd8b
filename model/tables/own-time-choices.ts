// own_time_choices: one row per person and way in which she chose to bring her own time, until she takes the choice back.
import { right } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const ownTimeWays = ['tracker', 'calendar', 'mailbox', 'card'] as const
export type OwnTimeWay = (typeof ownTimeWays)[number]

export const ownTimeChoices = defineTable({
  name: 'own_time_choices',
  title: { fr: 'Choix d’apporter son temps', en: 'Choices to bring one’s own time' },
  grain: {
    fr: 'une façon, choisie par la personne, d’apporter son propre temps',
    en: 'person and way of bringing her own time',
  },
  placement: 'local',
  key: ['person_id', 'way'],
  columns: {
    person_id: id(right),
    way: text<OwnTimeWay>(right),
    chosen_at: instant(right),
    /** When she took it back; what it had brought went at the same moment. */
    revoked_at: instant(right).orNull,
  },
})
