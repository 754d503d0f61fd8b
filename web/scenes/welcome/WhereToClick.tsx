// What to export from which CRM and where to click for it.
import { useSpeech } from '../../language.tsx'

const tools = ['salesforce', 'hubspot', 'pipedrive', 'dynamics', 'odoo', 'other'] as const

export function WhereToClick() {
  const { text } = useSpeech()
  return (
    <section className="where" aria-labelledby="where-title">
      <p className="where-what">{text.welcome.what}</p>
      <h2 id="where-title">{text.welcome.where}</h2>
      <div className="where-tools">
        {tools.map((tool) => (
          <details key={tool} name="where-to-click">
            <summary>{text.crm[tool].name}</summary>
            <ol>
              {text.crm[tool].steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        ))}
      </div>
      <p className="note">{text.welcome.wherePrivacy}</p>
    </section>
  )
}
