// The fifteen metrics as a dictionary: question, class and state, by imperative.
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { FigureText } from '../../parts/FigureText.tsx'
import { OwnFirst } from '../../parts/OwnFirst.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { definitionsQuery, healthQuery } from '../../queries.ts'
import { answerName, leadAnswer } from '../../reading.ts'
import type { DefinitionJson, MeasurementJson } from '../../shapes.ts'
import { stateWord } from '../../parts/state-word.ts'

export function MetricsScene() {
  return (
    <OwnFirst cards={[96, 320, 320, 320]}>
      <Dictionary />
    </OwnFirst>
  )
}

function Dictionary() {
  const { text, say } = useSpeech()
  const { scope, period } = useSearch({ from: '__root__' })
  const definitions = useQuery(definitionsQuery)
  const health = useQuery(healthQuery({ scope, period }))
  useTitle(text.metrics.title)
  const measurementOf = (id: string) =>
    health.data?.metrics.find(({ measurement }) => measurement.metric === id)?.measurement
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.metrics.title}</h1>
          <p className="page-lead">{text.metrics.lead}</p>
        </div>
      </div>
      {definitions.data === undefined ? (
        definitions.isError ? (
          <Problem error={definitions.error} onRetry={() => void definitions.refetch()} />
        ) : (
          <Skeleton cards={[320, 320, 320]} />
        )
      ) : (
        <div className="stack">
          {(['A', 'B', 'C'] as const).map((imperative) => (
            <section key={imperative} className="card card-body" aria-labelledby={`list-${imperative}`}>
              <h2 id={`list-${imperative}`} className="panel-title list-lever">
                {imperative} · {text.imperatives[imperative]}
              </h2>
              <ul className="list-rows">
                {definitions.data
                  .filter((definition) => definition.imperative === imperative)
                  .map((definition) => (
                    <li key={definition.id}>
                      <div>
                        <p>
                          <Link to="/metrics/$metric" params={{ metric: definition.id }}>
                            {say(definition.name)}
                          </Link>{' '}
                          <span className="note">
                            {definition.class === null
                              ? text.metrics.outcome
                              : text.classes.short[definition.class]}
                          </span>
                        </p>
                        <p className="note">{say(definition.question)}</p>
                      </div>
                      <State definition={definition} measurement={measurementOf(definition.id)} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </>
  )
}

interface StateProps {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson | undefined
}

function State({ definition, measurement }: StateProps) {
  const { text, say } = useSpeech()
  if (measurement === undefined) return <span />
  const answer = leadAnswer(measurement)
  if (answer?.state !== 'measured' || answer.value === null) {
    return (
      <span className="state-word">{stateWord(answer ?? { state: measurement.state, n: null }, text)}</span>
    )
  }
  return (
    <div>
      <p className="list-figure">
        <FigureText value={answer.value} unit={answer.unit} isCompact />
      </p>
      <p className="note">{say(answerName(definition, answer.id))}</p>
    </div>
  )
}
