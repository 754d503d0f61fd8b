// A person's working week and days away, as a neutral calendar: no day has a reason. On her own page and on that of people.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../client.ts'
import { formatDay, formatNumber } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { calendarQuery, forgetFigures, workingTimeQuery } from '../queries.ts'
import type { CalendarJson, WeekJson } from '../shapes.ts'
import { InputField } from './InputField.tsx'
import { Refusal } from './Refusal.tsx'
import { Skeleton } from './Skeleton.tsx'
import { WeekForm } from './WeekForm.tsx'

interface Props {
  readonly personId: number
  /** Whether the week may be written: contracts are kept by administrators. */
  readonly mayWriteWeek: boolean
}

export function Calendar({ personId, mayWriteWeek }: Props) {
  const { text } = useSpeech()
  const calendar = useQuery(calendarQuery(personId))
  const everybody = useQuery(workingTimeQuery)
  if (calendar.isError) return <Refusal error={calendar.error} />
  if (calendar.data === undefined) return <Skeleton cards={[120]} />
  const { weeks, absences } = calendar.data
  return (
    <div className="calendar">
      <Weeks weeks={weeks} usual={everybody.data?.weeks ?? []} />
      {mayWriteWeek ? <OwnWeek personId={personId} /> : null}
      {absences === null ? (
        <p className="note">{text.calendar.notYours}</p>
      ) : (
        <Absences personId={personId} absences={absences} />
      )}
    </div>
  )
}

/** Weeks, newest first; without one of her own, what holds for everybody. */
export function Weeks({
  weeks,
  usual,
}: {
  readonly weeks: readonly WeekJson[]
  readonly usual: readonly WeekJson[]
}) {
  const { language, text } = useSpeech()
  if (weeks.length === 0) {
    const last = usual[0]
    return (
      <p className="note">
        {last === undefined
          ? text.calendar.legalWeek
          : text.calendar.asEverybody(
              formatNumber(last.hoursPerWeek, language),
              formatNumber(last.daysPerWeek, language),
            )}
      </p>
    )
  }
  return (
    <ul className="list-rows">
      {weeks.map((week) => (
        <li key={week.scheduleId}>
          <p className="list-title">
            {text.calendar.week(
              formatNumber(week.hoursPerWeek, language),
              formatNumber(week.daysPerWeek, language),
            )}
          </p>
          <p className="note">
            {week.startsOn === null
              ? text.people.always
              : text.people.from(formatDay(week.startsOn, language))}
            {week.isOwn ? '' : ` · ${text.calendar.fromFile}`}
          </p>
        </li>
      ))}
    </ul>
  )
}

function OwnWeek({ personId }: { readonly personId: number }) {
  const { text } = useSpeech()
  const save = useCalendarChange(personId, (body: Parameters<typeof call<'setPersonWeek'>>[1]['body']) =>
    call('setPersonWeek', { path: { personId }, body }),
  )
  return (
    <details>
      <summary>{text.calendar.changeWeek}</summary>
      <WeekForm save={save} />
    </details>
  )
}

function Absences({
  personId,
  absences,
}: {
  readonly personId: number
  readonly absences: NonNullable<CalendarJson['absences']>
}) {
  const { language, text } = useSpeech()
  const [isAll, setAll] = useState(false)
  const remove = useCalendarChange(personId, (absenceId: number) =>
    call('removeAbsence', { path: { personId, absenceId } }),
  )
  const shown = isAll ? absences : absences.slice(0, 6)
  return (
    <>
      <div>
        <h3>{text.calendar.away}</h3>
        <p className="note">{text.calendar.awayLead}</p>
      </div>
      {absences.length === 0 ? <p className="note">{text.calendar.awayNone}</p> : null}
      <ul className="list-rows dense">
        {shown.map((absence) => {
          const days =
            absence.firstDay === absence.lastDay
              ? formatDay(absence.firstDay, language)
              : text.calendar.days(
                  formatDay(absence.firstDay, language),
                  formatDay(absence.lastDay, language),
                )
          return (
            <li key={absence.absenceId}>
              <p>
                <span className="list-title">{days}</span>
                {[absence.share === 1 ? '' : text.calendar.half, absence.isOwn ? '' : text.calendar.fromFile]
                  .filter((word) => word !== '')
                  .map((word) => (
                    <span key={word} className="note">
                      {' '}
                      · {word}
                    </span>
                  ))}
              </p>
              {absence.isOwn ? (
                <button
                  type="button"
                  className="button"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(absence.absenceId)}
                >
                  {text.calendar.remove}
                  <span className="unseen"> ({days})</span>
                </button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {shown.length < absences.length ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {text.calendar.all(formatNumber(absences.length, language))}
        </button>
      ) : null}
      {remove.isError ? <Refusal error={remove.error} /> : null}
      <NewAbsence personId={personId} />
    </>
  )
}

function NewAbsence({ personId }: { readonly personId: number }) {
  const { text } = useSpeech()
  const [firstDay, setFirst] = useState('')
  const [lastDay, setLast] = useState('')
  const [isHalf, setHalf] = useState(false)
  const add = useCalendarChange(
    personId,
    () =>
      call('addAbsence', {
        path: { personId },
        body: { firstDay, lastDay: lastDay === '' ? firstDay : lastDay, share: isHalf ? 0.5 : 1 },
      }),
    () => {
      setFirst('')
      setLast('')
      setHalf(false)
    },
  )
  return (
    <details>
      <summary>{text.calendar.addAway}</summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(undefined)
        }}
      >
        <div className="pair">
          <InputField
            label={text.calendar.firstDay}
            type="date"
            required
            value={firstDay}
            onChange={setFirst}
          />
          <InputField
            label={text.calendar.lastDay}
            help={text.calendar.lastDayHelp}
            type="date"
            min={firstDay}
            value={lastDay}
            onChange={setLast}
          />
        </div>
        <label className="tick">
          <input type="checkbox" checked={isHalf} onChange={(event) => setHalf(event.target.checked)} />
          <span>{text.calendar.halfDays}</span>
        </label>
        {add.isError ? <Refusal error={add.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={add.isPending || firstDay === ''}>
            {text.people.add}
          </button>
        </p>
      </form>
    </details>
  )
}

/** A change that answers with the calendar as it is afterwards; figures that divide by working time are asked again. */
function useCalendarChange<Given>(
  personId: number,
  change: (given: Given) => Promise<CalendarJson>,
  onDone?: () => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (after) => {
      queryClient.setQueryData(calendarQuery(personId).queryKey, after)
      forgetFigures(queryClient)
      onDone?.()
    },
  })
}
