// The details of a row, on hover and on focus alike; Escape puts them away until the reader comes back.
import { useState, type KeyboardEvent } from 'react'
import { formatInterval, formatPeriod, formatShare, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import type { AnswerJson, DefinitionJson } from '../../shapes.ts'

/** Attributes for the row that owns the details. */
export function useDismissal() {
  const [isDismissed, setDismissed] = useState(false)
  return {
    'data-dismissed': isDismissed || undefined,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDismissed(true)
    },
    onMouseLeave: () => setDismissed(false),
    onBlur: () => setDismissed(false),
  }
}

interface Props {
  readonly id: string
  readonly definition: DefinitionJson
  readonly answer: AnswerJson | null
}

export function RowDetails({ id, definition, answer }: Props) {
  const { language, text, say } = useSpeech()
  return (
    <div className="row-details" id={id} role="tooltip">
      <p className="row-details-question">{say(definition.question)}</p>
      {definition.class === null ? null : <p>{text.classes[definition.class]}</p>}
      {answer?.interval === null || answer?.interval === undefined ? null : (
        <p>
          {formatInterval(answer.interval, answer.unit, language, { isCompact: true })},{' '}
          {text.figure.interval(formatShare(answer.interval.level, language), answer.interval.method)}
        </p>
      )}
      {answer?.comparisons.map((comparison) =>
        comparison.value === null ? null : (
          <p key={comparison.against}>
            {text.health.versus(
              comparison.period === null
                ? text.against[comparison.against]
                : `${formatPeriod(comparison.period, language)}, ${text.against[comparison.against]}`,
              formatValue(comparison.value, answer.unit, language, { isCompact: true }),
            )}
            {' · '}
            {say(comparison.reason)}
          </p>
        ),
      )}
      {answer?.isFragile === true ? <p>{text.figure.fragileWhy}</p> : null}
      {answer?.note === null || answer?.note === undefined || answer.state !== 'measured' ? null : (
        <p>{say(answer.note)}</p>
      )}
    </div>
  )
}
