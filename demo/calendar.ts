// The days of the simulated company: counted from its first one, so that arithmetic is plain; written as days at the end.

const dayLength = 86_400_000
const origin = Date.parse('2024-01-01T00:00:00Z')

/** First and last day of the simulation. 2024-01-01 is a Monday and day 0. */
export const firstDay = 0
export const lastDay = (Date.parse('2026-06-30T00:00:00Z') - origin) / dayLength
export const days = lastDay + 1

/** 'YYYY-MM-DD' of a day number; negative numbers lie before the first day. */
export function dayText(day: number): string {
  return new Date(origin + day * dayLength).toISOString().slice(0, 10)
}

/** The number of a day. */
export function dayOf(text: string): number {
  return (Date.parse(`${text}T00:00:00Z`) - origin) / dayLength
}

/** An instant on a day, `hour` counted in UTC. */
export function instantText(day: number, hour: number): string {
  return new Date(origin + day * dayLength + Math.round(hour * 3_600) * 1_000).toISOString()
}

/** 0 is Monday, 6 Sunday. */
export function weekday(day: number): number {
  return ((day % 7) + 7) % 7
}

/** French public holidays of the years simulated. */
export const holidays: readonly (readonly [string, string])[] = [
  ...[2024, 2025, 2026].flatMap((year): (readonly [string, string])[] => [
    [`${year}-01-01`, 'Jour de l’an'],
    [`${year}-05-01`, 'Fête du Travail'],
    [`${year}-05-08`, 'Victoire 1945'],
    [`${year}-07-14`, 'Fête nationale'],
    [`${year}-08-15`, 'Assomption'],
    [`${year}-11-01`, 'Toussaint'],
    [`${year}-11-11`, 'Armistice 1918'],
    [`${year}-12-25`, 'Noël'],
  ]),
  ['2024-04-01', 'Lundi de Pâques'],
  ['2024-05-09', 'Ascension'],
  ['2024-05-20', 'Lundi de Pentecôte'],
  ['2025-04-21', 'Lundi de Pâques'],
  ['2025-05-29', 'Ascension'],
  ['2025-06-09', 'Lundi de Pentecôte'],
  ['2026-04-06', 'Lundi de Pâques'],
  ['2026-05-14', 'Ascension'],
  ['2026-05-25', 'Lundi de Pentecôte'],
]

const closed = new Set(holidays.map(([day]) => dayOf(day)))

export function isWorkday(day: number): boolean {
  return weekday(day) < 5 && !closed.has(day)
}

/** The next working day on or after a day. */
export function workdayFrom(day: number): number {
  let found = Math.ceil(day)
  while (!isWorkday(found)) found++
  return found
}

/** First days of the months simulated. */
export const months: readonly number[] = Array.from({ length: 30 }, (_, i) =>
  dayOf(`${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`),
)
