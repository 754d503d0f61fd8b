// The contract's rows for people's rights: who looked, everything held, notes, corrections, erasure, retention, notices.
// "Her own" is decided by the handler: a stranger's number answers like one that nobody has.
import { z } from 'zod'
import { anyRole } from './access-endpoints.ts'
import { endpoint } from './endpoint.ts'
import { words } from './measurement-shapes.ts'

const administrators = ['owner', 'administrator'] as const
const answering = ['owner', 'leader', 'administrator'] as const

const personPath = z.object({ personId: z.coerce.number().int().positive() })
const notePath = z.object({ noteId: z.coerce.number().int().positive() })
const instant = z.iso.datetime()
const language = z.enum(['fr', 'en']).default('fr')
const personNumber = z.number().int()

const figure = {
  metric: z.string().min(1).max(60),
  answer: z.string().min(1).max(60).optional(),
  scope: z.string().min(1).max(30),
  period: z.string().min(1).max(10),
}
const recordKind = z.enum(['opportunity', 'lead', 'person'])
const subject = z.union([
  z.strictObject({ kind: z.literal('figure'), ...figure }),
  z.strictObject({ kind: z.literal('record'), recordKind, recordId: z.number().int().positive() }),
])

const note = z.object({
  noteId: z.number().int(),
  kind: z.enum(['annotation', 'contest']),
  personId: personNumber.nullable(),
  subject: z.union([
    z.object({
      kind: z.literal('figure'),
      metric: z.string(),
      answer: z.string().nullable(),
      scope: z.string(),
      period: z.string(),
    }),
    z.object({ kind: z.literal('record'), recordKind, recordId: z.number().int() }),
  ]),
  body: z.string(),
  authorId: personNumber.nullable(),
  authorName: z.string().nullable(),
  writtenAt: instant,
  reply: z.string().nullable(),
  repliedBy: personNumber.nullable(),
  repliedAt: instant.nullable(),
})

const correction = z.object({
  correctionId: z.number().int(),
  column: z.string(),
  earlier: z.string().nullable(),
  later: z.string().nullable(),
  why: z.string(),
  authorId: personNumber.nullable(),
  correctedAt: instant,
})

const length = z.object({ length: z.number().int(), unit: z.enum(['days', 'months']) })
const rule = z.object({
  id: z.string(),
  name: words,
  afterwards: words,
  default: length,
  ceiling: length,
  inForce: length,
  reason: z.string().nullable(),
  changedAt: instant.nullable(),
})

const noticeVersion = z.object({
  name: z.string(),
  text: words,
  publishedAt: instant,
  receipts: z.number().int(),
})

/** What a person reads and says about her own data on screen; the file of everything is `personData`. */
const ownDataEndpoints = {
  heldData: endpoint({
    method: 'GET',
    path: '/api/people/:personId/held',
    summary: 'What is held about a person, kind by kind: how many rows, and the first ones. For herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    answer: z.array(
      z.object({
        table: z.string(),
        name: words,
        /** 'a deal': what one row is. */
        grain: words,
        count: z.number().int(),
        /** Those that say something to a reader; numbers of records and of imports are in the file. */
        columns: z.array(z.string()),
        /** The first rows, every cell as text. */
        rows: z.array(z.array(z.string().nullable())),
      }),
    ),
  }),
  ownNotices: endpoint({
    method: 'GET',
    path: '/api/people/:personId/notices',
    summary: 'The notices that a person got, and the newest one whether she got it or not. For herself.',
    roles: anyRole,
    pathParameters: personPath,
    answer: z.array(
      z.object({
        name: z.string(),
        text: words,
        publishedAt: instant,
        receivedAt: instant.nullable(),
        way: z.enum(['on screen', 'by mail', 'on paper']).nullable(),
      }),
    ),
  }),
  receiveNotice: endpoint({
    method: 'POST',
    path: '/api/people/:personId/notices/:version/receipt',
    summary:
      'Writes down that a person read a version of the notice on screen: she herself, and nobody for her.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath.extend({ version: z.string().max(60) }),
    body: z.strictObject({}),
    answer: z.object({ recorded: z.number().int() }),
  }),
  figureNotes: endpoint({
    method: 'GET',
    path: '/api/notes/figures',
    summary: 'The notes on the figures of a period that the reader may see, whatever their metric and scope.',
    roles: anyRole,
    query: z.object({ period: figure.period }),
    answer: z.array(note),
  }),
  correctionRequests: endpoint({
    method: 'GET',
    path: '/api/privacy/correction-requests',
    summary: 'What people asked to be put right about themselves and nobody answered yet.',
    roles: administrators,
    answer: z.array(note),
  }),
} as const

export const privacyEndpoints = {
  ...ownDataEndpoints,
  processingRegister: endpoint({
    method: 'GET',
    path: '/api/privacy/register',
    summary: 'The register of processing, printed from the schema of the database, as Markdown.',
    roles: anyRole,
    query: z.object({ language }),
    answer: { file: ['text/markdown'] },
  }),
  personData: endpoint({
    method: 'GET',
    path: '/api/people/:personId/data',
    summary: 'Everything held about a person, as JSON and CSV in one zip: for herself.',
    refusesTokens: true,
    roles: anyRole,
    pathParameters: personPath,
    query: z.object({ language }),
    answer: { file: ['application/zip'] },
  }),
  looks: endpoint({
    method: 'GET',
    path: '/api/people/:personId/looks',
    summary: 'Who looked at a person’s data, when, at what kind and why, newest first: for herself.',
    roles: anyRole,
    pathParameters: personPath,
    query: z.object({
      /** Continues an earlier page: its last entry. */
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: z.array(
      z.object({
        entry: z.number().int(),
        at: instant,
        readerId: personNumber.nullable(),
        readerName: z.string().nullable(),
        readerRoles: z.array(z.string()),
        dataKind: z.string(),
        dataKindName: words,
        purpose: z.string(),
        requestId: z.string(),
      }),
    ),
  }),
  journal: endpoint({
    method: 'GET',
    path: '/api/privacy/journal',
    summary: 'Checks the chain of the access journal; its last hash can be printed and kept.',
    roles: administrators,
    answer: z.object({
      checked: z.number().int(),
      faults: z.array(z.object({ kind: z.string(), entry: z.number().int(), sentence: words })),
      last: z.object({ entry: z.number().int(), hash: z.string() }),
    }),
  }),
  notes: endpoint({
    method: 'GET',
    path: '/api/notes',
    summary: 'The notes on one figure or one record, for whoever may see it.',
    roles: anyRole,
    query: z.object({
      metric: figure.metric.optional(),
      answer: figure.answer,
      scope: figure.scope.optional(),
      period: figure.period.optional(),
      recordKind: recordKind.optional(),
      recordId: z.coerce.number().int().positive().optional(),
    }),
    answer: z.array(note),
  }),
  notesAbout: endpoint({
    method: 'GET',
    path: '/api/people/:personId/notes',
    summary: 'The notes on figures and records about a person, newest first.',
    roles: anyRole,
    pathParameters: personPath,
    answer: z.array(note),
  }),
  writeNote: endpoint({
    method: 'POST',
    path: '/api/notes',
    summary: 'Annotates or contests a figure or a record; a person, those about her.',
    roles: anyRole,
    body: z.strictObject({
      kind: z.enum(['annotation', 'contest']),
      subject,
      body: z.string().min(1).max(2_000),
    }),
    answer: note,
  }),
  replyToNote: endpoint({
    method: 'POST',
    path: '/api/notes/:noteId/reply',
    summary: 'Answers a note.',
    roles: answering,
    pathParameters: notePath,
    body: z.strictObject({ reply: z.string().min(1).max(2_000) }),
    answer: note,
  }),
  corrections: endpoint({
    method: 'GET',
    path: '/api/people/:personId/corrections',
    summary: 'Every value about a person that was put right: what it was, who changed it and why.',
    roles: anyRole,
    pathParameters: personPath,
    answer: z.array(correction),
  }),
  correctPerson: endpoint({
    method: 'POST',
    path: '/api/people/:personId/corrections',
    summary: 'Puts a value about a person right and keeps the earlier one.',
    roles: administrators,
    pathParameters: personPath,
    body: z.strictObject({
      column: z.enum(['display_name', 'email', 'job', 'hired_on', 'left_on']),
      value: z.string().max(254).nullable(),
      why: z.string().min(1).max(1_000),
    }),
    answer: correction,
  }),
  erasePerson: endpoint({
    method: 'POST',
    path: '/api/people/:personId/erasure',
    summary: 'Erases a person: her names become a pseudonym that leads nowhere; every total stays.',
    refusesTokens: true,
    roles: administrators,
    pathParameters: personPath,
    body: z.strictObject({
      /** Her name as it stands, so that the wrong number erases nobody. */
      name: z.string().min(1).max(400),
    }),
    answer: z.object({
      pseudonym: z.string(),
      erasedAt: instant,
      counts: z.record(z.string(), z.number().int()),
    }),
  }),
  retention: endpoint({
    method: 'GET',
    path: '/api/privacy/retention',
    summary:
      'How long what is kept, what the last runs of the purge removed, and how many people a figure outside the line is about at least.',
    roles: anyRole,
    answer: z.object({
      rules: z.array(rule),
      smallestGroup: z.object({ people: z.number().int(), least: z.number().int() }),
      runs: z.array(
        z.object({
          rule: z.string(),
          today: z.string(),
          before: z.string(),
          removed: z.number().int(),
          endedAt: instant,
        }),
      ),
    }),
  }),
  setRetention: endpoint({
    method: 'PUT',
    path: '/api/privacy/retention/:rule',
    summary: 'Shortens a rule of retention, or lengthens it up to its ceiling.',
    roles: administrators,
    pathParameters: z.object({ rule: z.string().max(40) }),
    body: z.strictObject({
      length: z.number().int().min(1).max(1_200),
      unit: z.enum(['days', 'months']),
      reason: z.string().max(1_000).nullable().default(null),
    }),
    answer: z.array(rule),
  }),
  setSmallestGroup: endpoint({
    method: 'PUT',
    path: '/api/privacy/smallest-group',
    summary: 'Sets how many people a figure outside the line must be about: five, or more.',
    roles: administrators,
    body: z.strictObject({ people: z.number().int().min(1).max(10_000) }),
    answer: z.object({ people: z.number().int(), least: z.number().int() }),
  }),
  notices: endpoint({
    method: 'GET',
    path: '/api/privacy/notices',
    summary: 'Versions of the notice to employees, and who got which and when.',
    roles: administrators,
    answer: z.object({
      versions: z.array(noticeVersion),
      people: z.array(
        z.object({
          personId: personNumber,
          name: z.string(),
          version: z.string().nullable(),
          firstReceivedAt: instant.nullable(),
          receivedAt: instant.nullable(),
        }),
      ),
    }),
  }),
  publishNotice: endpoint({
    method: 'POST',
    path: '/api/privacy/notices',
    summary: 'Publishes a version of the notice; it never changes afterwards.',
    roles: administrators,
    body: z.strictObject({
      name: z.string().min(1).max(60),
      text: z.strictObject({ fr: z.string().min(1).max(100_000), en: z.string().min(1).max(100_000) }),
    }),
    answer: noticeVersion,
  }),
  recordReceipts: endpoint({
    method: 'POST',
    path: '/api/privacy/notices/:version/receipts',
    summary: 'Writes down that people got a version of the notice; earlier receipts stay.',
    roles: administrators,
    pathParameters: z.object({ version: z.string().max(60) }),
    body: z.strictObject({
      personIds: z.array(z.number().int().positive()).min(1).max(10_000),
      way: z.enum(['on screen', 'by mail', 'on paper']),
    }),
    answer: z.object({ recorded: z.number().int() }),
  }),
} as const
