// Sources that deliver by themselves over the API: made, listed, paused, run, removed; and the one address that takes events.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { words } from './measurement-shapes.ts'

const administrators = ['owner', 'administrator'] as const
const connectionPath = z.object({ connectionId: z.coerce.number().int().positive() })

export const connection = z.object({
  connectionId: z.number().int(),
  kind: z.enum(['webhook', 'folder', 'mail']),
  name: z.string(),
  source: z.string(),
  /** What is no secret: which sender a webhook has, which folder is watched, which mailbox is read. */
  settings: z.record(z.string(), z.string()),
  hasSecret: z.boolean(),
  /** Five fields of cron in the organisation's zone; null for what is sent to us. */
  schedule: z.string().nullable(),
  isPaused: z.boolean(),
  /** What it delivers becomes visible by itself. */
  isTrusted: z.boolean(),
  nextRunAt: z.string().nullable(),
  lastRunAt: z.string().nullable(),
  lastOkAt: z.string().nullable(),
  lastFault: words.nullable(),
  /** How far it is while it runs; null when it does not. */
  running: z.object({ step: words, share: z.number().nullable() }).nullable(),
  /** Events that no delivery has taken yet, and those whose delivery was discarded. */
  waiting: z.number().int(),
  setAside: z.number().int(),
})

/** What one source delivered so far, by hand or by itself. */
const delivered = z.object({
  source: z.string(),
  /** Null for files that people send. */
  connectionId: z.number().int().nullable(),
  deliveries: z.number().int(),
  lastVisibleAt: z.string().nullable(),
  /** The day that the last visible delivery describes. */
  asOf: z.string().nullable(),
  accepted: z.number().int(),
  refused: z.number().int(),
  /** Of the last delivery. */
  lastAccepted: z.number().int(),
  lastRefused: z.number().int(),
  lastImportId: z.number().int().nullable(),
  /** A delivery that waits to be confirmed. */
  waitingImportId: z.number().int().nullable(),
  entities: z.array(z.object({ id: z.string(), name: words })),
  /** The metrics that read what it brings. */
  feeds: z.array(z.string()),
})

const gap = z.object({
  id: z.string(),
  /** 'opportunities without an owner' */
  name: words,
  /** Which column of which export brings it. */
  bring: words,
  lacking: z.number().int(),
  among: z.number().int(),
  /** Counted in a sample of so many rows; null when all were looked at. */
  sampled: z.number().int().nullable(),
})

const schedule = z.string().min(9).max(100)
const secret = z.string().min(8).max(200)

/** How to reach a mailbox, and what of it is read. */
export const mailbox = {
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  /** Names separated by commas; empty: all but private ones, junk, trash and drafts. */
  folders: z.string().max(2000).default(''),
}

export const connectionEndpoints = {
  connections: endpoint({
    method: 'GET',
    path: '/api/connections',
    summary: 'Every source with its last delivery, freshness, counts, refused rows and next run.',
    roles: administrators,
    answer: z.object({ connections: z.array(connection), sources: z.array(delivered) }),
  }),
  addConnection: endpoint({
    method: 'POST',
    path: '/api/connections',
    summary:
      'Connects a webhook, a watched folder or a shared mailbox. The address of a webhook is told this once; a mailbox is tried first.',
    roles: administrators,
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('webhook'),
        name: z.string().trim().min(1).max(60),
        source: z.string().trim().min(1).max(60).default('crm'),
        sender: z.enum(['plain', 'signed', 'hex', 'typeform', 'formbricks']),
        /** What the sender signs with; none for a sender that cannot sign. */
        secret: secret.optional(),
      }),
      z.strictObject({
        kind: z.literal('folder'),
        name: z.string().trim().min(1).max(60),
        source: z.string().trim().min(1).max(60).default('crm'),
        schedule,
      }),
      z.strictObject({
        kind: z.literal('mail'),
        name: z.string().trim().min(1).max(60),
        source: z.string().trim().min(1).max(60).default('mail'),
        schedule,
        ...mailbox,
      }),
    ]),
    answer: z.object({
      connectionId: z.number().int(),
      /** Where the sender is to send: '/hooks/<reference>'; null for a folder. */
      address: z.string().nullable(),
      /** Where to put files; null for a webhook. */
      folder: z.string().nullable(),
    }),
  }),
  changeConnection: endpoint({
    method: 'PUT',
    path: '/api/connections/:connectionId',
    summary: 'Pauses or resumes a connection, changes its schedule or replaces its secret.',
    roles: administrators,
    pathParameters: connectionPath,
    body: z.strictObject({
      isPaused: z.boolean().optional(),
      schedule: schedule.optional(),
      /** What a webhook signs with, or the password of a mailbox. */
      secret: z.string().min(1).max(200).optional(),
    }),
    answer: z.object({ connectionId: z.number().int() }),
  }),
  runConnection: endpoint({
    method: 'POST',
    path: '/api/connections/:connectionId/run',
    summary: 'Lets a connection run now, also with what was set aside.',
    roles: administrators,
    pathParameters: connectionPath,
    body: z.strictObject({}),
    answer: z.object({ connectionId: z.number().int() }),
  }),
  cancelConnection: endpoint({
    method: 'POST',
    path: '/api/connections/:connectionId/cancel',
    summary: 'Breaks off a run of a connection; nothing of it is stored.',
    roles: administrators,
    pathParameters: connectionPath,
    body: z.strictObject({}),
    answer: z.object({ isStopped: z.boolean() }),
  }),
  removeConnection: endpoint({
    method: 'DELETE',
    path: '/api/connections/:connectionId',
    summary: 'Removes a connection; what it delivered stays.',
    roles: administrators,
    pathParameters: connectionPath,
    answer: z.object({ connectionId: z.number().int() }),
  }),
  dataHealth: endpoint({
    method: 'GET',
    path: '/api/data-health',
    summary: 'What is there for each metric, what lacks, and which export or column would bring it.',
    roles: [...administrators, 'leader'],
    answer: z.object({
      tables: z.array(
        z.object({
          table: z.string(),
          name: words,
          rows: z.number().int().nullable(),
          /** An estimate, where there are too many rows to count. */
          about: z.number().int().nullable(),
          feeds: z.array(z.string()),
        }),
      ),
      metrics: z.array(
        z.object({
          metric: z.string(),
          state: z.enum(['connected', 'partly', 'not-connected']),
          missing: z.array(z.object({ table: z.string(), bring: words, answers: z.array(words) })),
          gaps: z.array(gap),
        }),
      ),
    }),
  }),
  receiveEvent: endpoint({
    method: 'POST',
    path: '/hooks/:reference',
    summary:
      'Takes one event of a webhook: JSON, signed as its sender signs. Known by its address alone, or by its signature too.',
    roles: administrators,
    signIn: 'not needed',
    hasOwnCredentials: true,
    pathParameters: z.object({ reference: z.string().max(100) }),
    upload: true,
    answer: z.object({ receipt: z.enum(['taken', 'repeated', 'left-out']) }),
  }),
}
