// The kinds of files that are no plain tables and can be read all the same, one line each. The first that claims a file takes it.
import type { Database } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'
import { trackerTranslator } from './activitywatch/translator.ts'
import { calendarTranslator, readCompanyPeople } from './calendar/translator.ts'
import { readPlan } from './fec/plan.ts'
import { fecTranslator } from './fec/translator.ts'
import { readLogSurroundings } from './logs/surroundings.ts'
import { logTranslator } from './logs/translator.ts'
import { readKnownParties } from './mail/known.ts'
import { mailTranslator } from './mail/translator.ts'
import type { Translator } from './files/reading/index.ts'

/** What a translator may have to know beside the file: the organisation's zone and currency, the clock, what is known already. */
export interface Surroundings {
  readonly database: Database
  readonly reader: Reader
  readonly timeZone: string
  readonly currency: string
  readonly now: () => Date
  /** Who brings files about her own time, as she says at her own machine: see ImportOptions. */
  readonly person?: string | null | undefined
}

export function translators(about: Surroundings): readonly Translator[] {
  const { database, reader, timeZone, now, person } = about
  return [
    calendarTranslator({
      timeZone,
      now,
      person: person ?? null,
      readPeople: () => database.read(reader, readCompanyPeople),
    }),
    trackerTranslator({ timeZone, now, person }),
    fecTranslator(() => database.read(reader, readPlan)),
    logTranslator(() => database.read(reader, readLogSurroundings)),
    mailTranslator(() => database.read(reader, readKnownParties), now),
  ]
}
