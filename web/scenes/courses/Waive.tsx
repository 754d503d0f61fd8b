// Excuses a person from a unit of a course: whom, from what, and why; and takes that back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { coursesQuery, peopleQuery } from '../../queries.ts'
import type { CourseJson } from '../../shapes.ts'

const reasons = ['tested-out', 'equivalent-unit', 'equivalent-activity', 'administrative'] as const

export function Waive({ course }: { readonly course: CourseJson }) {
  const { text } = useSpeech()
  const words = text.courses
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.waive}
        <span className="unseen"> ({course.title})</span>
      </summary>
      {isOpen ? <Form course={course} /> : null}
    </details>
  )
}

function Form({ course }: { readonly course: CourseJson }) {
  const { text } = useSpeech()
  const words = text.courses
  const queryClient = useQueryClient()
  const people = useQuery(peopleQuery)
  const [unit, setUnit] = useState(course.units[0]?.id ?? '')
  const [person, setPerson] = useState('')
  const [reason, setReason] = useState<(typeof reasons)[number]>('administrative')
  const waive = useMutation({
    mutationFn: () =>
      call('waiveCourse', {
        path: { packageId: course.packageId },
        body: { unit, personId: Number(person), reason },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: coursesQuery.queryKey }),
  })
  const withdraw = useMutation({
    mutationFn: () =>
      call('withdrawWaiver', {
        path: { packageId: course.packageId },
        body: { unit, personId: Number(person) },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: coursesQuery.queryKey }),
  })
  const isBusy = waive.isPending || withdraw.isPending
  const begin = (one: typeof waive | typeof withdraw, other: typeof waive | typeof withdraw) => {
    other.reset()
    one.mutate()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    begin(waive, withdraw)
  }
  return (
    <form className="settings" onSubmit={submit}>
      <p className="note">{words.waiveLead}</p>
      <Choice label={words.waiveUnit} value={unit} onChange={setUnit}>
        {course.units.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice label={words.waivePerson} value={person} onChange={setPerson}>
        <option value="">{words.choose}</option>
        {(people.data?.people ?? []).map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.waiveReason}
        value={reason}
        onChange={(chosen) => setReason(reasons.find((one) => one === chosen) ?? reason)}
      >
        {reasons.map((one) => (
          <option key={one} value={one}>
            {words.waiveReasons[one]}
          </option>
        ))}
      </Choice>
      {waive.isError ? <Refusal error={waive.error} /> : null}
      {withdraw.isError ? <Refusal error={withdraw.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button primary" disabled={person === '' || isBusy}>
          {words.waiveSend}
        </button>
        <button
          type="button"
          className="button"
          disabled={person === '' || isBusy}
          onClick={() => begin(withdraw, waive)}
        >
          {words.withdraw}
        </button>
        <span role="status" className="note">
          {waive.isSuccess ? words.waiveSent : withdraw.isSuccess ? words.withdrawn : ''}
        </span>
      </p>
    </form>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </div>
  )
}
