// The reader's working week and days away: she notes them herself, without a reason.
import { useSpeech } from '../../language.tsx'
import { Calendar } from '../../parts/Calendar.tsx'
import type { PersonProps } from './person-props.ts'

export function OwnCalendar({ personId }: PersonProps) {
  const { text } = useSpeech()
  return (
    <section className="card card-body" aria-labelledby="own-calendar-title">
      <h2 id="own-calendar-title" className="panel-title">
        {text.calendar.own}
      </h2>
      <Calendar personId={personId} mayWriteWeek={false} />
    </section>
  )
}
