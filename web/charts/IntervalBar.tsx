// A value on the range its series has known: interval first, then the dot, then the target as a tick.
import { scaleLinear } from 'd3-scale'
import { drawable } from '../format.ts'
import type { AnswerJson, TrendJson } from '../shapes.ts'

const width = 104
const height = 16

interface Props {
  readonly answer: AnswerJson
  readonly trend: TrendJson | null
}

export function IntervalBar({ answer, trend }: Props) {
  if (answer.value === null) return null
  const targets = answer.comparisons.filter((one) => one.against === 'target' && one.value !== null)
  const target = targets[0]?.value ?? null
  const x = scaleLinear()
    .domain(rangeOf(answer, trend, target))
    .range([2, width - 2])
    .clamp(true)
  const middle = height / 2
  return (
    <svg className="interval-bar" width={width} height={height} aria-hidden="true">
      <rect className="interval-track" x={0} y={middle - 1} width={width} height={2} rx={1} />
      {answer.interval === null ? null : (
        <rect
          className="interval-range"
          x={x(drawable(answer.interval.low))}
          y={middle - 2.5}
          width={Math.max(2, x(drawable(answer.interval.high)) - x(drawable(answer.interval.low)))}
          height={5}
          rx={2.5}
        />
      )}
      {target === null ? null : (
        <rect className="interval-target" x={x(drawable(target)) - 1} y={1} width={2} height={height - 2} />
      )}
      <circle className="interval-dot" cx={x(drawable(answer.value))} cy={middle} r={3.75} />
    </svg>
  )
}

/** From the least to the most that this figure, its interval, its target and its last periods show. */
function rangeOf(
  answer: AnswerJson,
  trend: TrendJson | null,
  target: string | number | null,
): [number, number] {
  const values = [answer.value, answer.interval?.low, answer.interval?.high, target]
  if (trend?.answer === answer.id) values.push(...trend.points.map((point) => point.value))
  const known = values.filter((value) => value !== null && value !== undefined).map(drawable)
  const low = Math.min(...known)
  const high = Math.max(...known)
  const margin = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1
  return [low - margin, high + margin]
}
