// The table that every chart has, folded under it, with its download.
import { csvText, saveText } from '../csv.ts'
import { useSpeech } from '../language.tsx'
import { SortableTable, type TableColumn } from './SortableTable.tsx'

interface Props {
  readonly label: string
  /** Without its ending: `sales-cycle-trend`. */
  readonly fileName: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
}

export function ChartTable({ label, fileName, columns, rows }: Props) {
  const { language, text } = useSpeech()
  const save = () =>
    saveText(
      `${fileName}.csv`,
      csvText([columns.map((column) => column.name), ...rows.map((row) => row.cells)], language),
    )
  return (
    <details className="as-table">
      <summary>
        {text.metric.asTable}
        <span className="unseen"> ({label})</span>
      </summary>
      <SortableTable label={label} columns={columns} rows={rows} isTall />
      <p className="table-tools">
        <button type="button" className="button" onClick={save}>
          {text.metric.downloadCsv}
        </button>
      </p>
    </details>
  )
}
