// content_items: one row per piece of content: a deck, a case study, a price list, a template.
import { attribution, content, key } from '../care.ts'
import { day, defineTable, flag, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const contentItems = defineTable({
  name: 'content_items',
  title: { fr: 'Contenus', en: 'Content' },
  grain: { fr: 'un contenu', en: 'piece of content' },
  placement: 'reference',
  key: ['content_item_id'],
  columns: {
    content_item_id: id(key),
    title: text(content),
    /** Folded for matching (see names.ts). */
    title_key: text(content),
    /** 'case study', 'deck': as written. */
    type: text(content).orNull,
    /** Who makes it. */
    department: text<'sales' | 'marketing' | 'other'>(content).orNull,
    /** Who made it. */
    owner_id: id(attribution).orNull,
    product_id: id(key).orNull,
    /** The stage it is made for, as written. */
    stage: text(content).orNull,
    segment: text(content).orNull,
    published_on: day(content).orNull,
    archived_on: day(content).orNull,
    expires_on: day(content).orNull,
    /** A compliant template that reps make their own items from. */
    is_template: flag(content),
    /** The template that this item was made from. */
    template_id: id(key).orNull,
    ...traced,
  },
})
