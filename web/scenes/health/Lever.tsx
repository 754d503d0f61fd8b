// One strategic imperative: its outcome large, its four KPIs as rows.
import { useSpeech } from '../../language.tsx'
import type { Against, DefinitionJson, HealthJson } from '../../shapes.ts'
import { KpiRow } from './KpiRow.tsx'
import { OutcomeHead } from './OutcomeHead.tsx'

interface Props {
  readonly imperative: 'A' | 'B' | 'C'
  readonly health: HealthJson
  readonly definitions: readonly DefinitionJson[]
  readonly against: Against
}

export function Lever({ imperative, health, definitions, against }: Props) {
  const { text } = useSpeech()
  const own = definitions.filter((definition) => definition.imperative === imperative)
  const found = own.flatMap((definition) => {
    const entry = health.metrics.find(({ measurement }) => measurement.metric === definition.id)
    return entry === undefined ? [] : [{ definition, ...entry }]
  })
  const title = `lever-${imperative}`
  return (
    <section className="card lever" aria-labelledby={title}>
      <h2 id={title} className="lever-title">
        {imperative} · {text.imperatives[imperative]}
      </h2>
      {found
        .filter(({ definition }) => definition.class === null)
        .map((entry) => (
          <OutcomeHead key={entry.definition.id} {...entry} against={against} />
        ))}
      <ul>
        {found
          .filter(({ definition }) => definition.class !== null)
          .map((entry) => (
            <KpiRow key={entry.definition.id} {...entry} against={against} />
          ))}
      </ul>
    </section>
  )
}
