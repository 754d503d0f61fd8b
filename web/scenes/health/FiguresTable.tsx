// The whole page as one table, to copy, to print or to take away.
import { useMemo } from 'react'
import { csvText, saveText } from '../../csv.ts'
import { formatInterval, formatNumber, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { comparisonOf, leadAnswer } from '../../reading.ts'
import type { Against, DefinitionJson, HealthJson } from '../../shapes.ts'
import { stateWord } from '../../parts/state-word.ts'

interface Props {
  readonly health: HealthJson
  readonly definitions: readonly DefinitionJson[]
  readonly against: Against
}

export function FiguresTable({ health, definitions, against }: Props) {
  const { language, text, say } = useSpeech()
  const rows = useMemo(
    () =>
      definitions.flatMap((definition) => {
        const measurement = health.metrics.find(
          (one) => one.measurement.metric === definition.id,
        )?.measurement
        const answer = measurement === undefined ? null : leadAnswer(measurement)
        if (measurement === undefined) return []
        const comparison = answer === null ? null : comparisonOf(answer, against)
        const isMeasured = answer?.state === 'measured' && answer.value !== null
        return [
          {
            id: definition.id,
            cells: [
              `${definition.number} · ${say(definition.name)}`,
              isMeasured && answer.value !== null
                ? formatValue(answer.value, answer.unit, language)
                : stateWord(answer ?? { state: measurement.state, n: null }, text),
              isMeasured && answer.interval !== null
                ? formatInterval(answer.interval, answer.unit, language)
                : '',
              isMeasured && answer.n !== null ? formatNumber(answer.n, language) : '',
              isMeasured && comparison !== null ? text.verdicts[comparison.verdict] : '',
            ],
          },
        ]
      }),
    [health, definitions, against, language, text, say],
  )
  const header = [
    text.nav.metrics,
    text.metric.value,
    `${text.metric.low} – ${text.metric.high}`,
    text.metric.sample,
    `${text.metric.verdict} (${text.against[against]})`,
  ]
  return (
    <details className="as-table">
      <summary>{text.health.kpiTable}</summary>
      <div className="card card-body">
        <div className="scroll-box" role="region" aria-label={text.health.kpiTable} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                {header.map((name, index) => (
                  <th key={name} scope="col" className={index > 0 && index < 4 ? 'number' : undefined}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, cells: [name, ...cells] }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, index) => (
                    // The columns have a fixed order.
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={index} className={index < 3 ? 'number' : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="table-tools">
          <button
            type="button"
            className="button"
            onClick={() =>
              saveText('douze.csv', csvText([header, ...rows.map((row) => row.cells)], language))
            }
          >
            {text.metric.downloadCsv}
          </button>
        </p>
      </div>
    </details>
  )
}
