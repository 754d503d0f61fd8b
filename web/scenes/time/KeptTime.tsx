// What is kept of the reader's time, day by day, and taking it away: a day, or all that one way brought.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { ownTimeQuery } from '../../queries.ts'
import type { OwnTimeJson, OwnTimeWay } from '../../shapes.ts'
import { Minutes } from './Minutes.tsx'

interface Props {
  readonly personId: number
  readonly time: OwnTimeJson
}

/** A working week or so; the rest comes on asking. */
const atFirst = 7

export function KeptTime({ personId, time }: Props) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (body: { readonly day: string } | { readonly way: OwnTimeWay }) =>
      call('removeOwnTime', { path: { personId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey }),
  })
  const chosen = time.choices.filter(({ revokedAt }) => revokedAt === null)
  const days = [...new Set(time.days.map(({ day }) => day))]
  const [showsAll, setShowsAll] = useState(false)
  return (
    <section className="card card-body time-block" aria-labelledby="kept-title">
      <h2 id="kept-title" className="panel-title">
        {text.time.kept}
      </h2>
      <p className="note">{text.time.keptLead}</p>
      {remove.isError ? <Refusal error={remove.error} /> : null}
      {days.length === 0 ? <p>{text.time.keptNone}</p> : null}
      <ul className="held time-days">
        {(showsAll ? days : days.slice(0, atFirst)).map((day, index) => (
          <KeptDay
            key={day}
            day={day}
            lines={time.days.filter((line) => line.day === day)}
            isOpen={index === 0}
            isBusy={remove.isPending}
            onRemove={() => remove.mutate({ day })}
          />
        ))}
      </ul>
      {showsAll || days.length <= atFirst ? null : (
        <p>
          <button type="button" className="button" onClick={() => setShowsAll(true)}>
            {text.time.otherDays(days.length - atFirst)}
          </button>
        </p>
      )}
      {chosen.length === 0 ? null : (
        <details className="disclose">
          <summary>{text.time.choices}</summary>
          <ul className="list-rows">
            {chosen.map(({ way, chosenAt }) => (
              <li key={way}>
                <p>
                  {text.time.ways[way]}{' '}
                  <span className="note">{text.time.since(formatDay(chosenAt.slice(0, 10), language))}</span>
                </p>
                <button
                  type="button"
                  className="button"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ way })}
                >
                  {text.time.revoke}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

interface DayProps {
  readonly day: string
  readonly lines: OwnTimeJson['days']
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onRemove: () => void
}

/** One day: its hours and where they come from; opened, its activities. */
function KeptDay({ day, lines, isOpen, isBusy, onRemove }: DayProps) {
  const { language, text } = useSpeech()
  // What she declares and what a tool recorded are two tellings of the same hours: never added.
  const bases = [...new Set(lines.map(({ basis }) => basis))].map((basis) => ({
    basis,
    minutes: lines.reduce((sum, line) => sum + (line.basis === basis ? line.minutes : 0), 0),
  }))
  const origins = [...new Set(lines.map(({ origin }) => text.time.origins[origin]))]
  return (
    <li>
      <details open={isOpen || undefined}>
        <summary>
          <span className="held-name">{formatDay(day, language)}</span>
          <span className="note">
            {bases.map(({ basis, minutes }, index) => (
              <span key={basis}>
                {index === 0 ? '' : ' · '}
                <Minutes minutes={minutes} />
                {bases.length === 1 ? '' : ` ${text.time.bases[basis]}`}
              </span>
            ))}{' '}
            · {origins.join(', ')}
          </span>
        </summary>
        <ul className="time-lines">
          {lines.map(({ category, basis, origin, minutes }) => (
            <li key={`${category} ${basis} ${origin}`}>
              <span>
                {text.time.categories[category]}
                {origins.length === 1 ? null : <span className="note"> {text.time.origins[origin]}</span>}
              </span>
              <Minutes minutes={minutes} />
            </li>
          ))}
        </ul>
        {lines.some(({ origin }) => origin !== 'company') ? (
          <button
            type="button"
            className="button"
            disabled={isBusy}
            aria-label={text.time.removeDay(formatDay(day, language))}
            onClick={onRemove}
          >
            {text.time.remove}
          </button>
        ) : null}
      </details>
    </li>
  )
}
