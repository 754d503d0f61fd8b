// Files that bring nothing today, together in one card: each with its reason, and the way to say otherwise.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import type { ImportReportJson } from '../../shapes.ts'
import { Correction } from './Correction.tsx'

export function LeftOut({ report }: { readonly report: ImportReportJson }) {
  const { text, say } = useSpeech()
  const files = report.files.filter((file) => file.verdict === 'left-out')
  if (files.length === 0) return null
  return (
    <section className="card card-body" aria-labelledby="left-out-title">
      <h2 id="left-out-title" className="panel-title">
        {text.imports.leftOut}
      </h2>
      <ul className="list-rows left-out">
        {files.map((file) => (
          <li key={file.fileId}>
            <p className="list-title">
              <bdi>{file.name}</bdi>
            </p>
            <p className="note">{say(file.reason)}</p>
            {report.state === 'staged' && file.columns.length > 0 ? (
              <Correction file={file} report={report} />
            ) : null}
            {file.warnings.some(({ code }) => code === 'STREAM_UNKNOWN') ? (
              <p>
                <Link to="/data/streams">{text.streams.sayWhat}</Link>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
