// A series over its control limits, drawn at its measured width; arrows read it point by point.
import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react'
import {
  drawable,
  formatNumber,
  formatPeriod,
  formatPeriodTick,
  formatInChart,
  formatValue,
} from '../format.ts'
import { useSpeech } from '../language.tsx'
import type { TrendJson } from '../shapes.ts'
import { fromFirstValue } from '../reading.ts'
import { bandPath } from './control-band.ts'
import { markedPoints } from './marked-points.ts'
import { useWidth } from './use-width.ts'

const height = 232
const margin = { top: 28, right: 62, bottom: 26, left: 52 }

interface Props {
  readonly trend: TrendJson
  readonly label: string
}

interface Drawn {
  readonly index: number
  readonly id: string
  readonly value: number | null
  readonly hasSignal: boolean
}

export function ControlChart({ trend: whole, label }: Props) {
  const trend = { ...whole, points: fromFirstValue(whole.points) }
  const { language, text } = useSpeech()
  const [box, width] = useWidth<HTMLDivElement>()
  const [cursor, setCursor] = useState<number | null>(null)
  const hint = useId()

  const marked = new Set(markedPoints(trend))
  const points: Drawn[] = trend.points.map((point, index) => ({
    index,
    id: point.period.id,
    value: point.value === null ? null : drawable(point.value),
    hasSignal: marked.has(index),
  }))
  const read = (index: number | null): string => {
    const point = index === null ? undefined : trend.points[index]
    if (point === undefined) return ''
    const period = formatPeriod(point.period, language)
    if (point.value === null) return text.metric.pointNothing(period, text.states[point.state])
    const value = formatValue(point.value, trend.unit, language)
    const basis = text.metric.point(period, value, point.n === null ? '–' : formatNumber(point.n, language))
    if (trend.limits === null) return basis
    return `${basis}. ${point.signal === null ? text.metric.withinLimits : text.metric.signals[point.signal]}`
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = points.length - 1
    const from = cursor ?? (event.key === 'ArrowLeft' ? points.length : -1)
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key]
    if (event.key === 'Escape') setCursor(null)
    if (to === undefined) return
    event.preventDefault()
    setCursor(Math.min(last, Math.max(0, to)))
  }

  return (
    <figure className="chart" data-verdict={trend.verdict}>
      <div
        ref={box}
        className="chart-focus"
        role="group"
        aria-label={label}
        aria-describedby={hint}
        // The chart is read by keyboard, point by point.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
      >
        {width === 0 ? (
          <div style={{ height }} />
        ) : (
          <Drawing trend={trend} points={points} width={width} cursor={cursor} onCursor={setCursor} />
        )}
      </div>
      <p className="chart-reading" role="status">
        {read(cursor)}
      </p>
      <p id={hint} className="unseen">
        {text.metric.readHint}
      </p>
    </figure>
  )
}

interface DrawingProps {
  readonly trend: TrendJson
  readonly points: readonly Drawn[]
  readonly width: number
  readonly cursor: number | null
  readonly onCursor: (index: number | null) => void
}

function Drawing({ trend, points, width, cursor, onCursor }: DrawingProps) {
  const { language, text } = useSpeech()
  const { limits, unit } = trend
  const known = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  const low = Math.min(...known, limits?.low ?? Number.POSITIVE_INFINITY)
  const high = Math.max(...known, limits?.high ?? Number.NEGATIVE_INFINITY)
  const spread = high - low || Math.abs(high) || 1
  const y = scaleLinear()
    .domain([low - spread * 0.12, high + spread * 0.12])
    .range([height - margin.bottom, margin.top])
  const x = scalePoint<number>()
    .domain(points.map((point) => point.index))
    .range([margin.left, width - margin.right])
    .padding(0.25)
  const at = (index: number) => x(index) ?? 0
  const path = line<Drawn>()
    .defined((point) => point.value !== null)
    .x((point) => at(point.index))
    .y((point) => y(point.value ?? 0))
  const tickText = (value: number) => formatInChart(value, unit, language)
  const every = Math.max(1, Math.ceil((points.length * 62) / (width - margin.left - margin.right)))
  const firstSignal = points.find((point) => point.hasSignal)
  const isLate = firstSignal !== undefined && at(firstSignal.index) > width / 2

  const onPointer = (event: PointerEvent<SVGRectElement>) => {
    const place = event.clientX - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0)
    const nearest = points.toSorted(
      (one, other) => Math.abs(at(one.index) - place) - Math.abs(at(other.index) - place),
    )
    onCursor(nearest[0]?.index ?? null)
  }
  const current = cursor === null ? undefined : points[cursor]

  return (
    <svg width={width} height={height} aria-hidden="true">
      {limits === null ? null : (
        <>
          <path
            className="control-band"
            d={bandPath(limits, trend.points, {
              left: margin.left,
              right: width - margin.right,
              at,
              y,
              top: margin.top,
              bottom: height - margin.bottom,
            })}
          />
          <line
            className="centre"
            x1={margin.left}
            x2={width - margin.right}
            y1={y(limits.centre)}
            y2={y(limits.centre)}
          />
          {apart([limits.high, limits.centre, limits.low], y).map(([value, place]) => (
            <text key={value} x={width - margin.right + 8} y={place} dy="0.35em">
              {tickText(value)}
            </text>
          ))}
        </>
      )}
      {y.ticks(4).map((tick) => (
        <text key={tick} x={margin.left - 10} y={y(tick)} dy="0.35em" textAnchor="end">
          {tickText(tick)}
        </text>
      ))}
      {points.map((point) =>
        point.index % every === (points.length - 1) % every ? (
          <PeriodLabel key={point.id} trend={trend} index={point.index} x={at(point.index)} every={every} />
        ) : null,
      )}
      {firstSignal === undefined ? null : (
        <>
          <line
            className="marker"
            x1={at(firstSignal.index)}
            x2={at(firstSignal.index)}
            y1={margin.top - 8}
            y2={height - margin.bottom}
          />
          <text
            className="marker-label"
            x={at(firstSignal.index) + (isLate ? -6 : 6)}
            y={margin.top - 12}
            textAnchor={isLate ? 'end' : 'start'}
          >
            {text.metric.signalSince(formatPeriod(trend.points[firstSignal.index]!.period, language))}
          </text>
        </>
      )}
      <path className="series" d={path(points) ?? ''} />
      {firstSignal === undefined ? null : (
        <path className="signal" d={path(points.slice(firstSignal.index)) ?? ''} />
      )}
      {points.map((point) =>
        point.value === null ? null : (
          <circle
            key={point.id}
            className={`point${point.hasSignal ? ' is-signal' : ''}`}
            cx={at(point.index)}
            cy={y(point.value)}
            r={point.hasSignal ? 3.5 : 2.75}
          />
        ),
      )}
      {current === undefined ? null : (
        <>
          <line
            className="cursor"
            x1={at(current.index)}
            x2={at(current.index)}
            y1={margin.top}
            y2={height - margin.bottom}
          />
          {current.value === null ? null : (
            <circle className="cursor-ring" cx={at(current.index)} cy={y(current.value)} r={6} />
          )}
        </>
      )}
      <rect
        className="hit"
        x={margin.left}
        y={0}
        width={Math.max(0, width - margin.left - margin.right)}
        height={height}
        onPointerMove={onPointer}
        onPointerLeave={() => onCursor(null)}
      />
    </svg>
  )
}

interface PeriodLabelProps {
  readonly trend: TrendJson
  readonly index: number
  readonly x: number
  readonly every: number
}

/** The year is written where it changes, not under every month. */
function PeriodLabel({ trend, index, x, every }: PeriodLabelProps) {
  const { language } = useSpeech()
  const point = trend.points[index]
  if (point === undefined) return null
  const before = trend.points[index - every]
  const isNewYear = before === undefined || before.period.id.slice(0, 4) !== point.period.id.slice(0, 4)
  return (
    <text x={x} y={height - 6} textAnchor="middle">
      {isNewYear ? formatPeriod(point.period, language) : formatPeriodTick(point.period, language)}
    </text>
  )
}

/** Labels of values that lie close together, pushed apart so that each can be read. */
function apart(
  values: readonly number[],
  y: (value: number) => number,
): readonly (readonly [number, number])[] {
  const placed: [number, number][] = []
  for (const value of values) {
    const previous = placed.at(-1)
    placed.push([value, previous === undefined ? y(value) : Math.max(y(value), previous[1] + 14)])
  }
  return placed
}
