// An answer that stands in for a metric's headline: what it is, and why the headline is not there.
import { useSpeech } from '../../language.tsx'
import { answerName } from '../../reading.ts'
import type { AnswerJson, DefinitionJson, MeasurementJson } from '../../shapes.ts'
import type { Text } from '../../text/en.ts'

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
  const headline = measurement.answers.find(({ id }) => id === definition.headline)
  const name = say(answerName(definition, definition.headline))
  return <span className="kpi-missing">{missing(headline, name, text)}</span>
}

function missing(headline: AnswerJson | undefined, name: string, { health }: Text): string {
  if (headline?.isWithheld === true) return health.headlineWithheld(name)
  return headline?.state === 'not-connected' ? health.headlineMissing(name) : health.headlineEmpty(name)
}
