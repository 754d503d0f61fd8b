// What is held, kind by kind: the first rows of each on screen, every row in the file.
import { useQuery } from '@tanstack/react-query'
import { formatDay, formatInstant, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import { heldQuery } from '../../queries.ts'
import type { HeldKindJson } from '../../shapes.ts'
import type { PersonProps } from './person-props.ts'

export function Held({ personId, timeZone }: PersonProps) {
  const { text } = useSpeech()
  const held = useQuery(heldQuery(personId))
  if (held.data === undefined && !held.isError) return <Skeleton cards={[360]} />
  return (
    <section className="card card-body" aria-labelledby="held-title">
      <div className="card-head">
        <div>
          <h2 id="held-title">{text.me.held}</h2>
          <p className="card-note">{text.me.heldLead}</p>
        </div>
      </div>
      {held.isError ? <Problem error={held.error} onRetry={() => void held.refetch()} /> : null}
      <ul className="held">
        {(held.data ?? []).map((kind) => (
          <Kind key={kind.table} kind={kind} timeZone={timeZone} />
        ))}
      </ul>
    </section>
  )
}

function Kind({ kind, timeZone }: { readonly kind: HeldKindJson; readonly timeZone: string }) {
  const { language, text, say } = useSpeech()
  const name = say(kind.name)
  const count = formatNumber(kind.count, language)
  const rest = kind.count - kind.rows.length
  const columnNames: Readonly<Record<string, string>> = text.columns
  return (
    <li>
      <details>
        <summary>
          <span className="held-name">{name}</span>
          <span className="note">{text.me.rows(count, kind.count)}</span>
        </summary>
        <p className="note">{text.me.oneRowIs(say(kind.grain))}</p>
        {kind.columns.length === 0 ? (
          <p className="note">{text.me.onlyNumbers}</p>
        ) : (
          <SortableTable
            label={name}
            columns={kind.columns.map((column) => ({ id: column, name: columnNames[column] ?? column }))}
            rows={kind.rows.map((cells, index) => ({
              key: String(index),
              cells: cells.map((cell, at) => (
                <Cell
                  key={kind.columns[at]}
                  cell={cell}
                  column={kind.columns[at] ?? ''}
                  timeZone={timeZone}
                />
              )),
            }))}
          />
        )}
        {rest > 0 ? <p className="note">{text.me.more(formatNumber(rest, language), rest)}</p> : null}
      </details>
    </li>
  )
}

interface CellProps {
  readonly cell: string | null
  readonly column: string
  readonly timeZone: string
}

/** A cell as PostgreSQL writes it: days, instants and truth values in the reader's words, everything else as it is. */
function Cell({ cell, column, timeZone }: CellProps) {
  const { language, text } = useSpeech()
  if (cell === null || cell === '') return <span className="note">–</span>
  if (/^(is|has|names)_/.test(column) && (cell === 'true' || cell === 'false'))
    return cell === 'true' ? text.metric.yes : text.metric.no
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return <span className="whole">{formatDay(cell, language)}</span>
  const instant = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00$/.exec(cell)
  if (instant !== null)
    return <span className="whole">{formatInstant(`${instant[1]}T${instant[2]}Z`, timeZone, language)}</span>
  // The product's own codes are told in words; what a source wrote stays as it is.
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = text.codes
  return <bdi className="held-cell">{words[column]?.[cell] ?? cell}</bdi>
}
