// notice_receipts: one row per person and version of the notice that she got, and when.
import { right } from '../care.ts'
import { defineTable, id, instant, text } from '../table.ts'

export const noticeReceipts = defineTable({
  name: 'notice_receipts',
  title: { fr: 'Remises de l’information', en: 'Receipts of the notice' },
  grain: {
    fr: 'une personne et une version reçue de l’information',
    en: 'person and version of the notice received',
  },
  placement: 'local',
  key: ['person_id', 'notice_version_id'],
  columns: {
    person_id: id(right),
    notice_version_id: id(right),
    received_at: instant(right),
    /** How it reached her: 'on screen', 'by mail', 'on paper'. */
    way: text(right),
  },
})
