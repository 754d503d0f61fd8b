// What the report says of cells that were read with an assumption: the day of a list that has none, lengths written in days, e-mails that are
// no addresses.
import { saidDay } from '../../../model/said-day.ts'
import type { WorkingDay } from '../../../model/working-week.ts'

/** What a list without days is told to describe, and what that decides. */
export const dayAssumed = (day: string) => ({
  code: 'DAY_OF_LIST_ASSUMED',
  sentence: {
    fr: `Cette liste donne une ancienneté et des départs sans dire de quel jour : elle est lue comme celle d’aujourd’hui, ${saidDay(day).fr}. Si elle est plus ancienne, dites son jour (--as-of AAAA-MM-JJ, ou une colonne « jour_liste ») et apportez-la à nouveau : la part des partis et la fidélité par ancienneté n’en changent pas, les mois du calendrier oui.`,
    en: `This list gives tenure and departures without saying of which day: it is read as of today, ${saidDay(day).en}. If it is older, say its day (--as-of YYYY-MM-DD, or a column “list_day”) and bring it again: the share of those who left and retention by age do not change, months of the calendar do.`,
  },
})
export const dayStated = (day: string) => ({
  code: 'DAY_OF_LIST',
  sentence: {
    fr: `Les débuts sont comptés à rebours depuis le ${saidDay(day).fr} ; qui est parti l’était ce jour-là, sans que la liste dise depuis quand.`,
    en: `Starts are counted back from ${saidDay(day).en}; who has left was gone by that day, and the list does not say since when.`,
  },
})

/** How many hours the days of a length are. */
export function daysAsHours({ hours, isUsual }: WorkingDay) {
  const [fr, en] = [hours.toLocaleString('fr'), hours.toLocaleString('en')]
  return {
    code: 'DAYS_AS_HOURS',
    sentence: isUsual
      ? {
          fr: `Durées en jours : comptées ${fr} heures par jour, une journée de la semaine légale, faute d’horaire connu. Écrivez vos horaires (page Personnes, Temps de travail) ou apportez-les, puis apportez ce fichier à nouveau.`,
          en: `Lengths in days: counted as ${en} hours a day, a day of the legal week in France, for want of a known schedule. Write down your working time (People page, Working time) or bring it, then bring this file again.`,
        }
      : {
          fr: `Durées en jours : comptées ${fr} heures par jour, selon vos horaires.`,
          en: `Lengths in days: counted as ${en} hours a day, by your working time.`,
        },
  }
}

/** People who are kept without an e-mail, because theirs is no address. */
export function emailsLeftOut(people: number) {
  return {
    code: 'EMAILS_LEFT_OUT',
    sentence: {
      fr: `E-mails qui ne sont pas des adresses, laissés vides : ${people.toLocaleString('fr')}. Ces personnes sont gardées et connues par leur identifiant ; corrigez l’adresse et apportez la liste à nouveau.`,
      en: `E-mails that are no addresses, left empty: ${people.toLocaleString('en')}. These people are kept and known by their id; mend the address and bring the list again.`,
    },
  }
}
