// A delivery read again with what a person says of one of its files.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../client.ts'
import { importReportQuery } from '../../queries.ts'
import type { ImportReportJson } from '../../shapes.ts'

interface Mapping {
  readonly entity?: string | null
  readonly columns: Readonly<Record<string, string | null>>
  readonly allowed?: ('short-years' | 'round-amounts')[]
  readonly firstLine?: 'titles' | 'data'
}

/** Reads the delivery again; takes the corrections by file name. */
export function useRestage({ importId }: Pick<ImportReportJson, 'importId'>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (mappings: Readonly<Record<string, Mapping>>) =>
      call('stageImport', { path: { importId }, body: { mappings } }),
    onSuccess: (after) => {
      queryClient.setQueryData(importReportQuery(importId).queryKey, after)
      void queryClient.invalidateQueries({ queryKey: importReportQuery(importId).queryKey })
    },
  })
}
