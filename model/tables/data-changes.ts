// data_changes: one row per transaction that may have changed a figure. Rows are only added, never locked, so that writers do
// not wait for each other.
import { key } from '../care.ts'
import { defineTable, id } from '../table.ts'

export const dataChanges = defineTable({
  name: 'data_changes',
  grain: 'one row per transaction that may have changed a figure',
  placement: 'local',
  key: ['change_id'],
  columns: { change_id: id(key) },
})
