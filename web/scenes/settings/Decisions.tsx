// The decisions in force: which stages are won and lost, which pipelines count, what a lead is.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { DecisionList } from '../../parts/DecisionList.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { decisionsQuery, forgetFigures } from '../../queries.ts'

export function Decisions() {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const decisions = useQuery(decisionsQuery)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const decide = useMutation({
    mutationFn: () => {
      const proposals = Object.fromEntries((decisions.data ?? []).map((one) => [one.id, one.proposal]))
      return call('decide', { body: { answers: { ...proposals, ...answers } } })
    },
    onSuccess: (after) => {
      queryClient.setQueryData(decisionsQuery.queryKey, after)
      setAnswers({})
      forgetFigures(queryClient)
    },
  })
  return (
    <section className="card card-body" id="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{text.settings.decisions}</h2>
      <p className="note">{text.settings.decisionsLead}</p>
      {decisions.isError ? (
        <Problem error={decisions.error} onRetry={() => void decisions.refetch()} />
      ) : null}
      {decisions.data?.length === 0 ? <p>{text.settings.decisionsNone}</p> : null}
      <DecisionList
        decisions={decisions.data ?? []}
        answers={answers}
        onAnswer={(id, value) => {
          setAnswers((now) => ({ ...now, [id]: value }))
          decide.reset()
        }}
      />
      {decide.isError ? <Problem error={decide.error} /> : null}
      {(decisions.data ?? []).length === 0 ? null : (
        <p className="settings-foot">
          <button
            type="button"
            className="button primary"
            disabled={decide.isPending}
            onClick={() => decide.mutate()}
          >
            {text.settings.saveDecisions}
          </button>
          <span role="status">{decide.isSuccess ? text.settings.saved : ''}</span>
        </p>
      )}
    </section>
  )
}
