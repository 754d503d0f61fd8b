// kept_people: one row per kept figure and person who stood behind it: how many of the things counted were hers, not what they
// came to. Only so that figures of groups of people stay figures of groups; under her pseudonym once she is erased.
import { attribution, key } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'

export const keptPeople = defineTable({
  name: 'kept_people',
  title: { fr: 'Personnes derrière les chiffres gardés', en: 'People behind kept figures' },
  grain: { fr: 'un chiffre gardé et une personne derrière lui', en: 'kept figure and person behind it' },
  placement: 'reference',
  key: ['metric', 'answer', 'period', 'starts_on', 'team_id', 'rep_id'],
  columns: {
    metric: text(key),
    answer: text(key),
    /** 'all': she has things without a month of their own. */
    period: text(key),
    starts_on: day(attribution),
    /** 0: the whole organisation. */
    team_id: id(key),
    rep_id: id(key),
    /** How many of hers were counted; of a ratio of two different things, those above the line. */
    size: id(attribution),
    /** Those below the line: of anything but a ratio of two different things, the same. */
    below: id(attribution).orNull,
    /**
     * A fingerprint of the numbers that came of them: whether she adds the same to two figures, and not what she adds. Who guesses
     * numbers can check a guess by it, so it is shown to nobody.
     */
    share: text(attribution).orNull,
    /** Of years: whether the months of everybody in the figure came to it. */
    adds_up: flag(attribution).orNull,
  },
})
