// content_versions: one row per version of a piece of content.
import { attribution, content, key } from '../care.ts'
import { day, defineTable, id, text } from '../table.ts'
import { traced } from '../traced.ts'

export const contentVersions = defineTable({
  name: 'content_versions',
  title: { fr: 'Versions des contenus', en: 'Versions of content' },
  grain: { fr: 'une version d’un contenu', en: 'version of a piece of content' },
  placement: 'reference',
  key: ['content_version_id'],
  columns: {
    content_version_id: id(key),
    content_item_id: id(key),
    version: text(content),
    published_on: day(content).orNull,
    author_id: id(attribution).orNull,
    ...traced,
  },
})
