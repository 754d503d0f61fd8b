// Templates to fill in when no export is at hand: their columns, and the file.
import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { templatesQuery } from '../queries.ts'
import type { TemplateJson } from '../shapes.ts'

/** Every template, each with its columns. */
export function Templates() {
  const { text, say } = useSpeech()
  const templates = useQuery(templatesQuery)
  if (templates.data === undefined) return null
  return (
    <section className="where" aria-labelledby="templates-title">
      <h2 id="templates-title">{text.templates.title}</h2>
      <p className="where-what">{text.templates.lead}</p>
      <details>
        <summary>{text.templates.show}</summary>
        <div className="where-tools">
          {templates.data.map((template) => (
            <details key={template.id} name="template">
              <summary>{say(template.name)}</summary>
              <p className="note">{say(template.grain)}</p>
              <Columns template={template} />
              <p>
                <TemplateLink template={template} label={text.templates.download} />
              </p>
            </details>
          ))}
        </div>
      </details>
    </section>
  )
}

function Columns({ template }: { readonly template: TemplateJson }) {
  const { text, language } = useSpeech()
  return (
    <div className="scroll-box" role="region" aria-label={text.templates.column} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.templates.column}</th>
            <th scope="col">{text.templates.holds}</th>
          </tr>
        </thead>
        <tbody>
          {template.columns.map(({ header, isRequired, holds }) => (
            <tr key={header.en}>
              <th scope="row">
                <code>{header[language]}</code>
                {isRequired ? <span className="note"> {text.templates.required}</span> : null}
              </th>
              <td>{holds[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The templates of the tables that something needs, to download. */
export function TemplateLinks({ tables }: { readonly tables: readonly string[] }) {
  const { text, say } = useSpeech()
  const templates = useQuery(templatesQuery)
  const wanted = (templates.data ?? []).filter(({ table }) => tables.includes(table))
  if (wanted.length === 0) return null
  return (
    <ul className="bring-list">
      {wanted.map((template) => (
        <li key={template.id}>
          <TemplateLink template={template} label={text.templates.downloadOf(say(template.name))} />
        </li>
      ))}
    </ul>
  )
}

function TemplateLink({ template, label }: { readonly template: TemplateJson; readonly label: string }) {
  const { language } = useSpeech()
  return (
    <a href={addressOf('templateFile', { path: { template: template.id }, query: { language } })} download>
      {label}
    </a>
  )
}
