// content_work: one row per piece of work on a piece of content: who, on which day, how long, to make it or to update it.
import { content, key, time } from '../care.ts'
import { count, day, defineTable, flag, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const contentWork = defineTable({
  name: 'content_work',
  title: { fr: 'Travail sur les contenus', en: 'Work on content' },
  grain: { fr: 'un travail sur un contenu', en: 'piece of work on a piece of content' },
  placement: 'reference',
  key: ['content_work_id'],
  columns: {
    content_work_id: id(key),
    content_item_id: id(key),
    /** Who worked, seller or not; null when only the hours are known, or hers are no longer kept (access/privacy/purge-time.ts). */
    rep_id: id(key).orNull,
    /** Of work whose person is no longer kept: whether she lacked the notice on that day, and no figure uses it; else null. */
    is_before_notice: flag(time).orNull,
    kind: text<'creation' | 'update'>(content),
    day: day(time),
    seconds: count(time),
    ...traced,
  },
})
