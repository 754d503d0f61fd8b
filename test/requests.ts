// A request for each row of the contract table that its schemas let through, for tests that try every route.
import type { Endpoint } from '../api/contract/endpoint.ts'
import type { EndpointName } from '../api/contract/endpoints.ts'

const bodies: { readonly [Name in EndpointName]?: unknown } = {
  setUp: { email: 'eve@example.com', displayName: 'Eve', password: 'trombone violet 8 nuages' },
  openAsOwner: { code: 'x' },
  signIn: { email: 'eve@example.com', password: 'x' },
  showSecondFactor: { code: '000000' },
  confirmSecondFactor: { code: '000000' },
  changePassword: { current: 'x', next: 'y' },
  acceptInvitation: { token: 'x', password: 'y' },
  acceptReset: { token: 'x', password: 'y' },
  beginProviderSignIn: { origin: 'http://localhost:1212' },
  finishProviderSignIn: { flow: 'x', parameters: {} },
  addConnection: { kind: 'folder', name: 'x', schedule: '0 6 * * *' },
  inviteUser: { email: 'x@example.com', displayName: 'X', roles: ['rep'] },
  makeToken: { name: 'x', roles: ['rep'], days: 1 },
  decide: { answers: {} },
  setTimeWords: { words: [] },
  setTarget: { metric: 'sales-cycle', answer: 'mean', kind: 'target', validFrom: '2026-01-01', value: '45' },
  receiveNotice: {},
  setSmallestGroup: { people: 5 },
  joinPeople: { into: 2 },
  addTeam: { name: 'x' },
  addStay: { teamId: 1, startsOn: null, endsOn: null },
  changeStay: { startsOn: null, endsOn: null },
  changeConnection: {},
  runConnection: {},
  cancelConnection: {},
  setWorkingTime: { startsOn: null, hoursPerWeek: 35, daysPerWeek: 5 },
  addHoliday: { day: '2026-05-01' },
  setPersonWeek: { startsOn: null, hoursPerWeek: 35, daysPerWeek: 5 },
  addAbsence: { firstDay: '2026-05-04', lastDay: '2026-05-05', share: 1 },
  writeNote: {
    kind: 'annotation',
    subject: { kind: 'record', recordKind: 'lead', recordId: 1 },
    body: 'x',
  },
  replyToNote: { reply: 'x' },
  correctPerson: { column: 'job', value: 'rep', why: 'x' },
  erasePerson: { name: 'x' },
  setRetention: { length: 1, unit: 'days' },
  publishNotice: { name: 'x', text: { fr: 'x', en: 'x' } },
  breakGlass: { personId: 1, reason: 'a reason long enough' },
  linkXapiAgent: { personId: 1 },
  changeXapiMapping: { verb: 'https://example.com/did', meaning: 'passed' },
  issueXapiCredential: { name: 'x' },
  launchCourse: { unit: 'https://example.com/unit' },
  waiveCourse: { unit: 'https://example.com/unit', personId: 1, reason: 'administrative' },
  withdrawWaiver: { unit: 'https://example.com/unit', personId: 1 },
  mapStream: { entity: null, columns: {} },
  recordReceipts: { personIds: [1], way: 'on paper' },
  keepOwnTracker: { totals: [{ day: '2026-01-12', category: 'crm', minutes: 5 }] },
  addOwnCalendar: { address: 'https://calendar.example.com/feed.ics' },
  addOwnMailbox: {
    host: 'imap.example.com',
    port: 993,
    security: 'tls',
    user: 'x',
    password: 'x',
  },
  changeOwnMailbox: {},
  declareOwnWeek: { monday: '2026-01-12', lines: [] },
  removeOwnTime: { day: '2026-01-12' },
}

const queries: { readonly [Name in EndpointName]?: string } = {
  breakdown: 'by=team',
  uploadFile: 'name=x',
  figureNotes: 'period=2026',
}

export interface Request {
  readonly path: string
  /** Without '?'; '' where none is needed. */
  readonly query: string
  /** Undefined where the route takes none. */
  readonly body: unknown
}

/** An address and a body that the row's schemas let through; `values` are those of the path, by name ('1' by default). */
export function requestOf(
  name: string,
  row: Endpoint,
  values: Readonly<Record<string, string>> = {},
): Request {
  return {
    path: row.path.replace(
      /:(\w+)/g,
      (_, parameter: string) => values[parameter] ?? (parameter === 'metric' ? 'sales-cycle' : '1'),
    ),
    query: queries[name as EndpointName] ?? '',
    body: row.body === undefined ? undefined : (bodies[name as EndpointName] ?? {}),
  }
}
