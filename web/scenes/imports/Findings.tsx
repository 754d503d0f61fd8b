// What links the files of a delivery and what they did not find, with the people that no list names.
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import type { ImportReportJson } from '../../shapes.ts'

export function Findings({ report }: { readonly report: ImportReportJson }) {
  const { language, text, say } = useSpeech()
  const { findings, provisionalPeople } = report
  if (findings.length === 0 && provisionalPeople.length === 0) return null
  return (
    <section className="card card-body" aria-labelledby={`findings-${report.importId}`}>
      <h2 id={`findings-${report.importId}`} className="panel-title">
        {text.imports.findings}
      </h2>
      <ul className="list-rows">
        {findings.map((finding) => (
          <li key={finding.code + finding.sentence.en}>
            <p>{say(finding.sentence)}</p>
          </li>
        ))}
        {provisionalPeople.length === 0 ? null : (
          <li>
            <details className="provisional">
              <summary>
                {text.imports.provisional(
                  formatNumber(provisionalPeople.length, language),
                  provisionalPeople.length,
                )}
              </summary>
              <p className="note">{text.imports.provisionalWhy}</p>
              <ul className="names">
                {provisionalPeople.map((name) => (
                  <li key={name}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </section>
  )
}
