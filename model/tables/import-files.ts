// import_files: one row per table found in a delivery: a CSV file, a sheet of a workbook, a member of a zip.
import { delivered, running } from '../care.ts'
import { defineTable, digest, id, json, text } from '../table.ts'

export const importFiles = defineTable({
  name: 'import_files',
  title: { fr: 'Fichiers importés', en: 'Imported files' },
  grain: { fr: 'une table trouvée dans une livraison', en: 'table found in one delivery' },
  placement: 'local',
  key: ['import_file_id'],
  columns: {
    import_file_id: id(running),
    import_id: id(running),
    name: text(delivered),
    content_hash: digest(running).orNull,
    bytes: id(running),
    entity: text(running).orNull,
    mapping: json<unknown>(delivered).orNull,
    report: json<unknown>(delivered).orNull,
  },
})
