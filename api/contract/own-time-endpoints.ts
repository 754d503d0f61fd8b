// The contract's rows for a person's own time: what she brings herself, sees first, keeps, and takes back. All of them answer
// herself alone; anybody else's number answers like one that nobody has.
import { z } from 'zod'
import type { ActivityCategory } from '../../model/codes.ts'
import type { OwnTimeWay } from '../../model/tables/own-time-choices.ts'
import { anyRole } from './access-endpoints.ts'
import { mailbox } from './connection-endpoints.ts'
import { endpoint } from './endpoint.ts'
import { words } from './measurement-shapes.ts'

const personPath = z.object({ personId: z.coerce.number().int().positive() })
const feedPath = personPath.extend({ connectionId: z.coerce.number().int().positive() })
const day = z.iso.date()
/** The model's categories of time; a missing one does not compile. */
const category = z.enum({
  'buyer-facing': 'buyer-facing',
  prospecting: 'prospecting',
  preparation: 'preparation',
  email: 'email',
  crm: 'crm',
  content: 'content',
  internal: 'internal',
  training: 'training',
  admin: 'admin',
  travel: 'travel',
  other: 'other',
  'not-measured': 'not-measured',
} as const satisfies { readonly [Category in ActivityCategory]: Category })
const way = z.enum({
  tracker: 'tracker',
  calendar: 'calendar',
  mailbox: 'mailbox',
  card: 'card',
} as const satisfies {
  readonly [Way in OwnTimeWay]: Way
})
const minutes = z
  .number()
  .int()
  .min(0)
  .max(7 * 24 * 60)
const card = z.array(z.strictObject({ category, minutes })).max(12)

/** A record that cannot be read, by its number in the file; it quotes nothing of a tracker's file. */
const fault = z.object({
  row: z.number().int(),
  code: z.string(),
  column: z.string().nullable(),
  sentence: words,
})
const kept = z.object({ added: z.number().int(), removed: z.number().int(), unchanged: z.number().int() })

const trackerReading = z.object({
  /** Name of the category in the rules, from the outermost; none for time that no rule names. */
  totals: z.array(
    z.object({
      day,
      name: z.array(z.string()),
      category: category.nullable(),
      minutes: z.number().int(),
    }),
  ),
  faults: z.array(fault),
  rejected: z.number().int(),
  events: z.number().int(),
  /** Kinds of records that were passed over unread. */
  passedOver: z.array(z.object({ kind: z.string(), events: z.number().int() })),
  refusedRules: z.array(z.object({ name: z.string(), reason: z.string() })),
})

const calendarReading = z.object({
  totals: z.array(z.object({ day, category, minutes: z.number().int() })),
  faults: z.array(fault),
  rejected: z.number().int(),
  events: z.number().int(),
  duplicates: z.number().int(),
  leftOut: z.array(z.object({ reason: z.string(), occurrences: z.number().int() })),
  toldByWords: z.number().int(),
  untold: z.number().int(),
  /** Null: only shown. */
  kept: kept.nullable(),
})

export const ownTimeEndpoints = {
  ownTime: endpoint({
    method: 'GET',
    path: '/api/people/:personId/time',
    summary: 'The time that is kept of a person, by day, newest first, and what she chose. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    query: z.object({ before: day.optional(), limit: z.coerce.number().int().min(1).max(200).default(31) }),
    answer: z.object({
      today: day,
      days: z.array(
        z.object({
          day,
          category,
          basis: z.enum(['declared', 'captured']),
          origin: z.enum(['tracker', 'calendar', 'mailbox', 'card', 'company']),
          minutes: z.number().int(),
        }),
      ),
      choices: z.array(z.object({ way, chosenAt: z.iso.datetime(), revokedAt: z.iso.datetime().nullable() })),
      /** The calendars that she subscribed to; their addresses are secrets and are not told. */
      calendars: z.array(
        z.object({
          connectionId: z.number().int(),
          host: z.string(),
          lastOkAt: z.iso.datetime().nullable(),
          lastFault: words.nullable(),
        }),
      ),
      /** The mailboxes that she connected; their passwords are not told. */
      mailboxes: z.array(
        z.object({
          connectionId: z.number().int(),
          host: z.string(),
          user: z.string(),
          folders: z.array(z.string()),
          lastOkAt: z.iso.datetime().nullable(),
          lastFault: words.nullable(),
          nextRunAt: z.iso.datetime().nullable(),
          /** How far it is while it is read; null when it is not. */
          running: z.object({ step: words, share: z.number().nullable() }).nullable(),
        }),
      ),
    }),
  }),
  readOwnTracker: endpoint({
    method: 'POST',
    path: '/api/people/:personId/time/tracker',
    summary:
      'Reads an export of ActivityWatch in memory and answers minutes by day and category. Nothing is kept. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    upload: true,
    answer: trackerReading,
  }),
  keepOwnTracker: endpoint({
    method: 'PUT',
    path: '/api/people/:personId/time/tracker',
    summary:
      'Keeps the minutes by day and category that a person confirmed; of the days named, instead of earlier ones.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    body: z.strictObject({
      totals: z
        .array(
          z.strictObject({
            day,
            category,
            minutes: z
              .number()
              .int()
              .min(0)
              .max(25 * 60),
          }),
        )
        .min(1)
        .max(10_000),
    }),
    answer: kept,
  }),
  readOwnCalendar: endpoint({
    method: 'POST',
    path: '/api/people/:personId/time/calendar',
    summary: 'Reads an iCalendar file in memory; with `keep` its times and categories are kept. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    query: z.object({ keep: z.enum(['no', 'yes']).default('no') }),
    upload: true,
    answer: calendarReading,
  }),
  addOwnCalendar: endpoint({
    method: 'POST',
    path: '/api/people/:personId/time/calendars',
    summary:
      'Subscribes to a calendar by its secret address, which is sealed and never told again. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    body: z.strictObject({ address: z.string().min(1).max(2000) }),
    answer: z.object({ connectionId: z.number().int(), kept }),
  }),
  removeOwnCalendar: endpoint({
    method: 'DELETE',
    path: '/api/people/:personId/time/calendars/:connectionId',
    summary: 'Ends a subscription and takes away the time that it brought. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: feedPath,
    answer: z.object({ removed: z.number().int() }),
  }),
  addOwnMailbox: endpoint({
    method: 'POST',
    path: '/api/people/:personId/time/mailboxes',
    summary:
      'Connects a mailbox (IMAP) once it lets in; its password is sealed. Moments, directions and customers are kept. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    body: z.strictObject(mailbox),
    answer: z.object({ connectionId: z.number().int() }),
  }),
  changeOwnMailbox: endpoint({
    method: 'PUT',
    path: '/api/people/:personId/time/mailboxes/:connectionId',
    summary: 'Reads a mailbox again now, with a new password if one is given. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: feedPath,
    body: z.strictObject({ password: mailbox.password.optional() }),
    answer: z.object({ connectionId: z.number().int() }),
  }),
  removeOwnMailbox: endpoint({
    method: 'DELETE',
    path: '/api/people/:personId/time/mailboxes/:connectionId',
    summary: 'Ends a mailbox and takes away the time that it brought. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: feedPath,
    answer: z.object({ removed: z.number().int() }),
  }),
  ownWeek: endpoint({
    method: 'GET',
    path: '/api/people/:personId/time/week',
    summary: 'The weekly card of a person: minutes by category, as she declared them. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    query: z.object({ monday: day.optional() }),
    answer: z.object({ monday: day, thisMonday: day, lines: card }),
  }),
  declareOwnWeek: endpoint({
    method: 'PUT',
    path: '/api/people/:personId/time/week',
    summary: 'Declares a week: minutes by category, spread over its working days. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    body: z.strictObject({ monday: day, lines: card }),
    answer: kept,
  }),
  removeOwnTime: endpoint({
    method: 'POST',
    path: '/api/people/:personId/time/removal',
    summary:
      'Takes away what a person brought: of one day, or all of one way, and her choice with it. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    body: z.union([z.strictObject({ day }), z.strictObject({ way })]),
    answer: z.object({ removed: z.number().int() }),
  }),
  trackerCategories: endpoint({
    method: 'GET',
    path: '/api/tracker-categories',
    summary: 'Douze’s category rules for salespeople, as a file that ActivityWatch imports.',
    roles: anyRole,
    answer: { file: ['application/json'] },
  }),
} as const
