// The last periods over their control limits, small; the metric's page draws the same series with its numbers.
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { drawable } from '../format.ts'
import { fromFirstValue } from '../reading.ts'
import type { TrendJson } from '../shapes.ts'
import { bandPath } from './control-band.ts'

interface Props {
  readonly trend: TrendJson
  readonly width?: number
  readonly height?: number
  /** The row says in words what the series shows: only then is the line coloured. */
  readonly isSaid?: boolean
}

export function Sparkline({ trend, width = 76, height = 20, isSaid = false }: Props) {
  const shown = fromFirstValue(trend.points)
  const points = shown.map((point, index) => ({
    index,
    value: point.value === null ? null : drawable(point.value),
  }))
  const known = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  if (known.length === 0) return null
  const { limits } = trend
  const low = Math.min(...known, limits?.low ?? Number.POSITIVE_INFINITY)
  const high = Math.max(...known, limits?.high ?? Number.NEGATIVE_INFINITY)
  const y = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([height - 4, 4])
  const x = scaleLinear()
    .domain([0, Math.max(1, points.length - 1)])
    .range([2, width - 4])
  const path = line<(typeof points)[number]>()
    .defined((point) => point.value !== null)
    .x((point) => x(point.index))
    .y((point) => y(point.value ?? 0))(points)
  const last = points.findLast((point) => point.value !== null)
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      data-verdict={isSaid ? trend.verdict : undefined}
      aria-hidden="true"
    >
      {limits === null ? null : (
        <path
          className="control-band"
          d={bandPath(limits, shown, { left: 0, right: width, at: x, y, top: 0, bottom: height })}
        />
      )}
      <path className="sparkline-line" d={path ?? ''} />
      {last === undefined ? null : (
        <circle className="sparkline-dot" cx={x(last.index)} cy={y(last.value ?? 0)} r={2.5} />
      )}
    </svg>
  )
}
