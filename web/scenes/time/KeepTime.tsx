// The end of a preview: what is shown is kept, for so many days, or thrown away.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { ownTimeQuery } from '../../queries.ts'

interface Props {
  readonly personId: number
  readonly totals: readonly { readonly day: string }[]
  /** Sends what is to be kept. */
  readonly keep: () => Promise<unknown>
  /** Whether there is nothing to keep: a calendar that has emptied is kept all the same, and takes the place of the last one. */
  readonly isNothing?: boolean
  readonly onEnd: () => void
}

export function KeepTime({ personId, totals, keep, isNothing = false, onEnd }: Props) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const kept = useMutation({
    mutationFn: keep,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey })
      onEnd()
    },
  })
  const days = new Set(totals.map(({ day }) => day)).size
  return (
    <>
      {kept.isError ? <Refusal error={kept.error} /> : null}
      <p className="settings-foot">
        <button
          type="button"
          className="button primary"
          disabled={kept.isPending || isNothing}
          onClick={() => kept.mutate()}
        >
          {text.time.keep(formatNumber(days, language), days)}
        </button>
        <button type="button" className="button" disabled={kept.isPending} onClick={onEnd}>
          {text.time.discard}
        </button>
      </p>
    </>
  )
}
