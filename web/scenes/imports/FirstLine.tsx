// Whether the first line of a file holds the titles of its columns: worked out, and a person may say otherwise; the file is then read again.
import { useId } from 'react'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'
import { useRestage } from './restage.ts'

interface Props {
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function FirstLine({ file, report }: Props) {
  const { text } = useSpeech()
  const group = useId()
  const restage = useRestage(report)
  const known = file.firstLine?.value
  if (known === undefined) return null
  return (
    <>
      <fieldset className="ticks first-line" disabled={restage.isPending}>
        <legend>
          {text.imports.firstLine} <span className="unseen">({file.name})</span>
        </legend>
        {(['titles', 'data'] as const).map((one) => (
          <label key={one} className="tick">
            <input
              type="radio"
              name={group}
              checked={known === one}
              onChange={() => restage.mutate({ mappings: { [file.name]: { columns: {}, firstLine: one } } })}
            />
            <span>{text.imports.firstLines[one]}</span>
          </label>
        ))}
      </fieldset>
      {restage.isError ? <Problem error={restage.error} /> : null}
    </>
  )
}
