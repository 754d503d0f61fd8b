// For each metric: connected or not, what lacks, and which export or column would bring it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { DataTabs } from '../../parts/DataTabs.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import { useTitle } from '../../parts/title.ts'
import { dataHealthQuery, definitionsQuery } from '../../queries.ts'
import type { DataHealthJson, DefinitionJson, GapJson } from '../../shapes.ts'

export function DataHealthScene() {
  const { language, text } = useSpeech()
  const words = text.dataHealth
  const health = useQuery(dataHealthQuery)
  const definitions = useQuery(definitionsQuery)
  useTitle(words.title)
  const count = (state: string) =>
    formatNumber(health.data?.metrics.filter((one) => one.state === state).length ?? 0, language)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="page-lead">{words.lead}</p>
        </div>
        {health.data === undefined ? null : (
          <p className="note">{words.counts(count('connected'), count('partly'), count('not-connected'))}</p>
        )}
      </div>
      <DataTabs />
      {health.data === undefined || definitions.data === undefined ? (
        health.isError ? (
          <Problem error={health.error} onRetry={() => void health.refetch()} />
        ) : (
          <Skeleton cards={[420, 260]} />
        )
      ) : (
        <div className="stack">
          <section className="card card-body" aria-labelledby="metrics-health">
            <h2 id="metrics-health" className="unseen">
              {words.title}
            </h2>
            <ul className="data-health">
              {health.data.metrics.map((metric) => (
                <MetricLine
                  key={metric.metric}
                  metric={metric}
                  definition={definitions.data.find(({ id }) => id === metric.metric)}
                />
              ))}
            </ul>
          </section>
          <Tables health={health.data} definitions={definitions.data} />
        </div>
      )}
    </>
  )
}

interface MetricLineProps {
  readonly metric: DataHealthJson['metrics'][number]
  readonly definition: DefinitionJson | undefined
}

function MetricLine({ metric, definition }: MetricLineProps) {
  const { text, say } = useSpeech()
  const words = text.dataHealth
  if (definition === undefined) return null
  return (
    <li data-state={metric.state}>
      <div>
        <p className="list-title">
          <Link to="/metrics/$metric" params={{ metric: metric.metric }}>
            {say(definition.name)}
          </Link>
        </p>
        <p className="data-state">{words.states[metric.state]}</p>
      </div>
      <ul>
        {metric.missing.map((need) => (
          <li key={need.bring.en}>
            <p>{say(need.bring)}</p>
            {metric.state === 'partly' ? (
              <p className="note">
                {words.answersLost(need.answers.map((answer) => say(answer)).join(', '))}
              </p>
            ) : null}
          </li>
        ))}
        {metric.gaps.map((gap) => (
          <GapLine key={gap.id} gap={gap} />
        ))}
        {metric.missing.length + metric.gaps.length === 0 ? <li className="note">{words.whole}</li> : null}
      </ul>
    </li>
  )
}

function GapLine({ gap }: { readonly gap: GapJson }) {
  const { language, text, say } = useSpeech()
  const number = (count: number) => formatNumber(count, language)
  const sentence = gap.sampled === null ? text.dataHealth.lacking : text.dataHealth.sampled
  return (
    <li>
      <p>{sentence(number(gap.lacking), number(gap.among), say(gap.name))}</p>
      <p className="note">{say(gap.bring)}</p>
    </li>
  )
}

interface TablesProps {
  readonly health: DataHealthJson
  readonly definitions: readonly DefinitionJson[]
}

function Tables({ health, definitions }: TablesProps) {
  const { language, text, say } = useSpeech()
  const words = text.dataHealth
  const rowsOf = (rows: number | null, about: number | null) =>
    rows === null ? words.aboutRows(formatNumber(about ?? 0, language)) : formatNumber(rows, language)
  const nameOf = (id: string) => {
    const definition = definitions.find((one) => one.id === id)
    return definition === undefined ? id : say(definition.name)
  }
  return (
    <section className="card card-body" aria-labelledby="tables-health">
      <h2 id="tables-health" className="panel-title">
        {words.tables}
      </h2>
      <SortableTable
        label={words.tables}
        columns={[
          { id: 'table', name: words.table },
          { id: 'rows', name: words.rows, isNumber: true },
          { id: 'feeds', name: words.feeds },
        ]}
        rows={health.tables.map(({ table, name, rows, about, feeds }) => ({
          key: table,
          cells: [say(name), rowsOf(rows, about), feeds.map(nameOf).join(', ')],
        }))}
      />
    </section>
  )
}
