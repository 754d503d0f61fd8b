// A delivery read again with what a person says of it.
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

export interface Said {
  /** Corrections by file name. */
  readonly mappings?: Readonly<Record<string, Mapping>>
  /** The day that the files describe. */
  readonly asOf?: string
  /** The address of whoever had shared what buyers viewed. */
  readonly sharedBy?: string
}

/** Reads the delivery again; what was said of it before still holds. */
export function useRestage({ importId }: Pick<ImportReportJson, 'importId'>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (said: Said) => call('stageImport', { path: { importId }, body: said }),
    onSuccess: (after) => {
      queryClient.setQueryData(importReportQuery(importId).queryKey, after)
      void queryClient.invalidateQueries({ queryKey: importReportQuery(importId).queryKey })
    },
  })
}
