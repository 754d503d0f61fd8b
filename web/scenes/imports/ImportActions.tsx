// What a person decides about a delivery: confirm with its decisions, discard, or take back what is visible.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { DecisionList } from '../../parts/DecisionList.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { forgetFigures, importReportQuery } from '../../queries.ts'
import type { ImportReportJson } from '../../shapes.ts'

type Action = 'confirm' | 'discard' | 'undo'

export function ImportActions({ report }: { readonly report: ImportReportJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [asked, setAsked] = useState<'discard' | 'undo' | null>(null)
  const { importId } = report

  const act = useMutation({
    mutationFn: (action: Action) => {
      if (action === 'discard') return call('discardImport', { path: { importId }, body: {} })
      if (action === 'undo') return call('undoImport', { path: { importId }, body: {} })
      const proposals = Object.fromEntries(
        report.decisions.map((decision) => [decision.id, decision.proposal]),
      )
      return call('confirmImport', { path: { importId }, body: { decisions: { ...proposals, ...answers } } })
    },
    onSuccess: (after) => {
      forgetFigures(queryClient)
      queryClient.setQueryData(importReportQuery(importId).queryKey, after)
    },
  })

  const isStaged = report.state === 'staged'
  const canConfirm = isStaged && report.files.some((file) => file.accepted > 0)
  if (!isStaged && !(report.state === 'visible' && report.canBeUndone)) {
    return report.state === 'visible' ? null : (
      <p>
        <Link to="/data/add" className="button">
          {text.data.add}
        </Link>
      </p>
    )
  }
  return (
    <section className={isStaged ? 'card card-body' : undefined} aria-label={text.imports.decisions}>
      {isStaged && report.decisions.length > 0 ? (
        <>
          <h2>{text.imports.decisions}</h2>
          <p className="note">{text.imports.decisionsLead}</p>
          <DecisionList
            decisions={report.decisions}
            answers={answers}
            onAnswer={(id, value) => setAnswers((now) => ({ ...now, [id]: value }))}
          />
        </>
      ) : null}
      {act.isError ? <Problem error={act.error} /> : null}
      <p className="import-actions">
        {isStaged ? (
          <>
            <button
              type="button"
              className="button primary"
              disabled={!canConfirm || act.isPending}
              onClick={() => act.mutate('confirm')}
            >
              {act.isPending && act.variables === 'confirm' ? text.imports.confirming : text.imports.confirm}
            </button>
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => setAsked('discard')}
            >
              {text.imports.discard}
            </button>
          </>
        ) : (
          <button type="button" className="button" disabled={act.isPending} onClick={() => setAsked('undo')}>
            {text.imports.undo}
          </button>
        )}
      </p>
      <Dialog
        isOpen={asked !== null}
        question={asked === 'undo' ? text.imports.undoSure : text.imports.discardSure}
        actionName={asked === 'undo' ? text.imports.undo : text.imports.discard}
        onAction={() => {
          if (asked !== null) act.mutate(asked)
        }}
        onClose={() => setAsked(null)}
      />
    </section>
  )
}
