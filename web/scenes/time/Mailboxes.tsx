// The reader's own mailboxes: connected by her own choice, read once a day, ended when she says so.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { emptyMailbox, MailboxFields } from '../../parts/MailboxFields.tsx'
import { NewPassword } from '../../parts/NewPassword.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { RunProgress } from '../../parts/RunProgress.tsx'
import { ownTimeQuery } from '../../queries.ts'
import type { OwnTimeJson } from '../../shapes.ts'

type Mailbox = OwnTimeJson['mailboxes'][number]

interface Props {
  readonly personId: number
  readonly mailboxes: readonly Mailbox[]
}

export function Mailboxes({ personId, mailboxes }: Props) {
  const words = useSpeech().text.mailbox
  return (
    <section className="card card-body time-block" aria-labelledby="mailboxes-title">
      <h2 id="mailboxes-title" className="panel-title">
        {words.own}
      </h2>
      <p className="note">{words.ownLead}</p>
      {mailboxes.map((mailbox) => (
        <OwnMailbox key={mailbox.connectionId} personId={personId} mailbox={mailbox} />
      ))}
      <details className="disclose">
        <summary>{words.ownConnect}</summary>
        <ConnectMailbox personId={personId} />
      </details>
    </section>
  )
}

function useAgain(personId: number) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey })
}

function OwnMailbox({ personId, mailbox }: { readonly personId: number; readonly mailbox: Mailbox }) {
  const { text, say } = useSpeech()
  const words = text.mailbox
  const { connectionId, user, host, lastFault, lastOkAt, running } = mailbox
  const onSuccess = useAgain(personId)
  const path = { personId, connectionId }
  const change = useMutation({
    mutationFn: (body: { readonly password?: string }) => call('changeOwnMailbox', { path, body }),
    onSuccess,
  })
  const remove = useMutation({ mutationFn: () => call('removeOwnMailbox', { path }), onSuccess })
  const state = lastFault !== null ? say(lastFault) : lastOkAt === null ? words.ownWaiting : words.ownFine
  return (
    <div className="settings">
      <div>
        <p className="list-title">
          <bdi>{user}</bdi>
        </p>
        <p className="note">
          <bdi>{host}</bdi> · {state}
        </p>
      </div>
      {running === null ? null : <RunProgress running={running} label={words.progress} />}
      {remove.isError ? <Refusal error={remove.error} /> : null}
      <p className="source-actions">
        <button
          type="button"
          className="button"
          disabled={change.isPending || running !== null}
          onClick={() => change.mutate({})}
        >
          {words.ownRun}
          <span className="unseen"> ({user})</span>
        </button>
        <button
          type="button"
          className="button"
          disabled={remove.isPending}
          aria-label={words.endOf(user)}
          onClick={() => remove.mutate()}
        >
          {words.ownEnd}
        </button>
        <span role="status" className="note">
          {change.isSuccess ? words.ownWaiting : ''}
        </span>
      </p>
      <NewPassword of={user} onSend={(password) => change.mutateAsync({ password })} />
    </div>
  )
}

function ConnectMailbox({ personId }: { readonly personId: number }) {
  const words = useSpeech().text.mailbox
  const [mailbox, setMailbox] = useState(emptyMailbox)
  const [agrees, setAgrees] = useState(false)
  const again = useAgain(personId)
  const add = useMutation({
    mutationFn: () => call('addOwnMailbox', { path: { personId }, body: mailbox }),
    onSuccess: () => {
      setMailbox(emptyMailbox)
      setAgrees(false)
      return again()
    },
  })
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <MailboxFields
        value={mailbox}
        onChange={(value) => {
          setMailbox(value)
          if (!add.isIdle) add.reset()
        }}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={agrees}
          required
          onChange={(event) => setAgrees(event.target.checked)}
        />
        {words.ownConsent}
      </label>
      {add.isError ? <Refusal error={add.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={add.isPending || !agrees}>
          {words.ownConnect}
        </button>
        <span role="status">{add.isPending ? words.trying : add.isSuccess ? words.added : ''}</span>
      </p>
    </form>
  )
}
