// What a calendar comes to: minutes by category and by day, and what counts no minutes. Confirming sends the file once more, and
// keeps times and categories alone.
import { send } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import type { CalendarReadingJson, TimeCategory } from '../../shapes.ts'
import { Faults } from './Faults.tsx'
import { KeepTime } from './KeepTime.tsx'
import { Minutes } from './Minutes.tsx'
import { MinutesByDay } from './MinutesByDay.tsx'

interface Props {
  readonly personId: number
  readonly file: File
  readonly reading: CalendarReadingJson
  readonly onEnd: () => void
}

export function CalendarPreview({ personId, file, reading, onEnd }: Props) {
  const { language, text } = useSpeech()
  const sums = new Map<TimeCategory, number>()
  for (const { category, minutes } of reading.totals) sums.set(category, (sums.get(category) ?? 0) + minutes)
  const groups = [...sums].toSorted(([, a], [, b]) => b - a)
  const most = Math.max(1, ...groups.map(([, minutes]) => minutes))
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
      <MinutesByDay totals={reading.totals} />
      <Faults faults={reading.faults} rejected={reading.rejected} />
      <p className="note">{text.time.calendarKept}</p>
      <KeepTime
        personId={personId}
        totals={reading.totals}
        keep={() => send('readOwnCalendar', { path: { personId }, query: { keep: 'yes' } }, file)}
        onEnd={onEnd}
      />
    </div>
  )
}
