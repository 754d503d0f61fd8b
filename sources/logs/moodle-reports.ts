// The reports of Moodle that say who learnt what: completion of a course, completion of its activities, its grades. The course is the one
// that the file is named after. Grades and completion of the same course and person become one result.
import { type LogFormat, type LogReading, said } from './log-format.ts'
import { MoodleDays } from './moodle-days.ts'
import { daysOf, plain } from './moodle-log.ts'

const completeColumns = /^(?:course complete|cours (?:complet|acheve|termine)|achevement du cours)$/
const names = ['name', 'nom', 'nomcomplet', 'fullname']
const addresses = [
  'emailaddress',
  'email',
  'adressedecourriel',
  'adressecourriel',
  'adresseemail',
  'courriel',
]

/** Reports > Course completion: the criteria, and in the last column the day on which the course was completed. */
export const moodleCompletion: LogFormat = {
  kind: 'moodle-completion',
  claims: (keys, written) =>
    completeColumns.test(plain(written.at(-1) ?? '')) && names.some((name) => keys.has(name)),
  open(keys, fileName, _about, written): LogReading {
    const course = courseOf(fileName)
    const last = written.length - 1
    const days = new MoodleDays()
    return {
      ...reading(course, ['completed_on', 'status']),
      shown: [keys[last] ?? ''],
      survey: (_cell, cells) => days.see(cells[last] ?? ''),
      leftOut: nobody,
      read(cell, { cells }) {
        const person = personIn(cell)
        if (person === '') return 'NOBODY'
        const done = said(cells[last] ?? '')
        const day = done === '' ? null : days.read(done)
        if (done !== '' && day === null) return 'NO_DAY'
        return [[resultId(course, person), person, course, day ?? '', day === null ? 'open' : 'completed']]
      },
      end: () => daysOf(days),
    }
  },
}

/** Reports > Activity completion: a column without a title for the person, then two columns for each activity: its state, and since when. */
export const moodleProgress: LogFormat = {
  kind: 'moodle-progress',
  claims: (_keys, written) =>
    written[0] === '' &&
    written.length >= 4 &&
    addresses.some((name) => plain(written[1] ?? '').replace(/[^a-z]/g, '') === name) &&
    written.slice(3).some((name) => name === '' || /^\d{4}-\d{2}-\d{2}/.test(name)),
  open(keys, fileName, _about, written): LogReading {
    const course = courseOf(fileName)
    const days = new MoodleDays()
    const first = addresses.includes(keys[1] ?? '') ? 2 : 1
    const places = written.flatMap((name, place) =>
      place >= first && (place - first) % 2 === 0 ? [[name, place] as const] : [],
    )
    return {
      ...reading(course, ['completed_on', 'status']),
      shown: [],
      leftOut: nobody,
      read(_cell, { cells }) {
        const person =
          first === 2 && said(cells[1] ?? '') !== '' ? said(cells[1] ?? '') : said(cells[0] ?? '')
        if (person === '') return 'NOBODY'
        return places.flatMap(([activity, place]) => {
          const state = stateOf(cells[place] ?? '')
          const name = `${course} – ${activity}`
          const day = state === 'open' ? null : days.read(cells[place + 1] ?? '')
          // Achieved on no day: nothing tells in which period.
          if (state === null || (state !== 'open' && day === null)) return []
          return [[resultId(name, person), person, name, day ?? '', state]]
        })
      },
    }
  },
}

/** Grades > Export: one row per person with the total of the course; percentages say what it is out of, points do not. */
export const moodleGrades: LogFormat = {
  kind: 'moodle-grades',
  claims: (keys, written) =>
    written.some(isTotal) &&
    addresses.some((name) => keys.has(name)) &&
    (keys.has('firstname') || keys.has('prenom')),
  open(_keys, fileName, _about, written): LogReading {
    const course = courseOf(fileName)
    const totals = written.flatMap((name, place) => (isTotal(name) ? [place] : []))
    const share = totals.find((place) => /percent|pourcent|%/i.test(written[place] ?? ''))
    return {
      ...reading(course, ['training_score']),
      remarks: [
        {
          code: 'GRADES_WITHOUT_DAYS',
          sentence: {
            fr: 'Un export de notes ne dit pas le jour : apportez aussi « Achèvement de cours » du même cours, la note et le jour deviennent alors un seul résultat.',
            en: 'An export of grades does not say the day: also bring “Course completion” of the same course, grade and day then become one result.',
          },
        },
      ],
      shown: [],
      leftOut: {
        ...nobody,
        NO_SHARE: ({ fr, en }) => ({
          fr: `Notes en points, dont rien ne dit le maximum, ou vides, laissées de côté : ${fr}. Exportez avec « Pourcentage » comme format de note.`,
          en: `Grades in points of which nothing says the maximum, or empty, left out: ${en}. Export with “Percentage” as the type of grade.`,
        }),
      },
      read(cell, { cells }) {
        const person = personIn(cell)
        if (person === '') return 'NOBODY'
        const grade = said(share === undefined ? '' : (cells[share] ?? ''))
          .replace(',', '.')
          .replace(/\s*%$/, '')
        if (!/^\d{1,3}(?:\.\d+)?$/.test(grade) || Number(grade) > 100) return 'NO_SHARE'
        return [[resultId(course, person), person, course, `${grade} %`]]
      },
    }
  },
}

const isTotal = (name: string): boolean => /^(?:course total|total du cours)\b/.test(plain(name))

const nobody: LogReading['leftOut'] = {
  NOBODY: ({ fr, en }) => ({
    fr: `Lignes sans personne, laissées de côté : ${fr}.`,
    en: `Lines without a person, left out: ${en}.`,
  }),
  NO_DAY: ({ fr, en }) => ({
    fr: `Lignes dont le jour d’achèvement ne se lit pas, laissées de côté : ${fr}.`,
    en: `Lines of which the day of completion cannot be read, left out: ${en}.`,
  }),
}

function reading(course: string, columns: readonly string[]): Pick<LogReading, 'gives' | 'reason'> {
  return {
    gives: { entity: 'training-results', header: ['result_id', 'person', 'course', ...columns] },
    reason: {
      fr: `Rapport de Moodle sur un cours, que nomme le fichier : « ${course} ».`,
      en: `A report of Moodle about a course, which the file is named after: “${course}”.`,
    },
  }
}

function personIn(cell: (column: string) => string): string {
  const address = addresses.map((name) => said(cell(name))).find((one) => one.includes('@'))
  if (address !== undefined) return address.toLowerCase()
  return names.map((name) => said(cell(name))).find((one) => one !== '') ?? ''
}

/** What grades and completion of one person in one course are known by in common. */
const resultId = (course: string, person: string): string =>
  `moodle:${plain(course)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()}:${plain(person)}`

/** `completion-nego_1.csv`, `progress.nego_1.csv`, `NEGO 1 Grades.csv`, `NEGO 1 Notes-20260305_1200-comma_separated.csv`. */
function courseOf(fileName: string): string {
  const bare = fileName
    .slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
    .replace(/\.[a-z]{2,4}$/i, '')
    .replace(/ ?\(\d{1,3}\)$/, '')
    .replace(/-\d{8}_\d{4}-\w+$/, '')
    .replace(/^(?:completion|progress|achevement)[-._]/i, '')
    .replace(/[ _-](?:Grades|Notes)$/i, '')
    .replaceAll('_', ' ')
    .trim()
  return bare === '' ? fileName : bare
}

/** What a state means, in both languages; null for what says nothing. */
function stateOf(written: string): 'open' | 'completed' | 'passed' | 'failed' | null {
  const text = plain(written)
  if (/^(?:not |non |pas )/.test(text)) return 'open'
  if (!/^(?:completed|acheve|termine)/.test(text)) return null
  if (/did not|non atteinte|sans (?:atteindre|note)|pas atteint|echou/.test(text)) return 'failed'
  return /achieved pass|atteinte|avec (?:la )?note|reuss/.test(text) ? 'passed' : 'completed'
}
