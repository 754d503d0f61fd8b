// Every delivery so far, newest first, and what the latest visible one found.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatInstant, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { DataTabs } from '../../parts/DataTabs.tsx'
import { NextPanel } from '../../parts/NextPanel.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { definitionsQuery, healthQuery, homeQuery, importsQuery } from '../../queries.ts'
import { importCounts } from '../../reading.ts'
import type { ImportReportJson } from '../../shapes.ts'
import { Findings } from '../imports/Findings.tsx'

export function DataScene() {
  const { text } = useSpeech()
  const home = useQuery(homeQuery)
  const imports = useQuery(importsQuery)
  const hasData = home.data?.hasData === true
  const health = useQuery({ ...healthQuery({}), enabled: hasData })
  const definitions = useQuery(definitionsQuery)
  useTitle(text.data.title)
  const latest = imports.data?.find((report) => report.state === 'visible')
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.data.title}</h1>
          <p className="page-lead">{text.data.lead}</p>
        </div>
        <Link to="/data/add" className="button primary">
          {text.data.add}
        </Link>
      </div>
      <DataTabs />
      {imports.data === undefined ? (
        imports.isError ? (
          <Problem error={imports.error} onRetry={() => void imports.refetch()} />
        ) : (
          <Skeleton cards={[260, 160]} />
        )
      ) : (
        <div className="stack">
          <section className="card card-body" aria-labelledby="imports-title">
            <h2 id="imports-title" className="panel-title">
              {text.imports.title}
            </h2>
            {imports.data.length === 0 ? <p className="note">{text.imports.none}</p> : null}
            <ul className="list-rows">
              {imports.data.map((report) => (
                <ImportLine
                  key={report.importId}
                  report={report}
                  timeZone={home.data?.organisation.timeZone ?? 'UTC'}
                />
              ))}
            </ul>
          </section>
          {latest === undefined ? null : <Findings report={latest} />}
          {home.data === undefined || health.data === undefined || definitions.data === undefined ? null : (
            <NextPanel home={home.data} health={health.data} definitions={definitions.data} most={20} />
          )}
        </div>
      )}
    </>
  )
}

interface LineProps {
  readonly report: ImportReportJson
  readonly timeZone: string
}

function ImportLine({ report, timeZone }: LineProps) {
  const { language, text } = useSpeech()
  const counts = importCounts(report)
  const number = (count: number) => formatNumber(count, language)
  const rows = [
    text.imports.acceptedRows(number(counts.accepted), counts.accepted),
    counts.rejected === 0 ? null : text.imports.refusedRows(number(counts.rejected)),
    counts.added === 0 ? null : text.imports.added(number(counts.added)),
    counts.changed === 0 ? null : text.imports.changed(number(counts.changed)),
    counts.unchanged === 0 ? null : text.imports.unchanged(number(counts.unchanged)),
  ].filter((part) => part !== null)
  return (
    <li>
      <div>
        <p>
          <Link to="/data/imports/$importId" params={{ importId: String(report.importId) }}>
            {text.imports.one(number(report.importId))}
          </Link>
          {report.files.length === 0 ? null : (
            <span className="note">
              {' · '}
              {report.files.slice(0, 4).map((file, index) => (
                <bdi key={file.fileId}>
                  {index === 0 ? '' : ', '}
                  {file.name}
                </bdi>
              ))}
              {report.files.length > 4 ? '…' : ''}
            </span>
          )}
        </p>
        <p className="note">{rows.join(' · ')}</p>
      </div>
      <div>
        <p className="import-state" data-state={report.state}>
          {text.imports.states[report.state]}
        </p>
        <p className="note">{formatInstant(report.visibleAt ?? report.startedAt, timeZone, language)}</p>
      </div>
    </li>
  )
}
