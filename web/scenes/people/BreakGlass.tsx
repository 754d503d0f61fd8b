// Opens one person's data to an administrator for an hour. She reads who did, when and why.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { homeQuery } from '../../queries.ts'
import type { PersonJson } from '../../shapes.ts'

export function BreakGlass({ person }: { readonly person: PersonJson }) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const home = useQuery(homeQuery)
  const [reason, setReason] = useState('')
  const open = useMutation({
    mutationFn: () => call('breakGlass', { body: { personId: person.personId, reason } }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ['figures'] })
      return queryClient.invalidateQueries({ queryKey: homeQuery.queryKey })
    },
  })
  return (
    <details>
      <summary>{text.people.open}</summary>
      <p className="note">{text.people.openLead}</p>
      {open.data === undefined ? (
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault()
            open.mutate()
          }}
        >
          <InputField
            label={text.people.reason}
            help={text.people.openReason}
            value={reason}
            required
            minLength={10}
            maxLength={500}
            autoComplete="off"
            onChange={setReason}
          />
          {open.isError ? <Refusal error={open.error} /> : null}
          <p className="settings-foot">
            <button
              type="submit"
              className="button danger"
              disabled={open.isPending || reason.trim().length < 10}
            >
              {text.people.openDo}
            </button>
          </p>
        </form>
      ) : (
        <p role="status">
          {text.people.openUntil(
            formatInstant(open.data.endsAt, home.data?.organisation.timeZone ?? 'UTC', language),
          )}{' '}
          <Link to="/" search={{ scope: `rep:${person.personId}` }}>
            {text.people.openSee(person.name)}
          </Link>
        </p>
      )}
    </details>
  )
}
