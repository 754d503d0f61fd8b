// The band on every page of a house that shows the simulated company, with the way to remove it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../client.ts'
import { useSpeech } from '../language.tsx'
import { homeQuery } from '../queries.ts'
import { useRoles } from '../session.ts'
import { Dialog } from './Dialog.tsx'
import { Problem } from './Problem.tsx'

export function DemonstrationBand() {
  const { text } = useSpeech()
  const roles = useRoles()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const home = useQuery(homeQuery)
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => call('removeDemonstration', {}),
    onSuccess: async () => {
      setAsked(false)
      queryClient.clear()
      await navigate({ to: '/' })
    },
  })
  if (home.data?.isDemonstration !== true) return null
  const words = text.demonstration
  return (
    <aside className="demonstration">
      <p>{words.band}</p>
      {roles.has('owner') || roles.has('administrator') ? (
        <button type="button" className="button" disabled={remove.isPending} onClick={() => setAsked(true)}>
          {words.remove}
        </button>
      ) : null}
      {remove.isError ? <Problem error={remove.error} /> : null}
      <Dialog
        isOpen={isAsked}
        question={words.removeQuestion}
        actionName={words.remove}
        keepName={words.keep}
        onAction={() => remove.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{words.removeLead}</p>
      </Dialog>
    </aside>
  )
}
