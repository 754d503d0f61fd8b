// Sends a delivery: opens it, sends its files one after the other, asks for the report. What was sent is not sent again.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, upload } from '../../client.ts'
import { mostFiles, type NamedFile } from '../../parts/dropped-files.ts'
import { importReportQuery } from '../../queries.ts'

interface State {
  readonly step: 'idle' | 'sending' | 'reading'
  readonly files: readonly NamedFile[]
  /** How far each file is, 0 to 1. */
  readonly shares: readonly number[]
  readonly importId: number | null
  readonly error: unknown
  readonly isEmpty: boolean
  readonly isTooMany: boolean
}

const idle: State = {
  step: 'idle',
  files: [],
  shares: [],
  importId: null,
  error: null,
  isEmpty: false,
  isTooMany: false,
}

export function useDelivery(onReport: (importId: number) => void) {
  const [state, setState] = useState<State>(idle)
  const queryClient = useQueryClient()

  async function deliver(from: State): Promise<void> {
    const shares = [...from.shares]
    let { importId } = from
    setState({ ...from, step: 'sending', error: null })
    try {
      importId ??= (await call('createImport', { body: {} })).importId
      for (const [index, { name, file }] of from.files.entries()) {
        if (shares[index] === 1) continue
        await upload(importId, name, file, (share) => {
          // The last hundredth is the server's answer.
          shares[index] = Math.min(0.99, share)
          setState((now) => ({ ...now, shares: [...shares] }))
        })
        shares[index] = 1
        setState((now) => ({ ...now, shares: [...shares] }))
      }
      setState((now) => ({ ...now, step: 'reading' }))
      const report = await call('stageImport', { path: { importId }, body: {} })
      queryClient.setQueryData(importReportQuery(importId).queryKey, report)
      void queryClient.invalidateQueries({ queryKey: ['imports'], exact: true })
      onReport(importId)
    } catch (error) {
      setState((now) => ({ ...now, importId, shares, error }))
    }
  }

  return {
    state,
    send: (files: readonly NamedFile[]) => {
      const kept = files.filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
      const isTooMany = kept.length > mostFiles
      if (kept.length === 0 || isTooMany) setState({ ...idle, isEmpty: true, isTooMany })
      else void deliver({ ...idle, files: kept, shares: kept.map(() => 0) })
    },
    retry: () => void deliver(state),
  }
}
