// What the report says of a calendar: what became time, what counts no minutes and why, and how it was told.
import type { Words } from '../entities.ts'
import type { Remark } from '../files/reading/index.ts'
import type { Calendar } from './calendar.ts'
import type { CountedTime, LeftOutReason } from './pieces.ts'

export const calendarReason: Words = {
  fr: 'Un agenda (iCalendar) : ce qui a eu lieu devient du temps de sa personne. Titres, lieux et participants ne sont pas gardés.',
  en: 'A calendar (iCalendar): what took place becomes time of its person. Titles, places and attendees are not kept.',
}

const reasons: Readonly<Record<LeftOutReason, Words>> = {
  cancelled: { fr: 'annulés', en: 'cancelled' },
  declined: { fr: 'déclinés', en: 'declined' },
  private: { fr: 'marqués privés', en: 'marked private' },
  away: { fr: 'congés et absences', en: 'leave and absence' },
  'all-day': { fr: 'journées entières', en: 'whole days' },
  free: { fr: 'affichés comme libres', en: 'shown as free' },
  'not-yet': { fr: 'pas encore terminés', en: 'not over yet' },
  'no-length': { fr: 'sans durée', en: 'without a length' },
}

export function calendarRemarks(
  counted: CountedTime,
  calendar: Calendar,
  owner: { readonly written: string; readonly isSaid: boolean },
): Remark[] {
  const remarks: Remark[] = []
  const { leftOut, toldByWords, untold } = counted
  const list = (language: 'fr' | 'en') =>
    [...leftOut].map(([reason, count]) => `${reasons[reason][language]} ${count}`).join(', ')
  if (leftOut.size > 0)
    remarks.push({
      code: 'CALENDAR_LEFT_OUT',
      sentence: {
        fr: `Ne comptent pas de minutes : ${list('fr')}.`,
        en: `Counting no minutes: ${list('en')}.`,
      },
    })
  if (toldByWords + untold > 0)
    remarks.push({
      code: 'CALENDAR_TOLD_BY_WORDS',
      sentence: {
        fr: `Sans participants dans le fichier, l’activité vient des mots du titre ou de la catégorie (${toldByWords}) ou reste « autre » (${untold}).`,
        en: `Without attendees in the file, the activity comes from words of the title or category (${toldByWords}) or stays “other” (${untold}).`,
      },
    })
  if (calendar.passedOver.size > 0) {
    const kinds = [...calendar.passedOver].map(([kind, count]) => `${kind} ${count}`).join(', ')
    remarks.push({
      code: 'CALENDAR_PASSED_OVER',
      sentence: { fr: `Laissés sans être lus : ${kinds}.`, en: `Passed over unread: ${kinds}.` },
    })
  }
  remarks.push(
    owner.isSaid
      ? {
          code: 'CALENDAR_OWNER',
          sentence: { fr: `Agenda de ${owner.written}.`, en: `Calendar of ${owner.written}.` },
        }
      : {
          code: 'CALENDAR_OWNER_UNKNOWN',
          sentence: {
            fr: `Le fichier ne dit pas de qui est l’agenda : son temps est gardé sous le nom provisoire « ${owner.written} », à réunir avec la bonne personne (Réglages, Personnes), ou dites-le avec --person.`,
            en: `The file does not say whose calendar it is: its time is kept under the provisional name “${owner.written}”, to be joined with the right person (Settings, People), or say so with --person.`,
          },
        },
  )
  return remarks
}
