// The calendars that the reader subscribed to by their secret addresses: read once a day, ended when she says so.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { ownTimeQuery } from '../../queries.ts'
import type { OwnTimeJson } from '../../shapes.ts'

interface Props {
  readonly personId: number
  readonly calendars: OwnTimeJson['calendars']
}

export function Calendars({ personId, calendars }: Props) {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const [address, setAddress] = useState('')
  const again = () => queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey })
  const add = useMutation({
    mutationFn: () => call('addOwnCalendar', { path: { personId }, body: { address } }),
    onSuccess: () => {
      setAddress('')
      return again()
    },
  })
  const remove = useMutation({
    mutationFn: (connectionId: number) => call('removeOwnCalendar', { path: { personId, connectionId } }),
    onSuccess: again,
  })
  return (
    <section className="card card-body time-block" aria-labelledby="calendars-title">
      <h2 id="calendars-title" className="panel-title">
        {text.time.calendars}
      </h2>
      <p className="note">{text.time.calendarsLead}</p>
      {remove.isError ? <Refusal error={remove.error} /> : null}
      <ul className="list-rows">
        {calendars.map(({ connectionId, host, lastFault }) => (
          <li key={connectionId}>
            <div>
              <p className="list-title">
                <bdi>{host}</bdi>
              </p>
              <p className="note">{lastFault === null ? text.time.calendarFine : say(lastFault)}</p>
            </div>
            <button
              type="button"
              className="button"
              disabled={remove.isPending}
              aria-label={text.time.endOf(host)}
              onClick={() => remove.mutate(connectionId)}
            >
              {text.time.end}
            </button>
          </li>
        ))}
      </ul>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <InputField
          label={text.time.address}
          help={text.time.addressHelp}
          type="password"
          value={address}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          onChange={(written) => {
            setAddress(written)
            if (!add.isIdle) add.reset()
          }}
        />
        {add.isError ? <Refusal error={add.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={add.isPending || address.trim() === ''}>
            {text.time.subscribe}
          </button>
          <span role="status">{add.isSuccess ? text.time.subscribed : ''}</span>
        </p>
      </form>
    </section>
  )
}
