// A table in its own scroll box: sticky header, sorting by header with its aria-sort, numbers to the right.
import type { ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import { Icon } from './Icon.tsx'

export type Order = 'ascending' | 'descending'

export interface TableColumn {
  readonly id: string
  readonly name: string
  readonly isNumber?: boolean
  readonly isSortable?: boolean
}

interface Props {
  readonly label: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
  readonly sort?: { readonly column: string; readonly order: Order } | null
  readonly onSort?: (column: string, order: Order) => void
  readonly isTall?: boolean
}

export function SortableTable({ label, columns, rows, sort = null, onSort, isTall = false }: Props) {
  const { text } = useSpeech()
  return (
    // A box that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      className={`scroll-box${isTall ? ' tall' : ''}`}
      role="region"
      aria-label={text.tableOf(label)}
      tabIndex={0}
    >
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" className={column.isNumber === true ? 'number' : undefined}>
                    {row.cells[index]}
                  </th>
                ) : (
                  <td key={column.id} className={column.isNumber === true ? 'number' : undefined}>
                    {row.cells[index]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeaderProps {
  readonly column: TableColumn
  readonly sort: { readonly column: string; readonly order: Order } | null
  readonly onSort: Props['onSort']
}

function Header({ column, sort, onSort }: HeaderProps) {
  const { text } = useSpeech()
  const className = column.isNumber === true ? 'number' : undefined
  if (onSort === undefined || column.isSortable === false) {
    return (
      <th scope="col" className={className}>
        {column.name}
      </th>
    )
  }
  const order = sort?.column === column.id ? sort.order : null
  return (
    <th scope="col" className={className} aria-sort={order ?? 'none'}>
      <button
        type="button"
        className="sort-button"
        title={text.sort.by(column.name)}
        onClick={() => onSort(column.id, order === 'descending' ? 'ascending' : 'descending')}
      >
        {column.name}
        <Icon name={order === null ? 'sort' : order === 'ascending' ? 'up' : 'down'} size={9} />
      </button>
    </th>
  )
}
