// What can be done with a connection: run it now, pause it, remove it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { NewPassword } from '../../parts/NewPassword.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { connectionsQuery } from '../../queries.ts'
import type { ConnectionJson } from '../../shapes.ts'

export function ConnectionActions({ connection }: { readonly connection: ConnectionJson }) {
  const { text } = useSpeech()
  const words = text.sources
  const queryClient = useQueryClient()
  const [isRemoving, setRemoving] = useState(false)
  const path = { connectionId: connection.connectionId }
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey })
  const run = useMutation({ mutationFn: () => call('runConnection', { path, body: {} }), onSuccess })
  const pause = useMutation({
    mutationFn: () => call('changeConnection', { path, body: { isPaused: !connection.isPaused } }),
    onSuccess,
  })
  const remove = useMutation({ mutationFn: () => call('removeConnection', { path }), onSuccess })
  const cancel = useMutation({ mutationFn: () => call('cancelConnection', { path, body: {} }), onSuccess })
  const isRunning = connection.running !== null
  const failed = [run, pause, remove, cancel].find((mutation) => mutation.isError)
  const of = <span className="unseen"> ({connection.name})</span>
  return (
    <>
      {failed?.error == null ? null : <Refusal error={failed.error} />}
      <p className="source-actions">
        {isRunning ? (
          <button
            type="button"
            className="button"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {text.mailbox.stop}
            {of}
          </button>
        ) : null}
        {connection.isPaused || isRunning ? null : (
          <button type="button" className="button" disabled={run.isPending} onClick={() => run.mutate()}>
            {words.run}
            {of}
          </button>
        )}
        <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate()}>
          {connection.isPaused ? words.resume : words.pause}
          {of}
        </button>
        <button type="button" className="button" onClick={() => setRemoving(true)}>
          {words.remove}
          {of}
        </button>
        <span role="status" className="note">
          {isRunning && cancel.isSuccess
            ? text.mailbox.stopping
            : run.isSuccess && !isRunning
              ? words.ran
              : ''}
        </span>
      </p>
      {connection.kind === 'mail' ? (
        <NewPassword
          of={connection.name}
          onSend={async (secret) => {
            await call('changeConnection', { path, body: { secret } })
            await run.mutateAsync()
          }}
        />
      ) : null}
      <Dialog
        isOpen={isRemoving}
        question={words.removeSure(connection.name)}
        actionName={words.remove}
        keepName={words.keep}
        onAction={() => remove.mutate()}
        onClose={() => setRemoving(false)}
      />
    </>
  )
}
