// What a tracker's export comes to: minutes by category, each of which she can put right or leave out, then by day. Nothing is
// kept before she confirms.
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Select } from '../../parts/Select.tsx'
import type { TimeCategory, TrackerReadingJson } from '../../shapes.ts'
import { Faults } from './Faults.tsx'
import { KeepTime } from './KeepTime.tsx'
import { Minutes } from './Minutes.tsx'
import { MinutesByDay } from './MinutesByDay.tsx'
import { categoriesInOrder } from './time-categories.ts'

interface Props {
  readonly personId: number
  readonly reading: TrackerReadingJson
  readonly onEnd: () => void
}

type Chosen = Readonly<Record<string, TimeCategory | ''>>

export function TrackerPreview({ personId, reading, onEnd }: Props) {
  const { language, text } = useSpeech()
  const groups = groupsOf(reading)
  const [chosen, setChosen] = useState<Chosen>({})
  const categoryOf = (name: string): TimeCategory | '' =>
    chosen[name] ?? groups.find((group) => group.name === name)?.category ?? ''
  const totals = reading.totals.flatMap(({ day, name, minutes }) => {
    const category = categoryOf(name.join(' › '))
    return category === '' || minutes === 0 ? [] : [{ day, category, minutes }]
  })
  const most = Math.max(1, ...groups.map(({ minutes }) => minutes))
  if (groups.length === 0) return <p>{text.time.nothing}</p>
  return (
    <div className="time-preview">
      <h3>{text.time.shown}</h3>
      <ul className="time-groups">
        {groups.map(({ name, minutes }) => (
          <li key={name}>
            <p className="time-group">
              <bdi className="list-title">{name === '' ? text.time.noRule : name}</bdi>
              <Minutes minutes={minutes} />
            </p>
            <meter className="time-bar" value={minutes} max={most} aria-hidden="true" />
            <Select
              label={text.time.countsAs}
              value={categoryOf(name)}
              onChange={(value) => setChosen({ ...chosen, [name]: value as TimeCategory | '' })}
            >
              <option value="">{text.time.leaveOut}</option>
              {categoriesInOrder.map((category) => (
                <option key={category} value={category}>
                  {text.time.categories[category]}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
      <MinutesByDay totals={totals} />
      <Faults faults={reading.faults} rejected={reading.rejected} />
      <p className="note">{text.time.notKept}</p>
      {reading.passedOver.length === 0 ? null : (
        <p className="note">
          {text.time.passedOver(
            reading.passedOver
              .map(({ kind, events }) => `${kind} (${formatNumber(events, language)})`)
              .join(', '),
          )}
        </p>
      )}
      {reading.refusedRules.length === 0 ? null : (
        <p className="note">
          {text.time.refusedRules(reading.refusedRules.map(({ name }) => name).join(', '))}
        </p>
      )}
      <KeepTime
        personId={personId}
        totals={totals}
        isNothing={totals.length === 0}
        keep={() => call('keepOwnTracker', { path: { personId }, body: { totals } })}
        onEnd={onEnd}
      />
    </div>
  )
}

/** The rules' categories with all their minutes, longest first. */
function groupsOf({ totals }: TrackerReadingJson) {
  const groups = new Map<string, { name: string; category: TimeCategory | null; minutes: number }>()
  for (const { name, category, minutes } of totals) {
    const key = name.join(' › ')
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { name: key, category, minutes })
    else known.minutes += minutes
  }
  return [...groups.values()].toSorted((a, b) => b.minutes - a.minutes)
}
