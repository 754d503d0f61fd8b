// memberships: one row per stay of one person in one team. Days are half-open, `[starts_on, ends_on)`; null
// means "as far back as the data goes" and "still". Stays of one person never overlap.
import { attribution, key, trace } from '../care.ts'
import { day, defineTable, id } from '../table.ts'

export const memberships = defineTable({
  name: 'memberships',
  title: { fr: 'Appartenances aux équipes', en: 'Team memberships' },
  grain: { fr: 'un séjour d’une personne dans une équipe', en: 'stay of one person in one team' },
  placement: 'reference',
  key: ['membership_id'],
  columns: {
    membership_id: id(key),
    person_id: id(key),
    team_id: id(key),
    starts_on: day(attribution).orNull,
    ends_on: day(attribution).orNull,
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
  },
})
