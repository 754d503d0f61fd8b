// What can be acted on now: each answer that lists it, how much there is, and one link to its rows.
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { FigureText } from '../../parts/FigureText.tsx'
import { measurementQuery, type View } from '../../queries.ts'
import { partsOf } from '../../parts/parts-of.ts'
import { answerName, toDoIn } from '../../reading.ts'
import type { DefinitionJson } from '../../shapes.ts'

interface Props {
  readonly definitions: readonly DefinitionJson[]
  readonly view: View
}

export function ToDo({ definitions, view }: Props) {
  const { language, text, say } = useSpeech()
  // Asked metric by metric: some of these answers are counted on their metric's page only.
  const asked = definitions.filter((definition) => definition.answers.some((answer) => answer.toDo))
  const measured = useQueries({ queries: asked.map((definition) => measurementQuery(definition.id, view)) })
  const items = asked.flatMap((definition, index) =>
    toDoIn(definition, measured[index]?.data).map((answer) => ({ definition, answer })),
  )
  const isWaiting = measured.some((one) => one.isPending)
  return (
    <section className="card card-body" aria-labelledby="to-do-title" aria-busy={isWaiting || undefined}>
      <h2 id="to-do-title" className="panel-title">
        {text.health.toDo}
      </h2>
      {items.length === 0 ? <p className="note">{isWaiting ? text.loading : text.health.toDoNone}</p> : null}
      <ul className="list-rows">
        {items.map(({ definition, answer }) => (
          <li key={`${definition.id} ${answer.id}`}>
            <div>
              <p className="list-title">
                <Link
                  to="/metrics/$metric"
                  params={{ metric: definition.id }}
                  search={(now) => ({ ...now, answer: answer.id })}
                  hash="rows"
                >
                  {say(answerName(definition, answer.id))}
                </Link>
              </p>
              <p className="note">
                {answer.note === null
                  ? [say(definition.name), ...partsOf(answer, language, text)].join(' · ')
                  : say(answer.note)}
              </p>
            </div>
            <span className="list-figure">
              {answer.value === null ? null : (
                <FigureText value={answer.value} unit={answer.unit} isCompact />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
