// Where the figures of the page come from and how fresh they are.
import { Link } from '@tanstack/react-router'
import { formatDay, formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { sourceName, sourcesOf } from '../../reading.ts'
import { useIsAdministrator } from '../../session.ts'
import type { HealthJson, HomeJson } from '../../shapes.ts'

interface Props {
  readonly home: HomeJson
  readonly health: HealthJson
}

export function DataPanel({ home, health }: Props) {
  const { language, text, say } = useSpeech()
  const isAdministrator = useIsAdministrator()
  const sources = sourcesOf(health)
  const notes = new Map(
    health.metrics.flatMap(({ measurement }) => {
      const { note } = measurement.coverage
      return note === null ? [] : [[note.en, note] as const]
    }),
  )
  return (
    <section className="card card-body" aria-labelledby="data-title">
      <h2 id="data-title" className="panel-title">
        {text.health.data}
      </h2>
      <ul className="list-rows">
        {sources.length === 0 ? <li>{text.health.noSource}</li> : null}
        {sources.map((source) => (
          <li key={source.source}>
            <div>
              <p>
                <bdi>{sourceName(source.source, home, text)}</bdi>
              </p>
              {source.importedAt === null ? null : (
                <p className="note">
                  {text.health.importedOn(
                    formatInstant(source.importedAt, home.organisation.timeZone, language),
                  )}
                </p>
              )}
            </div>
            <span>
              {source.lastDay === null ? '' : text.health.upTo(formatDay(source.lastDay, language))}
            </span>
          </li>
        ))}
        {[...notes.values()].slice(0, 3).map((note) => (
          <li key={note.en}>
            <p className="note">{say(note)}</p>
          </li>
        ))}
        {isAdministrator ? (
          <li>
            <Link to="/data">{text.health.seeAll}</Link>
          </li>
        ) : null}
      </ul>
    </section>
  )
}
