// One delivery: how far its reading is, then its report, what to confirm, and afterwards how to take it back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '../../client.ts'
import { formatInstant, formatNumber, formatShare } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { forgetFigures, homeQuery, importReportQuery, isUnderWay } from '../../queries.ts'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'
import { FileCard } from './FileCard.tsx'
import { Findings } from './Findings.tsx'
import { ImportActions } from './ImportActions.tsx'
import { ImportSummary } from './ImportSummary.tsx'
import { LeftOut } from './LeftOut.tsx'

/** What needs a person comes first. */
const order: readonly FileReportJson['verdict'][] = ['reject', 'partial', 'accept', 'left-out']

export function ImportScene() {
  const { text } = useSpeech()
  const { importId } = useParams({ from: '/data/imports/$importId' })
  const report = useQuery(importReportQuery(Number(importId)))
  useTitle(text.imports.reportTitle)
  if (report.data === undefined) {
    return report.isError ? (
      <Problem isPage error={report.error} onRetry={() => void report.refetch()} />
    ) : (
      <Skeleton cards={[90, 110, 360]} />
    )
  }
  return (
    <>
      {report.isError ? <Problem error={report.error} onRetry={() => void report.refetch()} /> : null}
      <Report report={report.data} />
    </>
  )
}

function Report({ report }: { readonly report: ImportReportJson }) {
  const { language, text, say } = useSpeech()
  const home = useQuery(homeQuery)
  const queryClient = useQueryClient()
  const known = useRef(report.state)
  // A delivery becomes visible, or is taken back, some time after it was asked for: only then have the figures changed.
  useEffect(() => {
    if (known.current === report.state) return
    known.current = report.state
    forgetFigures(queryClient)
  }, [report.state, queryClient])
  const timeZone = home.data?.organisation.timeZone ?? 'UTC'
  return (
    <>
      <div className="page-head">
        <div>
          <p className="page-up">
            <Link to="/data">{text.imports.back}</Link> ·{' '}
            {text.imports.one(formatNumber(report.importId, language))}
          </p>
          <h1>{text.imports.reportTitle}</h1>
          <p className="page-lead">
            {text.imports.stateSentences[report.state]}{' '}
            {report.visibleAt === null
              ? ''
              : `${text.imports.visibleAt(formatInstant(report.visibleAt, timeZone, language))}.`}
          </p>
        </div>
        {report.state === 'visible' ? (
          <Link to="/" className="button primary">
            {text.imports.toHealth}
          </Link>
        ) : null}
      </div>
      <div className="stack">
        {isUnderWay(report) ? <Progress report={report} /> : null}
        {report.refusal === null ? null : (
          <div className="problem" role="alert">
            <p className="problem-what">{say(report.refusal)}</p>
            <p className="problem-safe">
              {text.imports.stateSentences[report.state === 'interrupted' ? 'interrupted' : 'refused']}
            </p>
          </div>
        )}
        {report.files.length === 0 ? null : <ImportSummary report={report} />}
        {isUnderWay(report) ? null : <ImportActions key={report.state} report={report} />}
        <Findings report={report} />
        {report.files
          .filter((file) => file.verdict !== 'left-out')
          .toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))
          .map((file) => (
            <FileCard key={file.fileId} file={file} report={report} />
          ))}
        <LeftOut report={report} />
      </div>
    </>
  )
}

function Progress({ report }: { readonly report: ImportReportJson }) {
  const { language, text, say } = useSpeech()
  const queryClient = useQueryClient()
  const { importId, progress } = report
  const cancel = useMutation({
    mutationFn: () => call('cancelImport', { path: { importId }, body: {} }),
    onSuccess: (after) => queryClient.setQueryData(importReportQuery(importId).queryKey, after),
  })
  const share = progress?.share ?? null
  return (
    <section className="card card-body" aria-labelledby="progress-title">
      <div className="card-head">
        <h2 id="progress-title">{progress === null ? text.welcome.reading : say(progress.step)}</h2>
        <span className="note">{share === null ? '' : formatShare(share, language)}</span>
      </div>
      <progress aria-label={text.imports.progress} max={1} {...(share === null ? {} : { value: share })} />
      <p className="note progress-note" role="status">
        {text.welcome.safe}
      </p>
      {cancel.isError ? <Refusal error={cancel.error} /> : null}
      {progress === null ? null : (
        <p className="import-actions">
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {cancel.isPending ? text.imports.cancelling : text.imports.cancel}
          </button>
        </p>
      )}
    </section>
  )
}
