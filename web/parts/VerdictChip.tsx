// A verdict as a word and an arrow; colour only for better and worse, never alone.
import type { ReactNode } from 'react'
import { drawable, formatValue, signOf } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { isClear } from '../reading.ts'
import type { ComparisonJson, TrendJson, UnitJson, VerdictName } from '../shapes.ts'
import type { Text } from '../text/en.ts'
import { Icon } from './Icon.tsx'

interface ChipProps {
  readonly verdict: VerdictName | 'not-connected'
  /** Which way the value went; no arrow when it did not clearly move. */
  readonly direction?: -1 | 0 | 1
  readonly children: ReactNode
}

export function Chip({ verdict, direction = 0, children }: ChipProps) {
  const hasArrow = isClear(verdict) && direction !== 0
  return (
    <span className="chip" data-verdict={verdict}>
      {hasArrow ? <Icon name={direction > 0 ? 'up' : 'down'} size={9} /> : null}
      <span>{children}</span>
    </span>
  )
}

interface VerdictChipProps {
  readonly comparison: ComparisonJson
  readonly unit: UnitJson
  /** With the difference: "+6,4 j · se dégrade". */
  readonly hasDifference?: boolean
  /** Neither more nor less of it is better. */
  readonly isNeither?: boolean
}

export function VerdictChip({
  comparison,
  unit,
  hasDifference = false,
  isNeither = false,
}: VerdictChipProps) {
  const { language, text } = useSpeech()
  const word = verdictWord(comparison, isNeither, text)
  const difference =
    hasDifference && isClear(comparison.verdict) && comparison.difference !== null
      ? `${formatValue(comparison.difference, unit, language, { isDifference: true, isCompact: true })} · `
      : ''
  return (
    <Chip
      verdict={comparison.verdict}
      direction={comparison.difference === null ? 0 : signOf(comparison.difference)}
    >
      {difference}
      {word}
    </Chip>
  )
}

/** A gap without an interval is not judged: it is not said that there was no change. As the command line says it. */
function verdictWord(
  { against, verdict, difference, interval }: ComparisonJson,
  isNeither: boolean,
  text: Text,
): string {
  if (verdict === 'no-clear-change' && difference !== null) {
    if (interval === null) return text.unjudged
    if (isNeither && (signOf(interval.low) > 0 || signOf(interval.high) < 0)) return text.changesNeither
  }
  const isPast = against === 'previous' || against === 'year-ago'
  return isPast ? text.verdicts[verdict] : text.verdictsAgainst[verdict]
}

/** What the series shows beyond chance: "s’améliore sur 13 mois". */
export function TrendChip({ trend }: { readonly trend: TrendJson }) {
  const { text } = useSpeech()
  const known = trend.points.filter((point) => point.value !== null)
  const last = known.at(-1)?.value
  const direction =
    last === undefined || last === null || trend.limits === null
      ? 0
      : signOf(drawable(last) - trend.limits.centre)
  return (
    <Chip verdict={trend.verdict} direction={direction}>
      {text.health.overMonths(text.verdicts[trend.verdict], known.length)}
    </Chip>
  )
}
