// notice_versions: one row per version of the notice to employees, in both languages.
import { proof } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const noticeVersions = defineTable({
  name: 'notice_versions',
  grain: 'one row per version of the notice to employees',
  placement: 'local',
  key: ['notice_version_id'],
  columns: {
    notice_version_id: id(proof),
    name: text(proof),
    text_fr: text(proof),
    text_en: text(proof),
    published_at: instant(proof),
  },
})
