// What to bring so that this metric, or some of its answers, can be measured.
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useSpeech } from '../../language.tsx'
import { TemplateLinks } from '../../parts/Templates.tsx'
import { answerName, missingAnswers } from '../../reading.ts'
import { useIsAdministrator } from '../../session.ts'
import type { DefinitionJson, MeasurementJson } from '../../shapes.ts'

interface Props {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
}

export function Bring({ definition, measurement }: Props) {
  const { text, say } = useSpeech()
  const isAdministrator = useIsAdministrator()
  const isWhole = measurement.state === 'not-connected'
  return (
    <section className="card card-body bring hatched" id="bring" aria-labelledby="bring-title">
      <h2 id="bring-title">{text.metric.bringTitle}</h2>
      <ul className="bring-list">
        {isWhole
          ? (measurement.reason === null
              ? definition.needs.map((need) => need.bring)
              : [measurement.reason]
            ).map((bring) => <li key={bring.en}>{say(bring)}</li>)
          : missingAnswers(measurement).map(({ note, answers }) => (
              <li key={note.en}>
                <p>{say(note)}</p>
                <p className="note">
                  {text.metric.bringGives(answers.map((id) => say(answerName(definition, id))).join(', '))}
                </p>
              </li>
            ))}
      </ul>
      {definition.isMeasurable ? null : <p className="note">{text.metric.notMeasurable}</p>}
      {definition.isMeasurable ? <TemplateLinks tables={missingTables(definition, measurement)} /> : null}
      {definition.isMeasurable && isAdministrator ? (
        <p>
          <Link to="/data/add" className="button">
            {text.metric.bringFiles}
          </Link>
        </p>
      ) : null}
    </section>
  )
}

/** The tables that the metric, or its missing answers, would be measured from. */
function missingTables(definition: DefinitionJson, measurement: MeasurementJson): string[] {
  const isWhole = measurement.state === 'not-connected'
  const missing = new Set(missingAnswers(measurement).flatMap(({ answers }) => answers))
  return definition.needs
    .filter(({ answers }) => isWhole || answers?.some((id) => missing.has(id)) === true)
    .map(({ table }) => table)
}

/** The answers that a metric without its source will give. */
export function Expected({ definition }: { readonly definition: DefinitionJson }) {
  const { text, say } = useSpeech()
  return (
    <section className="card card-body" aria-labelledby="expected-title">
      <h2 id="expected-title" className="panel-title">
        {text.metric.answers}
      </h2>
      <dl className="facts expected">
        {definition.answers.map((answer) => (
          <Fragment key={answer.id}>
            <dt>{say(answer.name)}</dt>
            <dd>{say(answer.explanation)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
