// content_days: a rollup. One row per person and day of what she did with content: searches and what came of them, openings,
// downloads, customising, sending. Made by model/rollups and by nothing else. What buyers opened is not in it.
import { contentUse, key } from '../care.ts'
import { counts, day, defineTable, id } from '../table.ts'

export const contentDays = defineTable({
  name: 'content_days',
  title: { fr: 'Usages de contenus par jour', en: 'Uses of content by day' },
  grain: {
    fr: 'un jour d’une personne : ce qu’elle a fait avec les contenus, en totaux',
    en: 'person and day of her uses of content',
  },
  placement: { by: 'rep_id' },
  key: ['rep_id', 'day'],
  columns: {
    rep_id: id(key),
    day: day(contentUse),
    /** How often, and how many seconds it took, by kind. */
    searches: id(contentUse),
    search_seconds: id(contentUse),
    opens: id(contentUse),
    open_seconds: id(contentUse),
    downloads: id(contentUse),
    download_seconds: id(contentUse),
    customises: id(contentUse),
    customise_seconds: id(contentUse),
    sends: id(contentUse),
    send_seconds: id(contentUse),
    shares: id(contentUse),
    share_seconds: id(contentUse),
    /** Searches of which the source says whether they gave anything, and those that gave nothing. */
    answered_searches: id(contentUse),
    empty_searches: id(contentUse),
    /** Searches whose hour is known. */
    timed_searches: id(contentUse),
    /** Of those that succeed: seconds until something was opened, one each; in order. */
    found_seconds: counts(contentUse),
    /** Of those that succeed after midnight: a figure that ends on this day does not know of it. */
    found_later_seconds: counts(contentUse),
  },
})
