// The three states without a value: what to bring, nothing to count, or what failed.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import type { AnswerJson, DefinitionJson, MeasurementJson } from '../../shapes.ts'

interface Props {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
  readonly answer: AnswerJson | null
}

export function EmptyReason({ definition, measurement, answer }: Props) {
  const { text, say } = useSpeech()
  const state = answer?.state ?? measurement.state
  const words = measurement.reason ?? answer?.note ?? null
  const fallback = state === 'failed' ? text.health.failedRow : text.health.noDataRow
  return (
    <p className="kpi-reason">
      <span className="two-lines">{words === null ? fallback : say(words)}</span>
      {state === 'not-connected' ? (
        <Link to="/metrics/$metric" params={{ metric: definition.id }} hash="bring" className="kpi-bring">
          {text.health.bring}
          <span className="unseen"> ({say(definition.name)})</span>
        </Link>
      ) : null}
    </p>
  )
}
