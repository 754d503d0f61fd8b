// One metric: its question, the honest answers side by side, then trend, breakdown, comparisons, method and rows.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { formatPeriod } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { OtherScopes, OwnFirst } from '../../parts/OwnFirst.tsx'
import { NotFound, Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { scopeName, ViewControls } from '../../parts/ViewControls.tsx'
import { definitionsQuery, homeQuery, measurementQuery } from '../../queries.ts'
import { dimensionsOf, leadAnswer } from '../../reading.ts'
import type { DefinitionJson, HomeJson, MeasurementJson } from '../../shapes.ts'
import { Answers } from './Answers.tsx'
import { Breakdown } from './Breakdown.tsx'
import { Bring, Expected } from './Bring.tsx'
import { Basis, Method } from './Calculation.tsx'
import { Comparisons } from './Comparisons.tsx'
import { FigureNotes } from './FigureNotes.tsx'
import { Rows } from './Rows.tsx'
import { Trend } from './Trend.tsx'
import type { BlockProps } from './block-props.ts'

export function MetricScene() {
  return (
    <OwnFirst cards={[96, 110, 320]}>
      <Metric />
    </OwnFirst>
  )
}

function Metric() {
  const { metric } = useParams({ from: '/metrics/$metric' })
  const { scope, period } = useSearch({ from: '__root__' })
  const home = useQuery(homeQuery)
  const definitions = useQuery(definitionsQuery)
  const measurement = useQuery(measurementQuery(metric, { scope, period }))
  const definition = definitions.data?.find((one) => one.id === metric)

  if (definitions.data !== undefined && definition === undefined) return <NotFound />
  const error = home.error ?? definitions.error ?? (measurement.data === undefined ? measurement.error : null)
  if (error !== null) {
    const retry = () => void Promise.all([home.refetch(), definitions.refetch(), measurement.refetch()])
    return <Problem isPage error={error} scope={scope} onRetry={retry} />
  }
  if (home.data === undefined || definition === undefined) return <Skeleton cards={[96, 110, 320]} />
  return (
    <>
      <Head home={home.data} definition={definition} measurement={measurement.data} />
      {measurement.data === undefined ? (
        <Skeleton cards={[110, 320, 240]} />
      ) : (
        <div data-stale={measurement.isPlaceholderData || undefined}>
          <Blocks home={home.data} definition={definition} measurement={measurement.data} />
        </div>
      )}
    </>
  )
}

interface HeadProps {
  readonly home: HomeJson
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson | undefined
}

function Head({ home, definition, measurement }: HeadProps) {
  const { language, text, say } = useSpeech()
  const { scope } = useSearch({ from: '__root__' })
  useTitle(say(definition.name))
  const shown = measurement?.period ?? home.defaultPeriod
  return (
    <div className="page-head">
      <div>
        <p className="page-up">
          <Link to="/metrics">{text.metric.back}</Link> · {definition.imperative} ·{' '}
          {text.imperatives[definition.imperative]}
        </p>
        <h1>{say(definition.question)}</h1>
        <p className="page-lead">
          {say(definition.name)}
          {definition.class === null ? '' : ` (${text.classes.short[definition.class]})`} ·{' '}
          {shown === null ? '' : `${formatPeriod(shown, language)} · `}
          <bdi>{scopeName(home, scope, text.view.wholeOrganisation)}</bdi>
          <OtherScopes home={home} />
        </p>
      </div>
      <ViewControls home={home} />
    </div>
  )
}

function Blocks({ home, definition, measurement }: HeadProps & { readonly measurement: MeasurementJson }) {
  const { text, say } = useSpeech()
  const search = useSearch({ from: '/metrics/$metric' })
  const navigate = useNavigate({ from: '/metrics/$metric' })
  const answer = measurement.answers.find((one) => one.id === search.answer) ?? leadAnswer(measurement)
  const choose = (id: string) =>
    void navigate({
      search: (now) =>
        ({ ...now, answer: id, offset: undefined, sort: undefined, excluded: undefined }) as never,
      replace: true,
      resetScroll: false,
    })

  if (measurement.state === 'not-connected') {
    return (
      <div className="stack">
        <Bring definition={definition} measurement={measurement} />
        <Expected definition={definition} />
        <Method definition={definition} answer={null} />
      </div>
    )
  }
  if (measurement.state === 'failed' || answer === null) {
    return (
      <div className="stack">
        <div className="problem" role="alert">
          <p className="problem-what">
            {measurement.reason === null ? text.health.failedRow : say(measurement.reason)}
          </p>
          <p className="problem-safe">{text.errors.unexpectedSafe}</p>
        </div>
        <Method definition={definition} answer={answer} />
        <Basis home={home} definition={definition} measurement={measurement} answer={answer} />
      </div>
    )
  }
  const block: BlockProps = { home, definition, measurement, answer }
  const isMeasured = answer.state === 'measured'
  return (
    <div className="stack">
      <Answers definition={definition} measurement={measurement} chosen={answer.id} onChoose={choose} />
      {measurement.answers.some((one) => one.state === 'not-connected') ? (
        <Bring definition={definition} measurement={measurement} />
      ) : null}
      <div className="metric-grid">
        <div className="stack">
          <Trend {...block} />
          {isMeasured && dimensionsOf(definition, answer.id).length > 0 ? <Breakdown {...block} /> : null}
        </div>
        <div className="stack">
          {isMeasured ? <Comparisons {...block} /> : null}
          <Basis {...block} />
        </div>
      </div>
      <Method {...block} />
      <FigureNotes {...block} />
      {isMeasured ? <Rows {...block} /> : null}
    </div>
  )
}
