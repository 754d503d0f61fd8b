// settings: one row per setting of the organisation (time zone, fiscal start, currency, names, decisions).
import { running } from '../care.ts'
import { defineTable, instant, json, text } from '../table.ts'

export const settings = defineTable({
  name: 'settings',
  title: { fr: 'Réglages', en: 'Settings' },
  grain: { fr: 'un réglage de l’organisation', en: 'setting' },
  placement: 'local',
  key: ['key'],
  columns: { key: text(running), value: json<unknown>(running), changed_at: instant(running) },
})
