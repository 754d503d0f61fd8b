// Questions whose answers decide figures: the proposal is chosen beforehand, with its reason and its weight. Stages
// share one question and stand in a grid; the others ask their own.
import { useId } from 'react'
import { useSpeech } from '../language.tsx'
import type { DecisionJson } from '../shapes.ts'

interface Props {
  readonly decisions: readonly DecisionJson[]
  /** By decision id; the proposal where there is none. */
  readonly answers: Readonly<Record<string, string>>
  readonly onAnswer: (id: string, value: string) => void
}

export function DecisionList({ decisions, answers, onAnswer }: Props) {
  const { text } = useSpeech()
  const stages = decisions.filter((decision) => decision.kind === 'stage-outcome')
  const others = decisions.filter((decision) => decision.kind !== 'stage-outcome')
  const valueOf = (decision: DecisionJson) => answers[decision.id] ?? decision.proposal
  return (
    <div className="decisions">
      {stages.length === 0 ? null : (
        <fieldset>
          <legend>{text.imports.stageQuestion}</legend>
          <ul className="decision-stages">
            {stages.map((decision) => (
              <Stage key={decision.id} decision={decision} value={valueOf(decision)} onAnswer={onAnswer} />
            ))}
          </ul>
        </fieldset>
      )}
      <ul>
        {others.map((decision) => (
          <Decision key={decision.id} decision={decision} value={valueOf(decision)} onAnswer={onAnswer} />
        ))}
      </ul>
    </div>
  )
}

interface DecisionProps {
  readonly decision: DecisionJson
  readonly value: string
  readonly onAnswer: Props['onAnswer']
}

function Stage({ decision, value, onAnswer }: DecisionProps) {
  const { say } = useSpeech()
  const id = useId()
  return (
    <li className="decision-stage" title={say(decision.reason)}>
      <div>
        <label htmlFor={id}>
          <bdi>{decision.subject}</bdi>
          <span className="unseen"> ({say(decision.reason)})</span>
        </label>
        {decision.weight === null ? null : <p className="note">{say(decision.weight)}</p>}
      </div>
      <Choice id={id} decision={decision} value={value} onAnswer={onAnswer} />
    </li>
  )
}

function Decision({ decision, value, onAnswer }: DecisionProps) {
  const { text, say } = useSpeech()
  const id = useId()
  const note = [
    value === decision.proposal
      ? decision.isConfirmed
        ? text.imports.confirmed
        : text.imports.proposed
      : null,
    decision.weight === null ? null : say(decision.weight),
    say(decision.reason),
  ]
  return (
    <li className="decision">
      <div>
        <label htmlFor={id}>
          <bdi>{say(decision.question)}</bdi>
        </label>
        <p className="note">{note.filter((part) => part !== null).join(' · ')}</p>
      </div>
      <Choice id={id} decision={decision} value={value} onAnswer={onAnswer} />
    </li>
  )
}

function Choice({ id, decision, value, onAnswer }: DecisionProps & { readonly id: string }) {
  const { say } = useSpeech()
  return (
    <select id={id} value={value} onChange={(event) => onAnswer(decision.id, event.target.value)}>
      {decision.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {say(choice.name)}
        </option>
      ))}
    </select>
  )
}
