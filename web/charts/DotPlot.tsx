// A breakdown as dots with their intervals: one row a line, greyed when too few, a row leading to its scope.
import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { drawable, formatNumber, formatInChart, formatValue } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { stateWord } from '../parts/state-word.ts'
import type { AnswerJson, BreakdownJson } from '../shapes.ts'
import { useWidth } from './use-width.ts'

const rowHeight = 30
const tallRowHeight = 42
/** A longer name takes two lines. */
const longestOnOneLine = 26
const axisHeight = 26
/** Pixels from one tick to the next. */
const closest = 46

interface Props {
  readonly lines: BreakdownJson['lines']
  readonly total: AnswerJson
  /** Parts that add up to the whole stand far below it: it is then not drawn among them. */
  readonly isAdditive: boolean
  readonly label: string
  /** The name of a line, as a link when it leads somewhere. */
  readonly nameOf: (line: BreakdownJson['lines'][number]) => ReactNode
}

export function DotPlot({ lines, total, isAdditive, label, nameOf }: Props) {
  const { language, text } = useSpeech()
  const [box, width] = useWidth<HTMLDivElement>()
  const drawn = lines.filter((line) => line.answer.value !== null)
  const x = scaleLinear()
    .domain(reachOf(drawn))
    .range([8, Math.max(20, width - 72)])
    .clamp(true)
  const hasLongNames = lines.some((line) => line.label.length > longestOnOneLine)
  const step = hasLongNames ? tallRowHeight : rowHeight
  const height = lines.length * step
  // Beside no value there is no scale on which to draw the whole.
  const totalPlace =
    total.value === null || isAdditive || drawn.length === 0 ? null : x(drawable(total.value))
  return (
    <div className="dot-plot chart" role="group" aria-label={label}>
      <ul className={hasLongNames ? 'dot-names tall' : 'dot-names'}>
        {lines.map((line) => (
          <li key={line.key}>
            <span className="dot-name">{nameOf(line)}</span>
            <span className="dot-n">
              {line.answer.n === null ? '' : text.figure.n(formatNumber(line.answer.n, language))}
            </span>
            <span className="unseen">
              {line.answer.value === null
                ? stateWord(line.answer, text)
                : formatValue(line.answer.value, line.answer.unit, language)}
              , {text.verdictsAgainst[line.verdict]}
            </span>
          </li>
        ))}
      </ul>
      <div ref={box} className="dot-drawing">
        {width === 0 ? null : (
          <svg width={width} height={height + axisHeight} aria-hidden="true">
            {ticksOf(x, width).map((tick) => (
              <g key={tick}>
                <line className="grid" x1={x(tick)} x2={x(tick)} y1={0} y2={height} />
                <text x={x(tick)} y={height + 18} textAnchor="middle">
                  {formatInChart(tick, total.unit, language)}
                </text>
              </g>
            ))}
            {totalPlace === null ? null : (
              <line className="whole-line" x1={totalPlace} x2={totalPlace} y1={0} y2={height} />
            )}
            {lines.map((line, index) => (
              <DotRow key={line.key} line={line} middle={index * step + step / 2} x={x} />
            ))}
          </svg>
        )}
      </div>
    </div>
  )
}

/**
 * The values that the drawing reaches, from and to. A value is never cut, nor the interval of a line that is sure. An interval
 * of too few says only that it is wide: it may run out of the drawing, which an open end shows, unless all lines are like it.
 */
function reachOf(lines: BreakdownJson['lines']): readonly [number, number] {
  const values = lines.map((line) => drawable(line.answer.value ?? 0))
  const sure = lines.filter((line) => line.verdict !== 'too-few')
  const ends = (sure.length > 0 ? sure : lines).flatMap(({ answer: { interval } }) =>
    interval === null ? [] : [drawable(interval.low), drawable(interval.high)],
  )
  const low = Math.min(...values, ...ends)
  const high = Math.max(...values, ...ends)
  const margin = 0.06 * (high - low || Math.abs(high) || 1)
  return [low - margin, high + margin]
}

/** Two at least, for one alone tells no scale, and none so close to the next that their texts would touch. */
function ticksOf(x: ScaleLinear<number, number>, width: number): readonly number[] {
  const wanted = Math.max(2, Math.floor(width / 90))
  const few = x.ticks(wanted)
  const ticks = few.length === 1 ? x.ticks(wanted + 1) : few
  const apart = x(ticks[1] ?? 0) - x(ticks[0] ?? 0)
  const every = apart > 0 ? Math.ceil(closest / apart) : 1
  return ticks.filter((_, index) => index % every === 0)
}

interface DotRowProps {
  readonly line: BreakdownJson['lines'][number]
  readonly middle: number
  readonly x: ScaleLinear<number, number>
}

function DotRow({ line, middle, x }: DotRowProps) {
  const { language, text } = useSpeech()
  const { answer } = line
  if (answer.value === null) {
    return (
      <text x={8} y={middle} dy="0.35em">
        {stateWord(answer, text)}
      </text>
    )
  }
  const place = x(drawable(answer.value))
  const from = answer.interval === null ? place : x(drawable(answer.interval.low))
  const to = answer.interval === null ? place : x(drawable(answer.interval.high))
  return (
    <g className="dot-row" data-verdict={line.verdict}>
      <line className="range" x1={from} x2={to} y1={middle} y2={middle} />
      {answer.interval === null ? null : (
        <OpenEnds interval={answer.interval} middle={middle} x={x} from={from} to={to} />
      )}
      <circle className="dot" cx={place} cy={middle} r={4.5} />
      <text className={line.verdict === 'too-few' ? undefined : 'strong'} x={to + 10} y={middle} dy="0.35em">
        {formatInChart(answer.value, answer.unit, language)}
      </text>
    </g>
  )
}

interface OpenEndsProps {
  readonly interval: NonNullable<AnswerJson['interval']>
  readonly middle: number
  readonly x: ScaleLinear<number, number>
  readonly from: number
  readonly to: number
}

/** An arrow where an interval goes on beyond the drawing. */
function OpenEnds({ interval, middle, x, from, to }: OpenEndsProps) {
  const [least = 0, most = 0] = x.domain()
  const arrow = (at: number, back: number) =>
    `M${at + back} ${middle - 4}L${at} ${middle}L${at + back} ${middle + 4}`
  return (
    <>
      {drawable(interval.low) < least ? <path className="range open-end" d={arrow(from, 5)} /> : null}
      {drawable(interval.high) > most ? <path className="range open-end" d={arrow(to, -5)} /> : null}
    </>
  )
}
