// refused_rows: one row per fault found in a row of a delivery, with the original cells, to correct and send again.
import { refused } from '../care.ts'
import { defineTable, id, json, text } from '../table.ts'

export const refusedRows = defineTable({
  name: 'refused_rows',
  title: { fr: 'Lignes refusées', en: 'Refused rows' },
  grain: { fr: 'un défaut d’une ligne refusée', en: 'fault of one refused row' },
  placement: 'local',
  key: ['refused_row_id'],
  columns: {
    refused_row_id: id(refused),
    import_id: id(refused),
    import_file_id: id(refused),
    row: id(refused),
    line: id(refused).orNull,
    column_name: text(refused).orNull,
    code: text(refused),
    value: text(refused).orNull,
    detail: json<unknown>(refused),
    cells: json<string[]>(refused),
  },
})
