// One cell of the drill-down by its column's kind; what the user's tool wrote is isolated text, never markup.
import { formatDay, formatNumber, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import type { DefinitionJson, RowPageJson } from '../../shapes.ts'

/** Letters of a text that a narrow column may still hold on two lines. */
const longestInPlace = 22

interface Props {
  readonly column: DefinitionJson['rowColumns'][number]
  readonly row: RowPageJson['rows'][number]
}

export function RowCell({ column, row }: Props) {
  const { language, text } = useSpeech()
  const cell = row[column.id]
  if (cell === null || cell === undefined || cell === '') {
    return (
      <span className="note" title={text.metric.unknown}>
        <span aria-hidden="true">–</span>
        <span className="unseen">{text.metric.unknown}</span>
      </span>
    )
  }
  const own = column.values?.[String(cell)]
  if (own !== undefined) return <span className={spaceFor(own[language])}>{own[language]}</span>
  switch (column.kind) {
    case 'day':
      return <span className="whole">{formatDay(String(cell), language)}</span>
    case 'money': {
      const currency = row['currency']
      return formatValue(
        String(cell),
        { kind: 'money', currency: typeof currency === 'string' ? currency : '' },
        language,
      )
    }
    case 'days':
    case 'number':
      return formatNumber(Number(cell), language, 2)
    case 'flag':
      return cell === true || cell === 'true' ? text.metric.yes : text.metric.no
    case 'text':
    case 'person':
    case 'team':
      return <bdi className={spaceFor(String(cell))}>{String(cell)}</bdi>
    default:
      return column.kind satisfies never
  }
}

function spaceFor(cell: string): string | undefined {
  return cell.length > longestInPlace ? 'long-text' : undefined
}
