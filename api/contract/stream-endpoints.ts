// The contract's rows for streams of records that taps sent: which are kept, what each is, and what a person says that it is.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { importReport } from './import-shapes.ts'
import { words } from './measurement-shapes.ts'

const administrators = ['owner', 'administrator'] as const
const streamPath = z.object({ streamId: z.coerce.number().int().positive() })

const stream = z.object({
  streamId: z.number().int(),
  source: z.string(),
  name: z.string(),
  /** What its records become: an id of `/api/import-entities`; null while nobody has said so, or when it is left out. */
  entity: z.string().nullable(),
  entityName: words.nullable(),
  /** 'unknown' waits for a mapping; 'known' is one that Douze knows; 'mapped' and 'left-out' are a person's word. */
  state: z.enum(['unknown', 'known', 'mapped', 'left-out']),
  rows: z.number().int(),
  /** There are more records than were counted. */
  hasMore: z.boolean(),
  lastLandedAt: z.string(),
})

const streamLook = z.object({
  streamId: z.number().int(),
  source: z.string(),
  name: z.string(),
  keys: z.array(z.string()),
  /** What it is read as, or would be. */
  entity: z.string().nullable(),
  reason: words,
  isMapped: z.boolean(),
  columns: z.array(
    z.object({ column: z.string(), field: z.string().nullable(), samples: z.array(z.string()) }),
  ),
})

export const streamEndpoints = {
  streams: endpoint({
    method: 'GET',
    path: '/api/streams',
    summary: 'The streams of records that taps sent, those that wait for a mapping first.',
    roles: administrators,
    answer: z.array(stream),
  }),
  stream: endpoint({
    method: 'GET',
    path: '/api/streams/:streamId',
    summary:
      'One stream with some values of its properties and the table it is read as, or would be; with `entity`, as that table.',
    roles: administrators,
    pathParameters: streamPath,
    query: z.object({ entity: z.string().max(40).optional() }),
    answer: streamLook,
  }),
  mapStream: endpoint({
    method: 'PUT',
    path: '/api/streams/:streamId/mapping',
    summary:
      'Says what a stream is, or with entity null that it is left out. What it has kept is read at once, and what follows with each delivery.',
    roles: administrators,
    pathParameters: streamPath,
    body: z.strictObject({
      entity: z.string().max(40).nullable(),
      columns: z.record(z.string().max(400), z.string().max(60).nullable()),
    }),
    /** The delivery that its records become; null when it is left out. */
    answer: z.object({ report: importReport.nullable() }),
  }),
}
