// themes: one row per theme that voices are gathered under, with the words that speak of it.
import { key, label } from '../care.ts'
import { defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const themes = defineTable({
  name: 'themes',
  title: { fr: 'Thèmes', en: 'Themes' },
  grain: { fr: 'un thème', en: 'theme' },
  placement: 'reference',
  key: ['theme_id'],
  columns: {
    theme_id: id(key),
    name: text(label),
    /** Folded for matching (see names.ts). */
    name_key: text(label),
    /** Separated by commas or semicolons. */
    keywords: text(label).orNull,
    ...traced,
  },
})
