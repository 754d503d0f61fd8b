// Everybody whom the sources list, in the order of names, each with her teams over time and what can be put right.
import { useState } from 'react'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Calendar } from '../../parts/Calendar.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { useAccount } from '../../session.ts'
import type { OrganisationJson, PersonJson } from '../../shapes.ts'
import { BreakGlass } from './BreakGlass.tsx'
import { CorrectPerson } from './CorrectPerson.tsx'
import { Stays } from './Stays.tsx'

/** As many rows as a laptop shows; the rest comes on asking. */
const atFirst = 15

export function KnownPeople({ organisation }: { readonly organisation: OrganisationJson }) {
  const { language, text } = useSpeech()
  const [sought, setSought] = useState('')
  const [team, setTeam] = useState('')
  const [showsAll, setShowsAll] = useState(false)
  const known = organisation.people.filter((person) => !person.isProvisional)
  const wanted = plain(sought)
  const found = known.filter(
    (person) =>
      plain([person.name, person.email ?? '', ...person.alsoWritten].join(' ')).includes(wanted) &&
      (team === '' || String(lastStay(person)?.teamId ?? '') === team),
  )
  const isNarrowed = wanted !== '' || team !== ''
  const shown = showsAll || isNarrowed ? found : found.slice(0, atFirst)
  return (
    <section className="card card-body" id="people" aria-labelledby="people-title">
      <div className="card-head">
        <h2 id="people-title">{text.view.peopleCount(formatNumber(known.length, language), known.length)}</h2>
      </div>
      {known.length === 0 ? <p className="note">{text.people.none}</p> : null}
      {known.length < atFirst ? null : (
        <div className="find">
          <InputField
            label={text.people.find}
            type="search"
            value={sought}
            autoComplete="off"
            onChange={setSought}
          />
          <SelectField label={text.people.inTeam} value={team} onChange={setTeam}>
            <option value="">{text.people.everyTeam}</option>
            {organisation.teams.map(({ teamId, name }) => (
              <option key={teamId} value={teamId}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      {isNarrowed ? (
        <p className="note" role="status">
          {text.view.peopleCount(formatNumber(found.length, language), found.length)}
        </p>
      ) : null}
      <ul className="held">
        {shown.map((person) => (
          <Person key={person.personId} person={person} organisation={organisation} />
        ))}
      </ul>
      {shown.length === found.length ? null : (
        <p className="settings-foot">
          <button type="button" className="button" onClick={() => setShowsAll(true)}>
            {text.people.showOthers(formatNumber(found.length - shown.length, language))}
          </button>
        </p>
      )}
    </section>
  )
}

/** The team that she is in, or was in last. */
function lastStay(person: PersonJson): PersonJson['stays'][number] | undefined {
  return person.stays.at(-1)
}

/** Without case and accents: how a name is looked for. */
function plain(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}

interface PersonProps {
  readonly person: PersonJson
  readonly organisation: OrganisationJson
}

function Person({ person, organisation }: PersonProps) {
  const { language, text } = useSpeech()
  const last = lastStay(person)
  const team = organisation.teams.find(({ teamId }) => teamId === last?.teamId)?.name
  const facts = [
    team === undefined
      ? text.people.noTeam
      : last?.endsOn === null || last === undefined
        ? team
        : text.people.until(team, formatDay(last.endsOn, language)),
    person.job === null ? null : text.codes.job[person.job],
    person.leftOn === null ? null : text.people.left(formatDay(person.leftOn, language)),
  ]
  const [isOpen, setOpen] = useState(false)
  // The owner of a machine without accounts sees everything as it is.
  const isAccounts = useAccount() !== null
  return (
    <li>
      <details aria-label={person.name} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <bdi className="held-name">{person.name}</bdi>
          <span className="note">
            <bdi>{facts.filter((fact) => fact !== null).join(' · ')}</bdi>
          </span>
        </summary>
        {isOpen ? (
          <div className="person">
            <Stays person={person} teams={organisation.teams} />
            <div>
              <h3>{text.calendar.person}</h3>
              <Calendar personId={person.personId} mayWriteWeek />
            </div>
            <CorrectPerson person={person} />
            {isAccounts ? <BreakGlass person={person} /> : null}
          </div>
        ) : null}
      </details>
    </li>
  )
}
