// The rows behind the number, or those left out of it: sorted by header, paged, downloadable.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { addressOf } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { SortableTable, type TableColumn } from '../../parts/SortableTable.tsx'
import { rowsQuery } from '../../queries.ts'
import { rowColumnsOf } from '../../reading.ts'
import type { RowPageJson } from '../../shapes.ts'
import type { BlockProps } from './block-props.ts'
import { RowCell } from './RowCell.tsx'
import { type RowRecord, RowNotesButton, RowNotesPanel } from './RowNotes.tsx'

const pageSize = 50
/** Beside the metric's own columns. */
const notesColumn = '(notes)'
const numeric = new Set(['number', 'days', 'money'])

export function Rows({ home, definition, measurement, answer }: BlockProps) {
  const { language, text, say } = useSpeech()
  const { scope, period } = useSearch({ from: '__root__' })
  const search = useSearch({ from: '/metrics/$metric' })
  const navigate = useNavigate({ from: '/metrics/$metric' })
  const offset = search.offset ?? 0
  const { excluded, sort, order } = search
  const rows = useQuery(
    rowsQuery(measurement.metric, {
      scope,
      period,
      answer: answer.id,
      excluded,
      sort,
      order,
      offset,
      limit: pageSize,
    }),
  )
  const total = rows.data?.total ?? 0
  const count = formatNumber(total, language)
  /** Null: some, and how many is not told. */
  const outOfSight = rows.data?.hidden === undefined ? 0 : rows.data.hidden
  const title =
    total === 0 && excluded === undefined
      ? text.metric.rows
      : excluded === undefined
        ? text.metric.rowsTitle(count, total)
        : text.metric.excludedRowsTitle(count, total)
  const reason = measurement.exclusions.find((one) => one.code === excluded)?.reason
  const change = (part: object) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false })
  const file = (format: 'csv' | 'xlsx') =>
    addressOf('rowsFile', {
      path: { metric: measurement.metric },
      query: {
        format,
        language,
        answer: answer.id,
        ...(scope === undefined ? {} : { scope }),
        ...(period === undefined ? {} : { period }),
        ...(excluded === undefined ? {} : { excluded }),
      },
    })
  const [open, setOpen] = useState<{ readonly record: RowRecord; readonly name: string } | null>(null)
  const records = new Map(rows.data?.records.map((record) => [record.row, record]))
  const own = rowColumnsOf(definition, answer.id)
  const notesOf = (row: RowPageJson['rows'][number], index: number) => {
    const record = records.get(index)
    if (record === undefined) return null
    const name = String(row[record.kind === 'lead' ? 'lead' : 'deal'] ?? '')
    return (
      <RowNotesButton
        key={notesColumn}
        record={record}
        name={name}
        onOpen={() => setOpen({ record, name })}
      />
    )
  }
  const isEmpty = (id: string) => (rows.data?.rows ?? []).every((row) => (row[id] ?? '') === '')
  const columns = own.filter(({ id }) => !isEmpty(id))
  const hidden = own.filter(({ id }) => isEmpty(id))
  return (
    <section className="card card-body" id="rows" aria-labelledby="rows-title">
      <div className="card-head">
        <div>
          <h2 id="rows-title">{rows.data === undefined ? text.metric.rows : title}</h2>
          {reason === undefined ? null : (
            <p className="card-note">
              {say(reason)} ·{' '}
              <Link
                to="."
                search={(now) => ({ ...now, excluded: undefined, offset: undefined }) as never}
                hash="rows"
              >
                {text.metric.showCounted}
              </Link>
            </p>
          )}
        </div>
        {total === 0 ? null : (
          <p className="rows-files no-print">
            <span className="note">{text.metric.download}</span>
            <a className="button" href={file('csv')} download>
              CSV
            </a>
            <a className="button" href={file('xlsx')} download>
              XLSX
            </a>
          </p>
        )}
      </div>
      {rows.data?.gone === undefined ? null : (
        <p className="note" role="note">
          {say(rows.data.gone.reason)}
        </p>
      )}
      {outOfSight === 0 ? null : (
        <p className="note" role="note">
          {text.metric.rowsOfOthers(outOfSight === null ? null : formatNumber(outOfSight, language))}
        </p>
      )}
      {rows.data === undefined ? (
        rows.isError ? (
          <Problem error={rows.error} onRetry={() => void rows.refetch()} />
        ) : (
          <div className="chart-place" />
        )
      ) : total === 0 ? (
        rows.data.gone === undefined && outOfSight === 0 ? (
          <p className="note">{text.metric.noRows}</p>
        ) : null
      ) : (
        <>
          <SortableTable
            label={title}
            isTall
            columns={withNotes<TableColumn>(
              columns.map((column) => ({
                id: column.id,
                name: say(column.name),
                isNumber: numeric.has(column.kind),
              })),
              records.size === 0 ? [] : [{ id: notesColumn, name: text.notes.column, isSortable: false }],
            )}
            sort={sort === undefined ? null : { column: sort, order: order ?? 'descending' }}
            onSort={(column, chosen) => change({ sort: column, order: chosen, offset: undefined })}
            rows={rows.data.rows.map((row, index) => ({
              key: String(offset + index),
              cells: withNotes<ReactNode>(
                columns.map((column) => <RowCell key={column.id} column={column} row={row} />),
                records.size === 0 ? [] : [notesOf(row, index)],
              ),
            }))}
          />
          {open === null ? null : (
            <RowNotesPanel
              record={open.record}
              name={open.name}
              timeZone={home.organisation.timeZone}
              onClose={() => setOpen(null)}
            />
          )}
          {hidden.length === 0 ? null : (
            <p className="note">
              {text.metric.emptyColumns(hidden.map((column) => say(column.name)).join(', '))}
            </p>
          )}
          <Pager
            offset={offset}
            shown={rows.data.rows.length}
            total={total}
            onOffset={(to) => change({ offset: to })}
          />
        </>
      )}
    </section>
  )
}

/** Behind the first column, which names the row: in reach however wide the table is. */
function withNotes<Part>(parts: readonly Part[], notes: readonly Part[]): Part[] {
  return [...parts.slice(0, 1), ...notes, ...parts.slice(1)]
}

interface PagerProps {
  readonly offset: number
  readonly shown: number
  readonly total: number
  readonly onOffset: (offset: number | undefined) => void
}

function Pager({ offset, shown, total, onOffset }: PagerProps) {
  const { language, text } = useSpeech()
  const number = (count: number) => formatNumber(count, language)
  const before = offset - pageSize
  return (
    <div className="pager no-print">
      <span className="note" role="status">
        {text.metric.pageOf(number(offset + 1), number(offset + shown), number(total))}
      </span>
      <button
        type="button"
        className="button tool"
        aria-label={text.metric.previousPage}
        disabled={offset === 0}
        onClick={() => onOffset(before > 0 ? before : undefined)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="button tool"
        aria-label={text.metric.nextPage}
        disabled={offset + shown >= total}
        onClick={() => onOffset(offset + pageSize)}
      >
        <Icon name="right" />
      </button>
    </div>
  )
}
