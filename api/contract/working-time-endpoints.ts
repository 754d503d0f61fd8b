// The contract's rows for working time and leave: a neutral calendar, in which a day away has no reason.
import { z } from 'zod'
import { anyRole } from './access-endpoints.ts'
import { endpoint } from './endpoint.ts'

const administrators = ['owner', 'administrator'] as const
const personPath = z.object({ personId: z.coerce.number().int().positive() })
/** Days that PostgreSQL and people's lives both hold. */
const day = z.iso.date().refine((text) => text >= '1950-01-01' && text <= '2199-12-31')

const week = z.object({
  scheduleId: z.number().int(),
  /** Null: as far back as the data goes. */
  startsOn: z.string().nullable(),
  hoursPerWeek: z.number(),
  daysPerWeek: z.number(),
  /** Written on screen; what a file delivered is changed by the next file. */
  isOwn: z.boolean(),
})
const newWeek = z.strictObject({
  startsOn: day.nullable(),
  hoursPerWeek: z.number().positive().max(80),
  daysPerWeek: z.number().positive().max(7),
})
const organisationTime = z.object({
  /** Newest first; empty: 35 hours on five days. */
  weeks: z.array(week),
  holidays: z.array(
    z.object({
      holidayId: z.number().int(),
      day: z.string(),
      name: z.string().nullable(),
      isOwn: z.boolean(),
    }),
  ),
})
const calendar = z.object({
  /** Newest first; empty: those of everybody. */
  weeks: z.array(week),
  /** Newest first; null: not the reader's to see. */
  absences: z
    .array(
      z.object({
        absenceId: z.number().int(),
        /** First and last day away, both included. */
        firstDay: z.string(),
        lastDay: z.string(),
        share: z.number(),
        isOwn: z.boolean(),
      }),
    )
    .nullable(),
})

export const workingTimeEndpoints = {
  workingTime: endpoint({
    method: 'GET',
    path: '/api/working-time',
    summary: 'The working week that holds for everybody, and the days on which nobody works.',
    roles: anyRole,
    answer: organisationTime,
  }),
  setWorkingTime: endpoint({
    method: 'PUT',
    path: '/api/working-time',
    summary: 'Says how long everybody works a week from a day on; figures follow at once.',
    roles: administrators,
    body: newWeek,
    answer: organisationTime,
  }),
  addHoliday: endpoint({
    method: 'POST',
    path: '/api/holidays',
    summary: 'Adds a day on which nobody works.',
    roles: administrators,
    body: z.strictObject({ day, name: z.string().trim().max(120).nullable().default(null) }),
    answer: organisationTime,
  }),
  removeHoliday: endpoint({
    method: 'DELETE',
    path: '/api/holidays/:holidayId',
    summary: 'Takes such a day away again, if it was written on screen.',
    roles: administrators,
    pathParameters: z.object({ holidayId: z.coerce.number().int().positive() }),
    answer: organisationTime,
  }),
  personCalendar: endpoint({
    method: 'GET',
    path: '/api/people/:personId/calendar',
    summary:
      'A person’s working week and days away. For herself and her line of management; administrators see the week alone.',
    roles: [...anyRole, 'break-glass'],
    pathParameters: personPath,
    answer: calendar,
  }),
  setPersonWeek: endpoint({
    method: 'PUT',
    path: '/api/people/:personId/working-time',
    summary: 'Says how long a person works a week from a day on, where it differs from everybody’s.',
    roles: administrators,
    pathParameters: personPath,
    body: newWeek,
    answer: calendar,
  }),
  addAbsence: endpoint({
    method: 'POST',
    path: '/api/people/:personId/absences',
    summary: 'Adds days away, without a reason. By herself or her manager.',
    roles: anyRole,
    pathParameters: personPath,
    body: z.strictObject({ firstDay: day, lastDay: day, share: z.union([z.literal(1), z.literal(0.5)]) }),
    answer: calendar,
  }),
  removeAbsence: endpoint({
    method: 'DELETE',
    path: '/api/people/:personId/absences/:absenceId',
    summary: 'Takes days away out again, if they were written on screen. By herself or her manager.',
    roles: anyRole,
    pathParameters: personPath.extend({ absenceId: z.coerce.number().int().positive() }),
    answer: calendar,
  }),
} as const
