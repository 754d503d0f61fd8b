// Says beside a figure that notes stand on it, and how many contest it.
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '../format.ts'
import { useSpeech } from '../language.tsx'
import { figureNotesQuery } from '../queries.ts'
import { Icon } from './Icon.tsx'

interface Props {
  readonly metric: string
  /** As in addresses: 'organisation', 'team:3', 'rep:7'. */
  readonly scope: string
  readonly period: string
}

export function NoteMark({ metric, scope, period }: Props) {
  const { language, text } = useSpeech()
  const notes = useQuery(figureNotesQuery(period))
  const here = (notes.data ?? []).filter(
    ({ subject }) => subject.kind === 'figure' && subject.metric === metric && subject.scope === scope,
  )
  if (here.length === 0) return null
  const contests = here.filter((note) => note.kind === 'contest').length
  const count = formatNumber(here.length, language)
  const words =
    contests === 0
      ? text.notes.count(count, here.length)
      : text.notes.countContested(count, here.length, formatNumber(contests, language), contests)
  return (
    <span className="note-mark" data-kind={contests === 0 ? 'annotation' : 'contest'} title={words}>
      <Icon name="note" size={11} />
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{words}</span>
    </span>
  )
}
