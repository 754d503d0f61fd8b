// When a connection runs next: five fields of cron, in the organisation's zone. A day on which the clock changes runs a daily
// job once.
import { Cron } from 'croner'

/** Not more often than every five minutes: nothing that is measured by the day gets better by it. */
const shortest = 5 * 60_000

/** The next moment after `from`; null for a schedule that never comes. @throws ScheduleError */
export function nextRun(schedule: string, timeZone: string, from: Date): Date | null {
  return parse(schedule, timeZone).nextRun(from)
}

/** @throws ScheduleError when it cannot be read, or runs too often */
export function checkSchedule(schedule: string, timeZone: string, from: Date): void {
  const runs = parse(schedule, timeZone).nextRuns(3, from)
  if (runs.length === 0) throw new ScheduleError('never')
  for (const [at, run] of runs.entries()) {
    const before = runs[at - 1]
    if (before !== undefined && run.getTime() - before.getTime() < shortest)
      throw new ScheduleError('too-often')
  }
}

export class ScheduleError extends Error {
  readonly words: { readonly fr: string; readonly en: string }
  constructor(kind: 'unreadable' | 'too-often' | 'never') {
    super(kind)
    this.words = sentences[kind]
  }
}

const sentences = {
  unreadable: {
    fr: 'Ce rythme n’est pas compris. Exemple : « 0 6 * * * », tous les jours à 6 heures.',
    en: 'This schedule is not understood. Example: “0 6 * * *”, every day at 6 o’clock.',
  },
  'too-often': {
    fr: 'Ce rythme est trop rapide : cinq minutes au moins entre deux passages.',
    en: 'This schedule is too fast: five minutes at least between two runs.',
  },
  never: {
    fr: 'Ce rythme ne tombe jamais.',
    en: 'This schedule never comes.',
  },
}

function parse(schedule: string, timeZone: string): Cron {
  // Six fields would be seconds, and words such as @hourly are not worth a second way of saying the same.
  if (!/^[\d*,/\-? LW#A-Za-z]{9,100}$/.test(schedule) || schedule.trim().split(/ +/).length !== 5)
    throw new ScheduleError('unreadable')
  try {
    return new Cron(schedule.trim(), { timezone: timeZone, paused: true })
  } catch {
    throw new ScheduleError('unreadable')
  }
}
