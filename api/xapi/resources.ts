// Every address of the learning record store, with the verbs that it takes and who may use it: the table that
// docs/rights.md and the rights matrix are made from, as api/contract is for the rest of the API.

export type XapiMethod = 'GET' | 'PUT' | 'POST' | 'DELETE'

export interface XapiResource {
  readonly path: string
  readonly methods: readonly XapiMethod[]
  /**
   * 'anybody': says nothing of anyone. 'program': a credential of its own (HTTP Basic), or an API token with the role
   * administrator; each reads back only what it sent. 'launch': the one-time token of a launched course.
   */
  readonly open: 'anybody' | 'program' | 'launch'
}

const documents = ['GET', 'PUT', 'POST', 'DELETE'] as const

export const xapiResources = {
  about: { path: '/xapi/about', methods: ['GET'], open: 'anybody' },
  statements: { path: '/xapi/statements', methods: ['GET', 'PUT', 'POST'], open: 'program' },
  activities: { path: '/xapi/activities', methods: ['GET'], open: 'program' },
  agents: { path: '/xapi/agents', methods: ['GET'], open: 'program' },
  state: { path: '/xapi/activities/state', methods: documents, open: 'program' },
  activityProfile: { path: '/xapi/activities/profile', methods: documents, open: 'program' },
  fetch: { path: '/xapi/cmi5/fetch', methods: ['POST'], open: 'launch' },
  agentProfile: { path: '/xapi/agents/profile', methods: documents, open: 'program' },
} as const satisfies Record<string, XapiResource>

export type XapiResourceName = keyof typeof xapiResources
