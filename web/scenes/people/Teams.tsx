// The teams, in the order of names, and making one that no list has.
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import type { OrganisationJson } from '../../shapes.ts'
import { useOrganisationChange } from './use-organisation.ts'

export function Teams({ organisation }: { readonly organisation: OrganisationJson }) {
  const { language, text } = useSpeech()
  const [name, setName] = useState('')
  const [region, setRegion] = useState('')
  const add = useOrganisationChange(
    () => call('addTeam', { body: { name, region: region.trim() === '' ? null : region } }),
    () => {
      setName('')
      setRegion('')
    },
  )
  const staying = (teamId: number) =>
    organisation.people.filter((person) =>
      person.stays.some((stay) => stay.teamId === teamId && stay.endsOn === null),
    ).length
  return (
    <section className="card card-body" id="teams" aria-labelledby="teams-title">
      <h2 id="teams-title" className="panel-title">
        {text.view.teams}
      </h2>
      <ul className="list-rows">
        {organisation.teams.map((team) => (
          <li key={team.teamId}>
            <p>
              <bdi className="list-title">{team.name}</bdi>
              {team.region === null ? null : (
                <span className="note">
                  {' '}
                  · <bdi>{team.region}</bdi>
                </span>
              )}
            </p>
            <p className="note">
              {text.view.peopleCount(formatNumber(staying(team.teamId), language), staying(team.teamId))}
            </p>
          </li>
        ))}
      </ul>
      <details className="disclose">
        <summary>{text.people.addTeam}</summary>
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate()
          }}
        >
          <InputField
            label={text.people.teamName}
            value={name}
            required
            maxLength={120}
            autoComplete="off"
            onChange={setName}
          />
          <InputField
            label={text.people.region}
            value={region}
            maxLength={120}
            autoComplete="off"
            onChange={setRegion}
          />
          {add.isError ? <Refusal error={add.error} /> : null}
          <p className="settings-foot">
            <button type="submit" className="button" disabled={add.isPending || name.trim() === ''}>
              {text.people.addTeam}
            </button>
          </p>
        </form>
      </details>
    </section>
  )
}
