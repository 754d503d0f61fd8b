// data_changes: one row per transaction that may have changed a figure. Rows are only added, never locked, so that writers do
// not wait for each other.
import { key } from '../care.ts'
import { defineTable, id } from '../table.ts'

export const dataChanges = defineTable({
  name: 'data_changes',
  title: { fr: 'Changements des données', en: 'Changes of the data' },
  grain: {
    fr: 'une transaction qui a pu changer un chiffre',
    en: 'transaction that may have changed a figure',
  },
  placement: 'local',
  key: ['change_id'],
  columns: { change_id: id(key) },
})
