// Hours and days of a working week, from a day on: everybody's, or one person's.
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { InputField } from './InputField.tsx'
import { Refusal } from './Refusal.tsx'

interface NewWeek {
  readonly startsOn: string | null
  readonly hoursPerWeek: number
  readonly daysPerWeek: number
}

interface Props {
  readonly save: {
    readonly mutate: (week: NewWeek) => void
    readonly isPending: boolean
    readonly isError: boolean
    readonly error: unknown
  }
}

export function WeekForm({ save }: Props) {
  const { text } = useSpeech()
  const [hours, setHours] = useState('35')
  const [days, setDays] = useState('5')
  const [startsOn, setStart] = useState('')
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({
          startsOn: startsOn === '' ? null : startsOn,
          hoursPerWeek: Number(hours),
          daysPerWeek: Number(days),
        })
      }}
    >
      <div className="pair">
        <InputField
          label={text.calendar.hours}
          type="number"
          min={0.5}
          max={80}
          step={0.25}
          required
          value={hours}
          onChange={setHours}
        />
        <InputField
          label={text.calendar.workDays}
          help={text.calendar.workDaysHelp}
          type="number"
          min={0.5}
          max={7}
          step={0.5}
          required
          value={days}
          onChange={setDays}
        />
      </div>
      <InputField
        label={text.calendar.startsOn}
        help={text.calendar.startHelp}
        type="date"
        value={startsOn}
        onChange={setStart}
      />
      {save.isError ? <Refusal error={save.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={save.isPending}>
          {text.settings.save}
        </button>
      </p>
    </form>
  )
}
