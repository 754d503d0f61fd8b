// import_changes: one row per row that an import changed or removed, as it was before: what an undo puts back.
// Rows that an import created need none: they carry created_import_id.
import { delivered, running } from '../care.ts'
import { defineTable, id, json, text } from '../table.ts'

export const importChanges = defineTable({
  name: 'import_changes',
  title: { fr: 'Valeurs d’avant import', en: 'Values before an import' },
  grain: { fr: 'une ligne changée par un import', en: 'row changed by one import' },
  placement: 'local',
  key: ['import_change_id'],
  columns: {
    import_change_id: id(running),
    import_id: id(running),
    table_name: text(running),
    before: json<unknown>(delivered),
  },
})
