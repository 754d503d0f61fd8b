// A change of people or teams: its answer is the new list, and every figure is asked again.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { forgetFigures, peopleQuery } from '../../queries.ts'
import type { OrganisationJson } from '../../shapes.ts'

/** A change that answers with the list as it is afterwards. */
export function useOrganisationChange<Given = void>(
  change: (given: Given) => Promise<OrganisationJson>,
  onDone?: () => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: (after) => {
      queryClient.setQueryData(peopleQuery.queryKey, after)
      forgetFigures(queryClient)
      onDone?.()
    },
  })
}
