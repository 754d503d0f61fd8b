// kept_people: one row per kept figure and person who stood behind it: how many of the things counted were hers, not what they
// came to. Only so that figures of groups of people stay figures of groups; under her pseudonym once she is erased.
import { attribution, key } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'

export const keptPeople = defineTable({
  name: 'kept_people',
  grain: 'one row per kept figure and person behind it',
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
    size: id(attribution),
  },
})
