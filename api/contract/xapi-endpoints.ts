// The contract's rows for learning records (xAPI): programs that may send them, who is waited for, what verbs mean, cmi5 courses.
import { z } from 'zod'
import { anyRole } from './access-endpoints.ts'
import { endpoint } from './endpoint.ts'

const administrators = ['owner', 'administrator'] as const
const instant = z.iso.datetime()
const iri = z.string().min(3).max(4000)

const meaning = z.enum([
  'assigned',
  'completed',
  'passed',
  'failed',
  'scored',
  'waived',
  'attended',
  'ended',
  'viewed',
  'downloaded',
  'nothing',
])
const activityUse = z.enum([
  'course',
  'certification',
  'skill-test',
  'onboarding',
  'content',
  'part',
  'nothing',
])
const activityChoice = z.object({ use: activityUse, course: z.string().nullable() })

const credential = z.object({
  name: z.string(),
  login: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})

const mapping = z.object({
  verbs: z.record(z.string(), meaning),
  activities: z.record(z.string(), activityChoice),
})

const course = z.object({
  packageId: z.number().int(),
  title: z.string(),
  units: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isSatisfied: z.boolean(),
      /** The reader was excused from it: it counts as done by other means. */
      isWaived: z.boolean(),
      lastLaunchedAt: instant.nullable(),
    }),
  ),
})

export const xapiEndpoints = {
  xapiStatus: endpoint({
    method: 'GET',
    path: '/api/xapi',
    summary:
      'How many learning records came, how many wait for a person to be known, and which verbs mean what; the changes made to the usual meanings.',
    roles: administrators,
    answer: z.object({
      statements: z.number().int(),
      voided: z.number().int(),
      lastStoredAt: instant.nullable(),
      waitingAgents: z.number().int(),
      waitingStatements: z.number().int(),
      verbs: z.array(z.object({ verb: z.string(), statements: z.number().int(), meaning })),
      changes: mapping,
    }),
  }),
  xapiAgents: endpoint({
    method: 'GET',
    path: '/api/xapi/agents',
    summary: 'Who learning records name and nobody is known to be, those of most records first.',
    roles: administrators,
    answer: z.array(
      z.object({
        key: z.string(),
        written: z.string(),
        name: z.string().nullable(),
        records: z.number().int(),
      }),
    ),
  }),
  linkXapiAgent: endpoint({
    method: 'POST',
    path: '/api/xapi/agents/:agentKey/person',
    summary: 'Says who an agent is; her records count from then on, and every door knows her by that name.',
    roles: administrators,
    pathParameters: z.object({ agentKey: z.string().max(60) }),
    body: z.strictObject({ personId: z.number().int().positive() }),
    answer: z.object({ waitingAgents: z.number().int() }),
  }),
  changeXapiMapping: endpoint({
    method: 'PUT',
    path: '/api/xapi/mapping',
    summary:
      'Changes what a verb means or what an activity counts as, or takes it back to the default with null; every result follows.',
    roles: administrators,
    body: z.union([
      z.strictObject({ verb: iri, meaning: meaning.nullable() }),
      z.strictObject({
        activity: iri,
        choice: z
          .strictObject({ use: activityUse, course: z.string().trim().min(1).max(500).nullable() })
          .nullable(),
      }),
    ]),
    answer: mapping,
  }),
  xapiCredentials: endpoint({
    method: 'GET',
    path: '/api/xapi/credentials',
    summary: 'The programs that may send learning records, newest first.',
    roles: administrators,
    answer: z.array(credential),
  }),
  issueXapiCredential: endpoint({
    method: 'POST',
    path: '/api/xapi/credentials',
    summary: 'Issues a key and a secret for a program; the secret is shown this once.',
    roles: administrators,
    refusesTokens: true,
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    answer: credential.extend({ secret: z.string() }),
  }),
  revokeXapiCredential: endpoint({
    method: 'DELETE',
    path: '/api/xapi/credentials/:login',
    summary: 'Ends a credential at once; what it sent stays.',
    roles: administrators,
    refusesTokens: true,
    pathParameters: z.object({ login: z.string().max(200) }),
    answer: z.object({ login: z.string() }),
  }),
  launchableCourses: endpoint({
    method: 'GET',
    path: '/api/launchable-courses',
    summary: 'The cmi5 courses that can be opened from here, and how far the reader is in each.',
    roles: anyRole,
    answer: z.array(course),
  }),
  addCourse: endpoint({
    method: 'POST',
    path: '/api/launchable-courses',
    summary:
      'Registers a cmi5 course from its package or its cmi5.xml, sent as raw bytes. Its content is not kept: units open where they are hosted.',
    roles: administrators,
    query: z.object({
      /** Where the content is hosted, for units whose address the package does not say whole. */
      base: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .optional(),
    }),
    upload: true,
    answer: z.object({ packageId: z.number().int(), title: z.string(), units: z.number().int() }),
  }),
  launchCourse: endpoint({
    method: 'POST',
    path: '/api/launchable-courses/:packageId/launch',
    summary: 'Opens a unit of a cmi5 course for the reader: the address to go to, which works once.',
    roles: anyRole,
    refusesTokens: true,
    pathParameters: z.object({ packageId: z.coerce.number().int().positive() }),
    body: z.strictObject({ unit: iri }),
    answer: z.object({ address: z.string() }),
  }),
  waiveCourse: endpoint({
    method: 'POST',
    path: '/api/launchable-courses/:packageId/waivers',
    summary:
      'Excuses a person from a unit of a cmi5 course: it counts as done, and the statement `waived` says why. Once for each unit.',
    roles: administrators,
    pathParameters: z.object({ packageId: z.coerce.number().int().positive() }),
    body: z.strictObject({
      unit: iri,
      personId: z.number().int().positive(),
      reason: z.enum(['tested-out', 'equivalent-unit', 'equivalent-activity', 'administrative']),
    }),
    answer: z.object({ isWaived: z.literal(true) }),
  }),
  withdrawWaiver: endpoint({
    method: 'POST',
    path: '/api/launchable-courses/:packageId/withdrawals',
    summary:
      'Takes back that a person was excused from a unit of a cmi5 course: the statement `waived` is voided, and the unit counts as what she did of it herself.',
    roles: administrators,
    pathParameters: z.object({ packageId: z.coerce.number().int().positive() }),
    body: z.strictObject({ unit: iri, personId: z.number().int().positive() }),
    answer: z.object({ isWaived: z.literal(false) }),
  }),
} as const
