// settings: one row per setting of the organisation (time zone, fiscal start, currency, names, decisions).
import { running } from '../care.ts'
import { defineTable, instant, json, text } from '../table.ts'

export const settings = defineTable({
  name: 'settings',
  grain: 'one row per setting',
  placement: 'local',
  key: ['key'],
  columns: { key: text(running), value: json<unknown>(running), changed_at: instant(running) },
})
