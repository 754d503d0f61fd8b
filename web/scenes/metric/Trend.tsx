// The chosen answer over successive periods, its signals named in a sentence.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ControlChart } from '../../charts/ControlChart.tsx'
import { formatNumber, formatPeriod, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { ChartTable } from '../../parts/ChartTable.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Select } from '../../parts/Select.tsx'
import { Chip } from '../../parts/VerdictChip.tsx'
import { trendQuery } from '../../queries.ts'
import { answerName } from '../../reading.ts'
import type { TrendJson } from '../../shapes.ts'
import type { BlockProps } from './block-props.ts'
import { stateWord } from '../../parts/state-word.ts'

const grains = ['month', 'quarter', 'half-year', 'year'] as const

export function Trend({ definition, measurement, answer }: BlockProps) {
  const { language, text, say } = useSpeech()
  const { scope, period } = useSearch({ from: '__root__' })
  const search = useSearch({ from: '/metrics/$metric' })
  const navigate = useNavigate({ from: '/metrics/$metric' })
  const grain = search.grain ?? 'month'
  const trend = useQuery(trendQuery(measurement.metric, { scope, period }, answer.id, grain))
  // What is an effect of one event, or the same whatever the period, has no course over time.
  if (trend.data?.points.length === 0) return null
  const isBare = trend.data?.points.every((point) => point.value === null) === true
  const label = text.metric.trendOf(say(answerName(definition, answer.id)), text.metric.grains[grain])
  return (
    <section className="card card-body trend-card" aria-labelledby="trend-title">
      <div className="card-head">
        <div>
          <h2 id="trend-title">{label}</h2>
          <p className="card-note">{trend.data === undefined || isBare ? ' ' : sentence(trend.data)}</p>
        </div>
        <div className="card-tools">
          {trend.data === undefined ? null : <Verdict trend={trend.data} />}
          <Select
            label={text.metric.grain}
            value={grain}
            onChange={(chosen) =>
              void navigate({
                search: (now) => ({ ...now, grain: chosen }) as never,
                replace: true,
                resetScroll: false,
              })
            }
          >
            {grains.map((one) => (
              <option key={one} value={one}>
                {text.metric.grainNames[one]}
              </option>
            ))}
          </Select>
        </div>
      </div>
      {trend.data === undefined ? (
        trend.isError ? (
          <Problem error={trend.error} onRetry={() => void trend.refetch()} />
        ) : (
          <div className="chart-place" />
        )
      ) : (
        <>
          {isBare ? (
            <p className="note">
              {answer.isWithheld && answer.note !== null ? say(answer.note) : text.metric.trendEmpty}
            </p>
          ) : (
            <ControlChart trend={trend.data} label={label} />
          )}
          <ChartTable
            label={label}
            fileName={`${measurement.metric}-${answer.id}-${grain}`}
            columns={[
              { id: 'period', name: text.metric.period },
              { id: 'value', name: text.metric.value, isNumber: true },
              { id: 'n', name: text.metric.sample, isNumber: true },
              { id: 'signal', name: text.metric.signal },
            ]}
            rows={trend.data.points.map((point) => ({
              key: point.period.id,
              cells: [
                formatPeriod(point.period, language),
                point.value === null
                  ? stateWord(point, text)
                  : formatValue(point.value, trend.data.unit, language, { isExact: true }),
                point.n === null ? '' : formatNumber(point.n, language),
                point.signal === null ? '' : text.metric.signals[point.signal],
              ],
            }))}
          />
        </>
      )}
    </section>
  )

  /** What the series says: its last signal, or that chance is enough. */
  function sentence({ points, limits, isProvisional, target, unit }: TrendJson): string {
    const signal = points.findLast((point) => point.signal !== null)?.signal
    if (limits === null) return text.metric.tooFewPoints
    const said = signal === undefined || signal === null ? text.metric.noSignal : text.metric.signals[signal]
    if (isProvisional) return `${said} ${text.metric.provisionalLimits}`
    if (target === undefined) return said
    return `${said} ${text.metric.targets[target.verdict](formatValue(target.value, unit, language))}`
  }
}

function Verdict({ trend }: { readonly trend: TrendJson }) {
  const { text } = useSpeech()
  if (trend.verdict !== 'better' && trend.verdict !== 'worse') return null
  return <Chip verdict={trend.verdict}>{text.verdicts[trend.verdict]}</Chip>
}
