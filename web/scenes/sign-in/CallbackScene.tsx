// Where the organisation's provider sends the browser back: what it brought is handed to the server, once.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { useTitle } from '../../parts/title.ts'
import { takeSession } from '../../session.ts'
import { takeFlow } from './provider-flow.ts'

export function CallbackScene() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const isBegun = useRef(false)
  const finish = useMutation({
    mutationFn: async () => {
      const kept = takeFlow()
      const parameters = Object.fromEntries(new URLSearchParams(window.location.search))
      // Without what this tab kept, the server says what to do: begin again.
      const state = await call('finishProviderSignIn', { body: { flow: kept?.flow ?? '-', parameters } })
      return { state, to: kept?.to ?? '/' }
    },
    onSuccess: async ({ state, to }) => {
      takeSession(queryClient, state)
      await navigate({ href: to, replace: true })
    },
  })
  const { mutate } = finish
  useEffect(() => {
    // In development effects run twice; the code of the provider works once.
    if (isBegun.current) return
    isBegun.current = true
    mutate()
  }, [mutate])
  useTitle(text.access.signInTitle)
  return (
    <div className="door">
      <section className="card door-card" aria-labelledby="door-title">
        <h1 id="door-title">{text.access.signInTitle}</h1>
        {finish.isError ? (
          <>
            <Refusal error={finish.error} />
            <p>
              <Link to="/" className="button">
                {text.access.beginAgain}
              </Link>
            </p>
          </>
        ) : (
          <p className="page-lead" role="status">
            {text.access.finishing}
          </p>
        )}
      </section>
    </div>
  )
}
