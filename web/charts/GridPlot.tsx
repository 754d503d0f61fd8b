// A breakdown whose lines are cells of two questions at once, drawn as the grid they make: a table, so that a reader of screens hears
// which row and column each cell is of. A bar in each says how large it is beside the largest.
import { drawable, formatValue } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { stateWord } from '../parts/state-word.ts'
import type { BreakdownJson, DefinitionJson } from '../shapes.ts'

type Line = BreakdownJson['lines'][number]
type Grid = NonNullable<DefinitionJson['dimensions'][number]['grid']>

interface Props {
  readonly grid: Grid
  readonly lines: readonly Line[]
  readonly label: string
}

/** Whether every line has its place: one that has none would be lost in the picture. */
export function isPlaced(grid: Grid, lines: readonly Line[]): boolean {
  return lines.every((line) => Object.hasOwn(grid.cells, line.key))
}

export function GridPlot({ grid, lines, label }: Props) {
  const { say } = useSpeech()
  const largest = Math.max(0, ...lines.map(sizeOf))
  const cells = Object.entries(grid.cells)
  return (
    // A box that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="grid-plot" role="region" aria-label={label} tabIndex={0}>
      <table aria-label={label}>
        <thead>
          <tr>
            <td>
              <span className="unseen">{label}</span>
            </td>
            {grid.columns.map((column) => (
              <th key={column.en} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => (
            <tr key={row.en}>
              <th scope="row">{say(row)}</th>
              {cells
                .filter(([, cell]) => cell.row === at)
                .toSorted(([, a], [, b]) => a.column - b.column)
                .map(([key, cell]) => (
                  <td key={key} colSpan={cell.across}>
                    <Cell
                      name={say(cell.name)}
                      line={lines.find((line) => line.key === key)}
                      largest={largest}
                      across={cell.across}
                    />
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sizeOf(line: Line): number {
  return line.answer.value === null ? 0 : Math.max(0, drawable(line.answer.value))
}

interface CellProps {
  readonly name: string
  /** Absent: nothing was counted there. */
  readonly line: Line | undefined
  readonly largest: number
  /** Columns that the cell covers: its bar keeps to one, or equal lengths would not be equal numbers. */
  readonly across: number
}

function Cell({ name, line, largest, across }: CellProps) {
  const { language, text, say } = useSpeech()
  const note = line?.note ?? line?.answer.note ?? null
  const width = line === undefined || largest === 0 ? 0 : (100 * sizeOf(line)) / largest
  return (
    <>
      <span className="grid-name">{name}</span>
      <span className="grid-value">
        {line === undefined
          ? text.metric.nothingHere
          : line.answer.value === null
            ? stateWord(line.answer, text)
            : formatValue(line.answer.value, line.answer.unit, language)}
      </span>
      <span className="grid-track" aria-hidden="true" style={{ width: `${100 / across}%` }}>
        <span className="grid-bar" style={{ width: `${width}%` }} />
      </span>
      {note === null ? null : <span className="grid-note">{say(note)}</span>}
    </>
  )
}
