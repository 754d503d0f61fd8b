// Questions whose answers decide figures: the proposal is chosen beforehand, with its reason and its weight.
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
  return (
    <ul className="decisions">
      {decisions.map((decision) => (
        <Decision
          key={decision.id}
          decision={decision}
          value={answers[decision.id] ?? decision.proposal}
          onAnswer={onAnswer}
        />
      ))}
    </ul>
  )
}

interface DecisionProps {
  readonly decision: DecisionJson
  readonly value: string
  readonly onAnswer: Props['onAnswer']
}

function Decision({ decision, value, onAnswer }: DecisionProps) {
  const { text, say } = useSpeech()
  const id = useId()
  const isProposal = value === decision.proposal
  return (
    <li className="decision">
      <div>
        <label htmlFor={id}>
          <bdi>{say(decision.question)}</bdi>
        </label>
        <p className="note">
          {[
            // Two pipelines may have a stage of the same name.
            decision.kind === 'stage-outcome' && !say(decision.question).includes(decision.subject)
              ? decision.subject
              : null,
            isProposal ? (decision.isConfirmed ? text.imports.confirmed : text.imports.proposed) : null,
            decision.weight === null ? null : say(decision.weight),
            say(decision.reason),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </div>
      <div className="decision-answer">
        <select id={id} value={value} onChange={(event) => onAnswer(decision.id, event.target.value)}>
          {decision.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {say(choice.name)}
            </option>
          ))}
        </select>
      </div>
    </li>
  )
}
