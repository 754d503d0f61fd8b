// A person's teams over time: ended here, begun here. Every day of hers counts for the team of that day.
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import type { OrganisationJson, PersonJson, StayJson } from '../../shapes.ts'
import { useOrganisationChange } from './use-organisation.ts'

interface Props {
  readonly person: PersonJson
  readonly teams: OrganisationJson['teams']
}

export function Stays({ person, teams }: Props) {
  const { text } = useSpeech()
  const nameOf = (teamId: number) => teams.find((team) => team.teamId === teamId)?.name ?? ''
  return (
    <section aria-label={text.people.staysOf(person.name)}>
      <h3>{text.people.stays}</h3>
      {person.stays.length === 0 ? <p className="note">{text.people.noTeam}</p> : null}
      <ul className="list-rows">
        {person.stays.map((stay) => (
          <Stay key={stay.membershipId} stay={stay} team={nameOf(stay.teamId)} />
        ))}
      </ul>
      {teams.length === 0 ? (
        <p className="note">{text.people.noTeams}</p>
      ) : (
        <NewStay person={person} teams={teams} />
      )}
    </section>
  )
}

function Stay({ stay, team }: { readonly stay: StayJson; readonly team: string }) {
  const { language, text } = useSpeech()
  const [endsOn, setEnd] = useState<string | null>(null)
  const change = useOrganisationChange(
    () =>
      call('changeStay', {
        path: { membershipId: stay.membershipId },
        body: { startsOn: stay.startsOn, endsOn: endsOn === '' ? null : endsOn },
      }),
    () => setEnd(null),
  )
  const days = [
    stay.startsOn === null ? text.people.always : text.people.from(formatDay(stay.startsOn, language)),
    stay.endsOn === null ? text.people.still : text.people.to(formatDay(stay.endsOn, language)),
  ]
  return (
    <li>
      <div>
        <p className="list-title">
          <bdi>{team}</bdi>
        </p>
        <p className="note">{days.join(', ')}</p>
        {change.isError ? <Refusal error={change.error} /> : null}
      </div>
      {endsOn === null ? (
        <button type="button" className="button" onClick={() => setEnd(stay.endsOn ?? '')}>
          {stay.endsOn === null ? text.people.end : text.people.changeEnd}
          <span className="unseen"> ({team})</span>
        </button>
      ) : (
        <form
          className="join"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate()
          }}
        >
          <input
            type="date"
            className="plain-select"
            aria-label={text.people.endDay}
            value={endsOn}
            onChange={(event) => setEnd(event.target.value)}
          />
          <button type="submit" className="button" disabled={change.isPending}>
            {text.settings.save}
          </button>
          <button type="button" className="button" onClick={() => setEnd(null)}>
            {text.account.cancel}
          </button>
        </form>
      )}
    </li>
  )
}

function NewStay({ person, teams }: Props) {
  const { text } = useSpeech()
  const [team, setTeam] = useState('')
  const [startsOn, setStart] = useState('')
  const add = useOrganisationChange(
    () =>
      call('addStay', {
        path: { personId: person.personId },
        body: { teamId: Number(team), startsOn: startsOn === '' ? null : startsOn, endsOn: null },
      }),
    () => {
      setTeam('')
      setStart('')
    },
  )
  return (
    <details>
      <summary>{text.people.addStay}</summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <SelectField label={text.people.team} value={team} required onChange={setTeam}>
          <option value="">{text.people.choose}</option>
          {teams.map((one) => (
            <option key={one.teamId} value={one.teamId}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <InputField
          label={text.people.startDay}
          help={text.people.startHelp}
          type="date"
          value={startsOn}
          onChange={setStart}
        />
        {add.isError ? <Refusal error={add.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={add.isPending || team === ''}>
            {text.people.add}
          </button>
        </p>
      </form>
    </details>
  )
}
