// How the figure is made: formula and choices; and what it stands on: rows counted and left out, sources, version.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDay, formatInstant, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { sourceName } from '../../reading.ts'
import type { AnswerJson, DefinitionJson, HomeJson, MeasurementJson } from '../../shapes.ts'

interface Props {
  readonly home: HomeJson
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
  readonly answer: AnswerJson | null
}

/** Formula, what the chosen answer is, and how to read the metric. */
export function Method({ definition, answer }: Pick<Props, 'definition' | 'answer'>) {
  const { text, say } = useSpeech()
  const own = definition.answers.find((one) => one.id === answer?.id)
  return (
    <section className="card card-body" aria-labelledby="method-title">
      <h2 id="method-title" className="panel-title">
        {text.metric.calculated}
      </h2>
      <dl className="method">
        <div>
          <dt>{text.metric.formula}</dt>
          <dd>{say(definition.formula)}</dd>
        </div>
        {own === undefined ? null : (
          <div>
            <dt>{say(own.name)}</dt>
            <dd>{say(own.explanation)}</dd>
          </div>
        )}
        <div className="method-reading">
          <dt>{text.metric.reading}</dt>
          <dd>{say(definition.explanation)}</dd>
        </div>
        {definition.ebookSlip === undefined ? null : (
          <div className="method-reading">
            <dt>{text.metric.ebookSlip}</dt>
            <dd>{say(definition.ebookSlip)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** What the figure stands on. */
export function Basis({ home, definition, measurement, answer }: Props) {
  const { language, text, say } = useSpeech()
  const { coverage } = measurement
  const readsDeals = definition.needs.some((need) => need.table === 'opportunities')
  return (
    <section className="card card-body" aria-labelledby="basis-title">
      <h2 id="basis-title" className="panel-title">
        {text.metric.basis}
      </h2>
      <dl className="facts">
        {answer?.n === null || answer?.n === undefined ? null : (
          <Fact name={text.metric.counted}>{text.figure.n(formatNumber(answer.n, language))}</Fact>
        )}
        <Fact name={text.metric.excluded}>
          {measurement.areExclusionsWithheld
            ? text.metric.excludedWithheld
            : measurement.exclusions.length === 0
              ? text.metric.excludedNone
              : null}
          <ul>
            {measurement.exclusions.map((exclusion) => (
              <li key={exclusion.code}>
                {formatNumber(exclusion.count, language)} · {say(exclusion.reason)}{' '}
                <Link
                  to="/metrics/$metric"
                  params={{ metric: measurement.metric }}
                  search={(now) =>
                    ({ ...now, excluded: exclusion.code, sort: undefined, offset: undefined }) as never
                  }
                  hash="rows"
                >
                  {text.metric.seeRows}
                  <span className="unseen"> ({say(exclusion.reason)})</span>
                </Link>
              </li>
            ))}
          </ul>
        </Fact>
        {coverage.firstDay === null || coverage.lastDay === null ? null : (
          <Fact name={text.metric.coverage}>
            {text.metric.coverageDays(
              formatDay(coverage.firstDay, language),
              formatDay(coverage.lastDay, language),
            )}
            {coverage.people === null || !readsDeals ? null : (
              <span className="note fact-note">
                {text.metric.closers(formatNumber(coverage.people, language), coverage.people)}
              </span>
            )}
            {coverage.note === null ? null : <span className="note fact-note">{say(coverage.note)}</span>}
          </Fact>
        )}
        {measurement.asOf === null ? null : (
          <Fact name={text.metric.asOf}>{text.metric.asOfDay(formatDay(measurement.asOf, language))}</Fact>
        )}
        {measurement.sources.length === 0 ? null : (
          <Fact name={text.metric.source}>
            {measurement.sources.map((source) => (
              <span key={source.source} className="fact-line">
                <bdi>{sourceName(source.source, home, text)}</bdi>
                {source.lastDay === null ? '' : `, ${text.health.upTo(formatDay(source.lastDay, language))}`}
                {source.importedAt === null
                  ? ''
                  : `, ${text.health.importedOn(formatInstant(source.importedAt, home.organisation.timeZone, language))}`}
              </span>
            ))}
          </Fact>
        )}
        <Fact name={text.metric.timeZone}>{measurement.timeZone}</Fact>
        <Fact name={text.metric.definition}>
          <details className="history">
            <summary>{text.metric.definitionVersion(String(measurement.definitionVersion))}</summary>
            <ul>
              {definition.history.map((change) => (
                <li key={change.version}>
                  {formatDay(change.on, language)} · {say(change.why)}
                </li>
              ))}
            </ul>
          </details>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
