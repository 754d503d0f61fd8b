// The rows of a delivery, all files together, in one line of figures.
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { importCounts } from '../../reading.ts'
import type { ImportReportJson } from '../../shapes.ts'

const shown = ['accepted', 'rejected', 'added', 'changed', 'unchanged'] as const

export function ImportSummary({ report }: { readonly report: ImportReportJson }) {
  const { language, text } = useSpeech()
  const counts = importCounts(report)
  return (
    <dl className="card summary">
      <div>
        <dt>{text.imports.filesCount('', counts.files).trim()}</dt>
        <dd>{formatNumber(counts.files, language)}</dd>
      </div>
      {shown.map((name) => (
        <div key={name} data-count={name} data-none={counts[name] === 0 || undefined}>
          <dt>{text.imports.counts[name]}</dt>
          <dd>{formatNumber(counts[name], language)}</dd>
        </div>
      ))}
    </dl>
  )
}
