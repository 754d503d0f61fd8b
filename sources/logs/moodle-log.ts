// The log of Moodle (Reports > Logs): what was clicked. Of all its events one says something that figures can use: a course was completed.
// What was opened is not learnt, and addresses of machines are not read.
import type { Remark } from '../files/reading/index.ts'
import { type LogFormat, said } from './log-format.ts'
import { MoodleDays } from './moodle-days.ts'

const columns = {
  time: ['time', 'heure', 'date', 'temps'],
  user: ['userfullname', 'nomcompletutilisateur', 'nomutilisateurcomplet', 'nomcompletdelutilisateur'],
  affected: ['affecteduser', 'utilisateurtouche', 'utilisateurconcerne', 'utilisateuraffecte'],
  context: ['eventcontext', 'contexteevenement', 'contextedelevenement'],
  component: ['component', 'composant'],
  event: ['eventname', 'nomevenement', 'nomdelevenement'],
} as const
type Column = keyof typeof columns

/** How an event says that a course was completed; that an activity was is told by the reports of completion. */
const completed = /^(?:course completed|cours (?:termine|acheve)s?)$/

export const moodleLog: LogFormat = {
  kind: 'moodle-log',
  claims: (names) =>
    (['time', 'user', 'context', 'component', 'event'] as const).every((one) =>
      columns[one].some((name) => names.has(name)),
    ),
  open(names) {
    const of = (column: Column) => columns[column].find((name) => names.includes(name)) ?? ''
    // Whom an event is about stands between who made it and where, whatever language pack calls it: who made it may be anybody.
    const affected = of('affected') || (names[names.indexOf(of('context')) - 1] ?? '')
    const days = new MoodleDays()
    return {
      gives: {
        entity: 'training-results',
        header: ['result_id', 'person', 'course', 'completed_on', 'status'],
      },
      reason: {
        fr: 'Journal de Moodle : seuls les cours achevés en sont gardés. Ce qui a été ouvert ne dit pas ce qui a été appris, et ne nourrit aucun indicateur.',
        en: 'Log of Moodle: only courses that were completed are kept of it. What was opened does not say what was learnt, and feeds no KPI.',
      },
      shown: [of('time'), of('event')],
      leftOut: {
        NO_COMPLETION: ({ fr, en }) => ({
          fr: `Lignes du journal sur autre chose qu’un cours achevé (consultations, connexions, réglages), laissées de côté : ${fr}.`,
          en: `Lines of the log about something other than a completed course (views, sign-ins, settings), left out: ${en}.`,
        }),
        NO_DAY: ({ fr, en }) => ({
          fr: `Cours achevés dont le journal n’écrit pas le jour avec son année, laissés de côté : ${fr}.`,
          en: `Completed courses of which the log does not write the day with its year, left out: ${en}.`,
        }),
      },
      survey: (cell) => days.see(cell(of('time'))),
      read(cell) {
        if (!completed.test(plain(cell(of('event'))))) return 'NO_COMPLETION'
        const person = said(cell(affected)) || said(cell(of('user')))
        const course = said(cell(of('context'))).replace(/^(?:Course|Cours)\s*:\s*/i, '')
        const day = days.read(cell(of('time')))
        if (person === '' || course === '') return 'NO_COMPLETION'
        return day === null ? 'NO_DAY' : [['', person, course, day, 'completed']]
      },
      end: (taken) => (taken > 0 ? [daysOf(days)].flat() : [bringReports]),
    }
  },
}

const bringReports: Remark = {
  code: 'LOG_SAYS_NO_LEARNING',
  sentence: {
    fr: 'Aucun cours achevé dans ce journal : il ne nourrit aucun indicateur. Dans Moodle, apportez plutôt, pour chaque cours, « Rapports > Achèvement de cours » (ou « Achèvement d’activités ») téléchargé en CSV, et « Notes > Exporter > Fichier texte » avec les pourcentages.',
    en: 'No completed course in this log: it feeds no KPI. In Moodle rather bring, for each course, “Reports > Course completion” (or “Activity completion”) downloaded as CSV, and “Grades > Export > Plain text file” with percentages.',
  },
}

/** What a person should know of how days were read. */
export function daysOf(days: MoodleDays): Remark[] {
  if (days.areMixed)
    return [
      {
        code: 'DAYS_MIXED',
        sentence: {
          fr: 'Des jours n’y sont lisibles que jour en premier, d’autres que mois en premier : aucun n’est deviné. Exportez avec une seule langue.',
          en: 'Some days can only be read with the day first, others with the month first: none is guessed. Export in one language.',
        },
      },
    ]
  return days.isAssumed
    ? [
        {
          code: 'DAYS_FIRST',
          sentence: {
            fr: 'Les jours sont lus jour en premier, comme Moodle les écrit hors des États-Unis : rien dans le fichier ne dit le contraire.',
            en: 'Days are read with the day first, as Moodle writes them outside the United States: nothing in the file says otherwise.',
          },
        },
      ]
    : []
}

/** Without accents, apostrophes and case. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}
