// The door of a machine on which nobody has an account: the link that the start prints leads here, its code behind the #,
// which no server, log or Referer ever gets to see. Without it, the link is asked for in place of any page.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { useTitle } from '../../parts/title.ts'
import { sessionQuery, takeSession } from '../../session.ts'

/** Where the printed link leads. */
export function FirstStartScene() {
  const { text } = useSpeech()
  const navigate = useNavigate()
  const session = useQuery(sessionQuery).data
  const carried = useRouterState({ select: (state) => state.location.hash })
  const open = useOpening()
  const { mutate } = open
  useTitle(text.access.firstStartTitle)

  // The code leaves the address bar at once, whatever becomes of it.
  useEffect(() => {
    if (carried === '') return
    void navigate({ to: '/first-start', hash: '', replace: true })
    mutate(carried)
  }, [carried, navigate, mutate])
  // A browser that is in already, or a machine that has accounts: there is nothing to open here.
  const isElsewhere = session !== undefined && session.state !== 'first-start'
  useEffect(() => {
    if (isElsewhere) void navigate({ to: '/', replace: true })
  }, [isElsewhere, navigate])

  return (
    <div className="door">
      <section className="card door-card" aria-labelledby="door-title">
        <h1 id="door-title">{text.access.firstStartTitle}</h1>
        {carried !== '' || open.isPending || open.isSuccess ? (
          <p className="page-lead" role="status">
            {text.access.firstStartOpening}
          </p>
        ) : (
          <>
            {open.isError ? <Refusal error={open.error} /> : null}
            <FirstStart />
          </>
        )}
      </section>
    </div>
  )
}

/** Asks for the link, and says where to find it. */
export function FirstStart() {
  const { text } = useSpeech()
  const [typed, setTyped] = useState('')
  const open = useOpening()
  return (
    <>
      <p className="page-lead">{text.access.firstStartLead}</p>
      <form
        className="door-form"
        onSubmit={(event) => {
          event.preventDefault()
          // The whole link is pasted as often as its code.
          open.mutate(typed.trim().replace(/^.*#/, ''))
        }}
      >
        <InputField
          label={text.access.firstStartCode}
          value={typed}
          required
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={setTyped}
        />
        {open.isError ? <Refusal error={open.error} /> : null}
        <button type="submit" className="button primary" disabled={open.isPending}>
          {text.access.firstStartOpen}
        </button>
      </form>
      <p className="note">
        {text.access.firstStartLost} <code>npx douze link</code>
      </p>
    </>
  )
}

function useOpening() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (code: string) => call('openAsOwner', { body: { code } }),
    onSuccess: async (state) => {
      // A question that left before the code was shown must not answer after it.
      await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
      takeSession(queryClient, state)
    },
  })
}
