// On an empty house: a simulated company to look around in, one click away.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useRoles } from '../../session.ts'

export function OfferDemonstration() {
  const { text } = useSpeech()
  const roles = useRoles()
  const queryClient = useQueryClient()
  const load = useMutation({
    mutationFn: () => call('loadDemonstration', {}),
    onSuccess: () => queryClient.invalidateQueries(),
  })
  if (!roles.has('owner') && !roles.has('administrator')) return null
  const words = text.demonstration
  return (
    <section className="welcome-demonstration" aria-labelledby="demonstration-title">
      <h2 id="demonstration-title">{words.offer}</h2>
      <p>{words.offerLead}</p>
      <button type="button" className="button" disabled={load.isPending} onClick={() => load.mutate()}>
        {load.isPending ? words.loading : words.load}
      </button>
      <span role="status" className="unseen">
        {load.isPending ? words.loading : ''}
      </span>
      {load.isError ? <Problem error={load.error} /> : null}
    </section>
  )
}
