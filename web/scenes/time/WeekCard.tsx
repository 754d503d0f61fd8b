// The weekly card: hours by category of one week, in two minutes. What is not measured (leave, private time) needs no reason.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { ownTimeQuery, ownWeekQuery } from '../../queries.ts'
import type { OwnWeekJson, TimeCategory } from '../../shapes.ts'
import { Minutes } from './Minutes.tsx'
import { categoriesInOrder } from './time-categories.ts'

export function WeekCard({ personId }: { readonly personId: number }) {
  const { text } = useSpeech()
  const [monday, setMonday] = useState<string | undefined>()
  const week = useQuery(ownWeekQuery(personId, monday))
  return (
    <section className="card card-body time-block" aria-labelledby="week-title">
      <h2 id="week-title" className="panel-title">
        {text.time.week}
      </h2>
      <p className="note">{text.time.weekLead}</p>
      {week.isError ? <Problem error={week.error} onRetry={() => void week.refetch()} /> : null}
      {week.data === undefined ? (
        week.isError ? null : (
          <Skeleton cards={[320]} />
        )
      ) : (
        <Card
          key={week.data.monday}
          personId={personId}
          week={week.data}
          isLeaving={week.isPlaceholderData}
          onWeek={setMonday}
        />
      )}
    </section>
  )
}

interface CardProps {
  readonly personId: number
  readonly week: OwnWeekJson
  /** Another week is on its way: nothing is written into one that is about to go. */
  readonly isLeaving: boolean
  readonly onWeek: (monday: string) => void
}

function Card({ personId, week, isLeaving, onWeek }: CardProps) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const { monday, thisMonday, lines } = week
  const [written, setWritten] = useState<Readonly<Partial<Record<TimeCategory, string>>>>(() =>
    Object.fromEntries(lines.map(({ category, minutes }) => [category, hoursText(minutes)])),
  )
  const read = categoriesInOrder.map((category) => ({
    category,
    minutes: minutesOf(written[category] ?? ''),
  }))
  const all = read.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  const isWrong = read.some(({ minutes }) => minutes === null)
  const declare = useMutation({
    mutationFn: () =>
      call('declareOwnWeek', {
        path: { personId },
        body: {
          monday,
          lines: read.flatMap(({ category, minutes }) =>
            minutes === null || minutes === 0 ? [] : [{ category, minutes }],
          ),
        },
      }),
    onSuccess: () =>
      Promise.all(
        [ownTimeQuery(personId), ownWeekQuery(personId, undefined)].map(({ queryKey }) =>
          queryClient.invalidateQueries({ queryKey: queryKey.slice(0, 2) }),
        ),
      ),
  })
  return (
    <form
      className="week"
      onSubmit={(event) => {
        event.preventDefault()
        declare.mutate()
      }}
    >
      <p className="week-choice">
        <button type="button" className="button" onClick={() => onWeek(daysLater(monday, -7))}>
          {text.time.weekBefore}
        </button>
        <span className="list-title">{text.time.weekOf(formatDay(monday, language))}</span>
        <button
          type="button"
          className="button"
          disabled={monday >= thisMonday}
          onClick={() => onWeek(daysLater(monday, 7))}
        >
          {text.time.weekAfter}
        </button>
      </p>
      <fieldset disabled={isLeaving} aria-label={text.time.weekOf(formatDay(monday, language))}>
        <ul className="week-lines">
          {read.map(({ category, minutes }) => (
            <li key={category}>
              <label htmlFor={`week-${category}`}>{text.time.categories[category]}</label>
              <input
                id={`week-${category}`}
                inputMode="decimal"
                autoComplete="off"
                maxLength={6}
                placeholder="0"
                aria-invalid={minutes === null || undefined}
                value={written[category] ?? ''}
                onChange={(event) => {
                  setWritten({ ...written, [category]: event.target.value })
                  if (!declare.isIdle) declare.reset()
                }}
              />
              <span aria-hidden="true">h</span>
            </li>
          ))}
        </ul>
      </fieldset>
      <p className="week-sum">
        {text.time.sum} <Minutes minutes={all} />
      </p>
      {isWrong ? (
        <p className="refusal" role="alert">
          {text.time.wrongHours}
        </p>
      ) : null}
      {declare.isError ? <Refusal error={declare.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button primary" disabled={declare.isPending || isWrong || isLeaving}>
          {text.time.declare}
        </button>
        <span role="status">{declare.isSuccess ? text.time.declared : ''}</span>
      </p>
    </form>
  )
}

/** Minutes of '2', '2,5', '2h30' or '2:30'; null when it is none of these. */
export function minutesOf(written: string): number | null {
  const value = written.trim().replace(',', '.')
  if (value === '') return 0
  const clock = /^(\d{1,3})\s*[h:]\s*([0-5]?\d)?$/i.exec(value)
  const minutes = clock === null ? Number(value) * 60 : Number(clock[1]) * 60 + Number(clock[2] ?? 0)
  const whole = Math.round(minutes)
  return /^[\d.h: ]+$/i.test(value) && Number.isFinite(whole) && whole <= 168 * 60 ? whole : null
}

function hoursText(minutes: number): string {
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)}${rest === 0 ? '' : `h${String(rest).padStart(2, '0')}`}`
}

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
