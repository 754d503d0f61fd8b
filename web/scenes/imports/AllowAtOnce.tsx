// What was refused only because it would be a guess: a person allows it with one click, for every file that wants it.
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'
import { useRestage } from './restage.ts'

interface Props {
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function AllowAtOnce({ file, report }: Props) {
  const { language, text } = useSpeech()
  const restage = useRestage(report)
  const wanted = wantedBy(file)
  if (wanted.length === 0) return null
  return (
    <div className="file-warnings">
      {wanted.map((one) => {
        const concerned = report.files.filter((other) => wantedBy(other).includes(one))
        const allow = () =>
          restage.mutate({
            mappings: Object.fromEntries(
              concerned.map(({ name, allowed }) => [name, { columns: {}, allowed: [...allowed, one] }]),
            ),
          })
        return (
          <p key={one} className="settings-foot">
            <button type="button" className="button" disabled={restage.isPending} onClick={allow}>
              {text.imports.allowAtOnce}
              <span className="unseen"> ({file.name})</span>
            </button>
            <span className="note">
              {text.imports.allowances[one]}
              {concerned.length > 1
                ? ` · ${text.welcome.files(formatNumber(concerned.length, language), concerned.length)}`
                : ''}
            </span>
          </p>
        )
      })}
      {restage.isError ? <Problem error={restage.error} /> : null}
    </div>
  )
}

function wantedBy({ errors, allowed }: FileReportJson) {
  return [...new Set(errors.flatMap((fault) => fault.allowance ?? []))].filter(
    (one) => !allowed.includes(one),
  )
}
