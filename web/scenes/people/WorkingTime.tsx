// The working week that holds for everybody and the days on which nobody works: what time is measured against.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Weeks } from '../../parts/Calendar.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { WeekForm } from '../../parts/WeekForm.tsx'
import { forgetFigures, workingTimeQuery } from '../../queries.ts'
import type { WorkingTimeJson } from '../../shapes.ts'

export function WorkingTime() {
  const { text } = useSpeech()
  const known = useQuery(workingTimeQuery)
  const save = useChange((body: Parameters<typeof call<'setWorkingTime'>>[1]['body']) =>
    call('setWorkingTime', { body }),
  )
  return (
    <section className="card card-body" id="working-time" aria-labelledby="working-time-title">
      <h2 id="working-time-title" className="panel-title">
        {text.calendar.title}
      </h2>
      <p className="note">{text.calendar.lead}</p>
      {known.isError ? <Refusal error={known.error} /> : null}
      {known.data === undefined ? null : (
        <div className="calendar">
          <Weeks weeks={known.data.weeks} usual={[]} />
          <details className="disclose">
            <summary>{text.calendar.changeWeek}</summary>
            <WeekForm save={save} />
          </details>
          <Holidays holidays={known.data.holidays} />
        </div>
      )}
    </section>
  )
}

function Holidays({ holidays }: { readonly holidays: WorkingTimeJson['holidays'] }) {
  const { language, text } = useSpeech()
  const years = [...new Set(holidays.map(({ day }) => day.slice(0, 4)))].toSorted().toReversed()
  const [year, setYear] = useState<string | null>(null)
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const remove = useChange((holidayId: number) => call('removeHoliday', { path: { holidayId } }))
  const add = useChange(
    () => call('addHoliday', { body: { day, name: name.trim() === '' ? null : name } }),
    () => {
      setYear(day.slice(0, 4))
      setDay('')
      setName('')
    },
  )
  const shown = year ?? years[0]
  return (
    <>
      <h3>{text.calendar.holidays}</h3>
      {holidays.length === 0 ? <p className="note">{text.calendar.holidaysNone}</p> : null}
      {years.length < 2 ? null : (
        <SelectField label={text.calendar.year} value={shown ?? ''} onChange={setYear}>
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      )}
      <ul className="list-rows dense">
        {holidays
          .filter((holiday) => holiday.day.startsWith(shown ?? ''))
          .map((holiday) => (
            <li key={holiday.holidayId}>
              <p>
                <span className="list-title">{formatDay(holiday.day, language)}</span>
                {holiday.name === null ? null : (
                  <span className="note">
                    {' '}
                    · <bdi>{holiday.name}</bdi>
                  </span>
                )}
              </p>
              {holiday.isOwn ? (
                <button
                  type="button"
                  className="button"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(holiday.holidayId)}
                >
                  {text.calendar.remove}
                  <span className="unseen"> ({formatDay(holiday.day, language)})</span>
                </button>
              ) : null}
            </li>
          ))}
      </ul>
      {remove.isError ? <Refusal error={remove.error} /> : null}
      <details className="disclose">
        <summary>{text.calendar.addHoliday}</summary>
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(undefined)
          }}
        >
          <div className="pair">
            <InputField label={text.calendar.day} type="date" required value={day} onChange={setDay} />
            <InputField
              label={text.calendar.holidayName}
              value={name}
              maxLength={120}
              autoComplete="off"
              onChange={setName}
            />
          </div>
          {add.isError ? <Refusal error={add.error} /> : null}
          <p className="settings-foot">
            <button type="submit" className="button" disabled={add.isPending || day === ''}>
              {text.people.add}
            </button>
          </p>
        </form>
      </details>
    </>
  )
}

function useChange<Given>(change: (given: Given) => Promise<WorkingTimeJson>, onDone?: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (after) => {
      queryClient.setQueryData(workingTimeQuery.queryKey, after)
      forgetFigures(queryClient)
      onDone?.()
    },
  })
}
