// People whom only deals or leads name: each stays counted on her own until somebody says who she is.
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import type { OrganisationJson, PersonJson } from '../../shapes.ts'
import { useOrganisationChange } from './use-organisation.ts'

export function ProvisionalPeople({ organisation }: { readonly organisation: OrganisationJson }) {
  const { language, text } = useSpeech()
  const provisional = organisation.people.filter((person) => person.isProvisional)
  const known = organisation.people.filter((person) => !person.isProvisional)
  if (provisional.length === 0) return null
  return (
    <section className="card card-body" id="provisional" aria-labelledby="provisional-title">
      <div className="card-head">
        <div>
          <h2 id="provisional-title">
            {text.imports.provisional(formatNumber(provisional.length, language), provisional.length)}
          </h2>
          <p className="card-note">{text.people.provisionalLead}</p>
        </div>
      </div>
      <ul className="list-rows joins">
        {provisional.map((person) => (
          <ProvisionalLine key={person.personId} person={person} known={known} />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  readonly person: PersonJson
  readonly known: readonly PersonJson[]
}

function ProvisionalLine({ person, known }: LineProps) {
  const { text } = useSpeech()
  const [chosen, setChosen] = useState('')
  const [isAsking, setAsking] = useState(false)
  const join = useOrganisationChange(() =>
    call('joinPeople', { path: { personId: person.personId }, body: { into: Number(chosen) } }),
  )
  const into = known.find((one) => String(one.personId) === chosen)
  return (
    <li>
      <div>
        <p className="list-title">
          <bdi>{person.name}</bdi>
        </p>
        {join.isError ? <Refusal error={join.error} /> : null}
      </div>
      <form
        className="join"
        onSubmit={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        <select
          aria-label={text.people.sameAs(person.name)}
          className="plain-select"
          value={chosen}
          required
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">{text.people.sameAsChoice}</option>
          {known.map((one) => (
            <option key={one.personId} value={one.personId}>
              {one.email === null ? one.name : `${one.name} (${one.email})`}
            </option>
          ))}
        </select>
        <button type="submit" className="button" disabled={chosen === '' || join.isPending}>
          {text.people.join}
          <span className="unseen"> ({person.name})</span>
        </button>
      </form>
      <Dialog
        isOpen={isAsking}
        question={text.people.joinSure(person.name, into?.name ?? '')}
        actionName={text.people.join}
        keepName={text.account.cancel}
        onAction={() => join.mutate()}
        onClose={() => setAsking(false)}
      >
        <p className="note">{text.people.joinMeans}</p>
      </Dialog>
    </li>
  )
}
