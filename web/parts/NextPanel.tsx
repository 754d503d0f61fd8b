// What would make the page truer: decisions to confirm, rows to correct, sources to bring, the most useful first.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatNumber } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { importsQuery } from '../queries.ts'
import { importCounts, missingSources } from '../reading.ts'
import { useIsAdministrator } from '../session.ts'
import type { DefinitionJson, HealthJson, HomeJson } from '../shapes.ts'

interface Props {
  readonly home: HomeJson
  readonly health: HealthJson
  readonly definitions: readonly DefinitionJson[]
  /** Sources named at most; the data page names them all. */
  readonly most?: number
}

export function NextPanel({ home, health, definitions, most = 3 }: Props) {
  const { language, text, say } = useSpeech()
  const isAdministrator = useIsAdministrator()
  const imports = useQuery({ ...importsQuery, enabled: isAdministrator })
  const number = (count: number) => formatNumber(count, language)
  const latest = imports.data?.find((report) => report.state === 'visible')
  const refused = latest === undefined ? 0 : importCounts(latest).rejected
  const provisional = isAdministrator ? home.people.filter((person) => person.isProvisional).length : 0
  const decisions = isAdministrator ? home.openDecisions : 0
  const missing = missingSources(health, definitions).slice(0, most)
  const isEmpty = decisions === 0 && refused === 0 && provisional === 0 && missing.length === 0
  return (
    <section className="card card-body" aria-labelledby="next-title">
      <h2 id="next-title" className="panel-title">
        {text.health.next}
      </h2>
      {isEmpty ? <p className="note">{text.health.nextNone}</p> : null}
      <ul className="list-rows">
        {decisions === 0 ? null : (
          <li>
            <div>
              <p className="list-title">{text.health.confirmDecisions(number(decisions), decisions)}</p>
              <p className="note">{text.health.confirmDecisionsWhy}</p>
            </div>
            <Link to="/settings" hash="decisions">
              {text.health.see}
              <span className="unseen"> {text.data.decisions}</span>
            </Link>
          </li>
        )}
        {refused === 0 || latest === undefined ? null : (
          <li>
            <div>
              <p className="list-title">{text.health.refusedRows(number(refused), refused)}</p>
              <p className="note">{text.health.refusedRowsWhy}</p>
            </div>
            <Link to="/data/imports/$importId" params={{ importId: String(latest.importId) }}>
              {text.health.see}
              <span className="unseen"> {text.imports.refusedRows(number(refused))}</span>
            </Link>
          </li>
        )}
        {provisional === 0 ? null : (
          <li>
            <div>
              <p className="list-title">{text.health.provisional(number(provisional), provisional)}</p>
              <p className="note">{text.health.provisionalWhy}</p>
            </div>
            <Link to="/settings/people" hash="provisional">
              {text.health.see}
              <span className="unseen"> {text.people.title}</span>
            </Link>
          </li>
        )}
        {missing.map(({ bring, metrics }) => (
          <li key={bring.en}>
            <div>
              <p className="list-title">{metrics.map((definition) => say(definition.name)).join(', ')}</p>
              <p className="note two-lines">{say(bring)}</p>
            </div>
            <Link to="/metrics/$metric" params={{ metric: metrics[0]?.id ?? '' }} hash="bring">
              {text.health.bring}
              <span className="unseen">
                {' '}
                ({metrics.map((definition) => say(definition.name)).join(', ')})
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
