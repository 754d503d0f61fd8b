// What a calendar comes to: minutes by category and by day, and what counts no minutes. Confirming sends the file once more, and
// keeps times and categories alone.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { send } from '../../client.ts'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import { ownTimeQuery } from '../../queries.ts'
import type { CalendarReadingJson, TimeCategory } from '../../shapes.ts'
import { Faults } from './Faults.tsx'
import { Minutes } from './Minutes.tsx'

interface Props {
  readonly personId: number
  readonly file: File
  readonly reading: CalendarReadingJson
  readonly onEnd: () => void
}

export function CalendarPreview({ personId, file, reading, onEnd }: Props) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const keep = useMutation({
    mutationFn: () => send('readOwnCalendar', { path: { personId }, query: { keep: 'yes' } }, file),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ownTimeQuery(personId).queryKey })
      onEnd()
    },
  })
  const sums = new Map<TimeCategory, number>()
  for (const { category, minutes } of reading.totals) sums.set(category, (sums.get(category) ?? 0) + minutes)
  const groups = [...sums].toSorted(([, a], [, b]) => b - a)
  const most = Math.max(1, ...groups.map(([, minutes]) => minutes))
  const days = new Set(reading.totals.map(({ day }) => day)).size
  const reasons: Readonly<Record<string, string>> = text.time.leftOut
  return (
    <div className="time-preview">
      <h3>{text.time.shown}</h3>
      <p className="note">{text.time.events(formatNumber(reading.events, language), reading.events)}</p>
      <ul className="time-groups">
        {groups.map(([category, minutes]) => (
          <li key={category}>
            <p className="time-group">
              <span className="list-title">{text.time.categories[category]}</span>
              <Minutes minutes={minutes} />
            </p>
            <meter className="time-bar" value={minutes} max={most} aria-hidden="true" />
          </li>
        ))}
      </ul>
      {reading.leftOut.length === 0 ? null : (
        <ul className="note">
          {reading.leftOut.map(({ reason, occurrences }) => (
            <li key={reason}>
              {reasons[reason] ?? reason} {formatNumber(occurrences, language)}
            </li>
          ))}
        </ul>
      )}
      {reading.toldByWords + reading.untold === 0 ? null : (
        <p className="note">
          {text.time.toldByWords(
            formatNumber(reading.toldByWords, language),
            formatNumber(reading.untold, language),
          )}
        </p>
      )}
      <details className="disclose">
        <summary>{text.time.byDay}</summary>
        <SortableTable
          isTall
          label={text.time.byDay}
          columns={[
            { id: 'day', name: text.time.day },
            { id: 'category', name: text.time.category },
            { id: 'minutes', name: text.time.length, isNumber: true },
          ]}
          rows={reading.totals.map(({ day, category, minutes }) => ({
            key: `${day} ${category}`,
            cells: [
              formatDay(day, language),
              text.time.categories[category],
              <Minutes key="m" minutes={minutes} />,
            ],
          }))}
        />
      </details>
      <Faults faults={reading.faults} rejected={reading.rejected} />
      <p className="note">{text.time.calendarKept}</p>
      {keep.isError ? <Refusal error={keep.error} /> : null}
      <p className="settings-foot">
        <button
          type="button"
          className="button primary"
          disabled={keep.isPending}
          onClick={() => keep.mutate()}
        >
          {text.time.keep(formatNumber(days, language), days)}
        </button>
        <button type="button" className="button" disabled={keep.isPending} onClick={onEnd}>
          {text.time.discard}
        </button>
      </p>
    </div>
  )
}
