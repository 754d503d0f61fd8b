// What to bring so that this metric, or one of its answers, can be measured.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import type { DefinitionJson, MeasurementJson } from '../../shapes.ts'

interface Props {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
}

export function Bring({ definition, measurement }: Props) {
  const { text, say } = useSpeech()
  const notes = new Map(
    measurement.answers.flatMap((answer) =>
      answer.state === 'not-connected' && answer.note !== null
        ? [[answer.note.en, answer.note] as const]
        : [],
    ),
  )
  return (
    <section className="card card-body bring hatched" id="bring" aria-labelledby="bring-title">
      <h2 id="bring-title">{text.metric.bringTitle}</h2>
      {measurement.reason === null ? null : <p>{say(measurement.reason)}</p>}
      {measurement.reason !== null
        ? null
        : [...notes.values()].map((note) => <p key={note.en}>{say(note)}</p>)}
      {definition.isMeasurable ? null : <p className="note">{text.metric.notMeasurable}</p>}
      <ul className="bring-list">
        {definition.needs.map((need) => (
          <li key={need.table}>{say(need.bring)}</li>
        ))}
      </ul>
      {definition.isMeasurable ? (
        <p>
          <Link to="/data/add" className="button">
            {text.metric.bringFiles}
          </Link>
        </p>
      ) : null}
    </section>
  )
}
