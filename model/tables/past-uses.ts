// past_uses: one row per item of content, day, kind of use and deal: how often it was put before buyers, of days whose uses by
// person are no longer kept. What figures about items and deals go on needing; who did it is not in it.
import { key, past } from '../care.ts'
import type { ContentEventKind } from '../codes.ts'
import { day, defineTable, id, text } from '../table.ts'

export const pastUses = defineTable({
  name: 'past_uses',
  title: { fr: 'Usages passés des contenus, sans personne', en: 'Past uses of content, without people' },
  grain: {
    fr: 'un contenu, un jour, une sorte d’usage et une affaire',
    en: 'item, day, kind of use and deal',
  },
  placement: 'reference',
  key: ['content_item_id', 'day', 'kind', 'opportunity_id'],
  columns: {
    content_item_id: id(key),
    day: day(past),
    kind: text<ContentEventKind>(past),
    /** 0: no deal. */
    opportunity_id: id(key),
    uses: id(past),
  },
})
