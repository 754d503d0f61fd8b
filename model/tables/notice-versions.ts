// notice_versions: one row per version of the notice to employees, in both languages.
import { notice, proof } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const noticeVersions = defineTable({
  name: 'notice_versions',
  title: { fr: 'Versions de l’information', en: 'Versions of the notice' },
  grain: { fr: 'une version de l’information aux salariés', en: 'version of the notice to employees' },
  placement: 'local',
  key: ['notice_version_id'],
  columns: {
    notice_version_id: id(proof),
    name: text(notice),
    text_fr: text(notice),
    text_en: text(notice),
    published_at: instant(proof),
  },
})
