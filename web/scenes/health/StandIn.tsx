// An answer that stands in for a metric's headline: what it is, and why the headline is not there.
import { useSpeech } from '../../language.tsx'
import { answerName } from '../../reading.ts'
import type { AnswerJson, DefinitionJson, MeasurementJson } from '../../shapes.ts'

interface Props {
  readonly definition: DefinitionJson
  readonly answer: AnswerJson
}

/** The name of an answer that is not the headline, before its figures. */
export function StandInName({ definition, answer }: Props) {
  const { say } = useSpeech()
  return answer.id === definition.headline ? null : (
    <strong>{say(answerName(definition, answer.id))} · </strong>
  )
}

/** That the headline cannot be said, or is not connected, after the figures of the answer shown instead. */
export function MissingHeadline({
  definition,
  measurement,
  answer,
}: Props & { readonly measurement: MeasurementJson }) {
  const { text, say } = useSpeech()
  if (answer.id === definition.headline) return null
  const isConnected =
    measurement.answers.find(({ id }) => id === definition.headline)?.state !== 'not-connected'
  const said = isConnected ? text.health.headlineEmpty : text.health.headlineMissing
  return <span className="kpi-missing">{said(say(answerName(definition, definition.headline)))}</span>
}
