// The chosen answer split by a dimension; those who could have a line and do not are named with the reason.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { DotPlot } from '../../charts/DotPlot.tsx'
import { GridPlot, isPlaced } from '../../charts/GridPlot.tsx'
import { formatInterval, formatNumber, formatShare, formatValue, lowerFirst } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { ChartTable } from '../../parts/ChartTable.tsx'
import { NoteMark } from '../../parts/NoteMark.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Select } from '../../parts/Select.tsx'
import { breakdownQuery, measurementQuery } from '../../queries.ts'
import type { WordsJson } from '../../../api/contract/types.ts'
import { answerName, openDimensionsOf } from '../../reading.ts'
import type { BreakdownJson, DefinitionJson } from '../../shapes.ts'
import { Change } from './Change.tsx'
import type { BlockProps } from './block-props.ts'
import { stateWord } from '../../parts/state-word.ts'

/** More would push the rest of the page away; all of them are one click further, and in the table. */
const mostLines = 12

export function Breakdown({ definition, measurement, answer }: BlockProps) {
  const { language, text, say } = useSpeech()
  const { scope, period } = useSearch({ from: '__root__' })
  const search = useSearch({ from: '/metrics/$metric' })
  const navigate = useNavigate({ from: '/metrics/$metric' })
  const dimensions = openDimensionsOf(definition, measurement, answer.id)
  const dimension =
    dimensions.find((one) => one.id === search.by) ??
    dimensions.find((one) => !isOneLine(one.id, scope)) ??
    dimensions[0]
  const by = dimension?.id ?? ''
  const breakdown = useQuery({
    ...breakdownQuery(measurement.metric, { scope, period }, answer.id, by),
    enabled: dimension !== undefined,
  })
  const label =
    dimension === undefined ? text.metric.breakdown : text.metric.by(lowerFirst(say(dimension.name)))
  const isAdditive = definition.answers.some((one) => one.id === answer.id && one.isAdditive)
  const noteOf = ({ lines, total }: BreakdownJson) => {
    if (dimension?.grid !== undefined && isPlaced(dimension.grid, lines)) return text.metric.breakdownOfCells
    const interval = lines.find((line) => line.answer.interval !== null)?.answer.interval ?? null
    return text.metric.breakdownNote({
      level: interval === null ? null : formatShare(interval.level, language),
      hasWhole: !isAdditive && total.value !== null,
      hasGrey: lines.some((line) => line.verdict === 'too-few'),
    })
  }
  return (
    <section className="card card-body" aria-labelledby="breakdown-title">
      <div className="card-head">
        <div>
          <h2 id="breakdown-title">
            {say(answerName(definition, answer.id))}, {lowerFirst(label)}
          </h2>
          <p className="card-note">{breakdown.data === undefined ? '\u00a0' : noteOf(breakdown.data)}</p>
        </div>
        {dimension === undefined ? null : (
          <Select
            label={text.metric.grain}
            value={by}
            onChange={(chosen) =>
              void navigate({
                search: (now) => ({ ...now, by: chosen }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {dimensions.map((one) => (
              <option key={one.id} value={one.id}>
                {lowerFirst(say(one.name))}
              </option>
            ))}
          </Select>
        )}
      </div>
      {breakdown.data?.gone === undefined ? null : (
        <p className="note" role="note">
          {say(breakdown.data.gone.reason)}
        </p>
      )}
      {dimension === undefined ? (
        <p className="note">{text.metric.breakdownNotOpen}</p>
      ) : breakdown.data === undefined ? (
        breakdown.isError ? (
          <Problem error={breakdown.error} onRetry={() => void breakdown.refetch()} />
        ) : (
          <div className="chart-place" />
        )
      ) : (
        <Lines
          breakdown={breakdown.data}
          isAdditive={isAdditive}
          values={dimension.values}
          grid={dimension.grid}
          label={label}
          fileName={`${measurement.metric}-${answer.id}-${by}`}
        />
      )}
    </section>
  )
}

/** Of a team by team, or of a person by either, there is one line, which says what the figure above it says. */
function isOneLine(dimension: string, scope: string | undefined): boolean {
  const kind = scope?.split(':')[0]
  return (dimension === 'team' && kind === 'team') || (['team', 'rep'].includes(dimension) && kind === 'rep')
}

interface LinesProps {
  readonly breakdown: BreakdownJson
  readonly isAdditive: boolean
  /** Words for labels that are codes. */
  readonly values: Readonly<Record<string, WordsJson>> | undefined
  /** Where its lines stand when they are cells of two questions at once. */
  readonly grid: DefinitionJson['dimensions'][number]['grid']
  readonly label: string
  readonly fileName: string
}

function Lines({ breakdown, isAdditive, values, grid, label, fileName }: LinesProps) {
  const { language, text, say } = useSpeech()
  const { total, absent } = breakdown
  const lines = breakdown.lines.map((line) => {
    const own = values?.[line.key]
    if (own !== undefined) return { ...line, label: say(own) }
    // What has no name is called by what is said of it: "Without a known product".
    return line.label === '–' && line.note !== null
      ? { ...line, label: say(line.note).replace(/\.$/, ''), note: null }
      : line
  })
  const [isWhole, setWhole] = useState(false)
  const isCut = !isWhole && lines.length > mostLines + 3
  const reasons = [...new Map(absent.map(({ reason }) => [reason.en, reason])).values()]
  return (
    <>
      {lines.length === 0 ? (
        <p className="note">{text.metric.noLines}</p>
      ) : grid !== undefined && isPlaced(grid, lines) ? (
        <GridPlot grid={grid} lines={lines} label={label} />
      ) : (
        <DotPlot
          lines={isCut ? lines.slice(0, mostLines) : lines}
          total={total}
          isAdditive={isAdditive}
          label={label}
          nameOf={nameOf}
        />
      )}
      {isCut ? (
        <p className="no-print">
          <button type="button" className="button" onClick={() => setWhole(true)}>
            {text.metric.showLines(formatNumber(lines.length, language))}
          </button>
        </p>
      ) : null}
      {absent.length === 0 ? null : (
        <details className="as-table">
          <summary>{text.metric.absent(formatNumber(absent.length, language))}</summary>
          <ul className="absent">
            {reasons.map((reason) => (
              <li key={reason.en}>
                {absent
                  .filter((one) => one.reason.en === reason.en)
                  .map(({ label: name }, index) => (
                    <span key={name}>
                      {index === 0 ? '' : ', '}
                      <bdi>{name}</bdi>
                    </span>
                  ))}
                <span className="note">
                  {language === 'fr' ? '\u202f: ' : ': '}
                  {say(reason)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ChartTable
        label={label}
        fileName={fileName}
        columns={[
          { id: 'label', name: label },
          { id: 'value', name: text.metric.value, isNumber: true },
          { id: 'interval', name: `${text.metric.low} – ${text.metric.high}`, isNumber: true },
          { id: 'n', name: text.metric.sample, isNumber: true },
          { id: 'verdict', name: text.metric.verdict },
        ]}
        rows={[
          ...lines.map((line) => ({
            key: line.key,
            name: line.label,
            line: line.answer,
            note: line.note,
            verdict: line.verdict,
          })),
          { key: '(total)', name: text.metric.whole, line: total, note: null, verdict: null },
        ].map(({ key, name, line, note, verdict }) => ({
          key,
          cells: [
            name,
            line.value === null
              ? stateWord(line, text)
              : formatValue(line.value, line.unit, language, { isExact: true }),
            line.interval === null
              ? ''
              : formatInterval(line.interval, line.unit, language, { isExact: true }),
            line.n === null ? '' : formatNumber(line.n, language),
            note === null ? (verdict === null ? '' : text.verdicts[verdict]) : say(note),
          ],
        }))}
      />
      <Change breakdown={breakdown} values={values} label={label} fileName={fileName} />
    </>
  )
}

function nameOf(line: BreakdownJson['lines'][number]) {
  return <LineName line={line} />
}

function LineName({ line }: { readonly line: BreakdownJson['lines'][number] }) {
  const { metric } = useParams({ from: '/metrics/$metric' })
  const view = useSearch({ from: '__root__' })
  const period = useQuery(measurementQuery(metric, { scope: view.scope, period: view.period })).data?.period
  const { scope } = line
  if (scope === null || scope.kind === 'organisation') return <bdi>{line.label}</bdi>
  const id = `${scope.kind}:${scope.id}`
  return (
    <>
      <Link to="." search={(now) => ({ ...now, scope: id, offset: undefined }) as never} title={line.label}>
        <bdi>{line.label}</bdi>
      </Link>{' '}
      {period === undefined ? null : <NoteMark metric={metric} scope={id} period={period.id} />}
    </>
  )
}
