// Everybody whom the sources list, in the order of names, each with her teams over time and what can be put right.
import { useState } from 'react'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Calendar } from '../../parts/Calendar.tsx'
import { Field } from '../../parts/Field.tsx'
import { useAccount } from '../../session.ts'
import type { OrganisationJson, PersonJson } from '../../shapes.ts'
import { BreakGlass } from './BreakGlass.tsx'
import { CorrectPerson } from './CorrectPerson.tsx'
import { Stays } from './Stays.tsx'

export function KnownPeople({ organisation }: { readonly organisation: OrganisationJson }) {
  const { language, text } = useSpeech()
  const [sought, setSought] = useState('')
  const known = organisation.people.filter((person) => !person.isProvisional)
  const wanted = plain(sought)
  const shown = known.filter((person) =>
    plain([person.name, person.email ?? '', ...person.alsoWritten].join(' ')).includes(wanted),
  )
  return (
    <section className="card card-body" id="people" aria-labelledby="people-title">
      <div className="card-head">
        <h2 id="people-title">{text.view.peopleCount(formatNumber(known.length, language), known.length)}</h2>
      </div>
      {known.length === 0 ? <p className="note">{text.people.none}</p> : null}
      {known.length < 12 ? null : (
        <Field label={text.people.find}>
          {(id) => (
            <input
              id={id}
              type="search"
              value={sought}
              autoComplete="off"
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
      )}
      {wanted === '' ? null : (
        <p className="note" role="status">
          {text.view.peopleCount(formatNumber(shown.length, language), shown.length)}
        </p>
      )}
      <ul className="held">
        {shown.map((person) => (
          <Person key={person.personId} person={person} organisation={organisation} />
        ))}
      </ul>
    </section>
  )
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
  const last = person.stays.at(-1)
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
