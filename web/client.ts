// The typed client: one function that calls any endpoint of the contract, and the ways in which it can fail.
import type { EndpointName, Endpoints } from '../api/contract/endpoints.ts'
import type { Answer, ErrorJson, Request, WordsJson } from '../api/contract/types.ts'

/** The addresses that the page calls; the compiler refuses a line that differs from the contract table. */
const routes = {
  home: ['GET', '/api/home'],
  definitions: ['GET', '/api/metrics'],
  health: ['GET', '/api/health'],
  measurement: ['GET', '/api/metrics/:metric'],
  trend: ['GET', '/api/metrics/:metric/trend'],
  breakdown: ['GET', '/api/metrics/:metric/breakdown'],
  rows: ['GET', '/api/metrics/:metric/rows'],
  rowsFile: ['GET', '/api/metrics/:metric/rows-file'],
  importEntities: ['GET', '/api/import-entities'],
  templates: ['GET', '/api/templates'],
  templateFile: ['GET', '/api/templates/:template/file'],
  imports: ['GET', '/api/imports'],
  createImport: ['POST', '/api/imports'],
  uploadFile: ['PUT', '/api/imports/:importId/files'],
  stageImport: ['POST', '/api/imports/:importId/stage'],
  importReport: ['GET', '/api/imports/:importId'],
  confirmImport: ['POST', '/api/imports/:importId/confirm'],
  cancelImport: ['POST', '/api/imports/:importId/cancel'],
  discardImport: ['POST', '/api/imports/:importId/discard'],
  undoImport: ['POST', '/api/imports/:importId/undo'],
  refusedRows: ['GET', '/api/imports/:importId/refused-rows'],
  decisions: ['GET', '/api/decisions'],
  decide: ['PUT', '/api/decisions'],
  changeSettings: ['PUT', '/api/settings'],
  ownNames: ['GET', '/api/own-names'],
  setOwnNames: ['PUT', '/api/own-names'],
  timeWords: ['GET', '/api/time-words'],
  setTimeWords: ['PUT', '/api/time-words'],
  targets: ['GET', '/api/targets'],
  setTarget: ['PUT', '/api/targets'],
  removeTarget: ['DELETE', '/api/targets/:targetId'],
  loadDemonstration: ['POST', '/api/demonstration'],
  removeDemonstration: ['DELETE', '/api/demonstration'],
  openAsOwner: ['POST', '/api/first-start'],
  setUp: ['POST', '/api/setup'],
  session: ['GET', '/api/session'],
  signIn: ['POST', '/api/session'],
  showSecondFactor: ['POST', '/api/session/second-factor'],
  signOut: ['DELETE', '/api/session'],
  signOutEverywhere: ['DELETE', '/api/sessions'],
  beginSecondFactor: ['POST', '/api/second-factor'],
  confirmSecondFactor: ['POST', '/api/second-factor/confirm'],
  changePassword: ['PUT', '/api/password'],
  acceptInvitation: ['POST', '/api/invitations/accept'],
  acceptReset: ['POST', '/api/resets/accept'],
  beginProviderSignIn: ['POST', '/api/session/provider'],
  finishProviderSignIn: ['POST', '/api/session/provider/finish'],
  users: ['GET', '/api/users'],
  inviteUser: ['POST', '/api/users'],
  changeUser: ['PUT', '/api/users/:userId'],
  resetUser: ['POST', '/api/users/:userId/reset'],
  tokens: ['GET', '/api/tokens'],
  makeToken: ['POST', '/api/tokens'],
  revokeToken: ['DELETE', '/api/tokens/:tokenId'],
  heldData: ['GET', '/api/people/:personId/held'],
  personData: ['GET', '/api/people/:personId/data'],
  ownNotices: ['GET', '/api/people/:personId/notices'],
  receiveNotice: ['POST', '/api/people/:personId/notices/:version/receipt'],
  looks: ['GET', '/api/people/:personId/looks'],
  notesAbout: ['GET', '/api/people/:personId/notes'],
  corrections: ['GET', '/api/people/:personId/corrections'],
  correctPerson: ['POST', '/api/people/:personId/corrections'],
  correctionRequests: ['GET', '/api/privacy/correction-requests'],
  notes: ['GET', '/api/notes'],
  figureNotes: ['GET', '/api/notes/figures'],
  writeNote: ['POST', '/api/notes'],
  replyToNote: ['POST', '/api/notes/:noteId/reply'],
  retention: ['GET', '/api/privacy/retention'],
  setRetention: ['PUT', '/api/privacy/retention/:rule'],
  setSmallestGroup: ['PUT', '/api/privacy/smallest-group'],
  people: ['GET', '/api/people'],
  joinPeople: ['POST', '/api/people/:personId/join'],
  workingTime: ['GET', '/api/working-time'],
  setWorkingTime: ['PUT', '/api/working-time'],
  addHoliday: ['POST', '/api/holidays'],
  removeHoliday: ['DELETE', '/api/holidays/:holidayId'],
  personCalendar: ['GET', '/api/people/:personId/calendar'],
  setPersonWeek: ['PUT', '/api/people/:personId/working-time'],
  addAbsence: ['POST', '/api/people/:personId/absences'],
  removeAbsence: ['DELETE', '/api/people/:personId/absences/:absenceId'],
  breakGlass: ['POST', '/api/break-glass'],
  addTeam: ['POST', '/api/teams'],
  addStay: ['POST', '/api/people/:personId/stays'],
  changeStay: ['PUT', '/api/stays/:membershipId'],
  connections: ['GET', '/api/connections'],
  addConnection: ['POST', '/api/connections'],
  changeConnection: ['PUT', '/api/connections/:connectionId'],
  runConnection: ['POST', '/api/connections/:connectionId/run'],
  cancelConnection: ['POST', '/api/connections/:connectionId/cancel'],
  removeConnection: ['DELETE', '/api/connections/:connectionId'],
  dataHealth: ['GET', '/api/data-health'],
  processingRegister: ['GET', '/api/privacy/register'],
  ownTime: ['GET', '/api/people/:personId/time'],
  readOwnTracker: ['POST', '/api/people/:personId/time/tracker'],
  keepOwnTracker: ['PUT', '/api/people/:personId/time/tracker'],
  readOwnCalendar: ['POST', '/api/people/:personId/time/calendar'],
  addOwnCalendar: ['POST', '/api/people/:personId/time/calendars'],
  addOwnMailbox: ['POST', '/api/people/:personId/time/mailboxes'],
  changeOwnMailbox: ['PUT', '/api/people/:personId/time/mailboxes/:connectionId'],
  removeOwnMailbox: ['DELETE', '/api/people/:personId/time/mailboxes/:connectionId'],
  removeOwnCalendar: ['DELETE', '/api/people/:personId/time/calendars/:connectionId'],
  ownWeek: ['GET', '/api/people/:personId/time/week'],
  declareOwnWeek: ['PUT', '/api/people/:personId/time/week'],
  removeOwnTime: ['POST', '/api/people/:personId/time/removal'],
  trackerCategories: ['GET', '/api/tracker-categories'],
  launchableCourses: ['GET', '/api/launchable-courses'],
  addCourse: ['POST', '/api/launchable-courses'],
  launchCourse: ['POST', '/api/launchable-courses/:packageId/launch'],
  waiveCourse: ['POST', '/api/launchable-courses/:packageId/waivers'],
  withdrawWaiver: ['POST', '/api/launchable-courses/:packageId/withdrawals'],
  streams: ['GET', '/api/streams'],
  stream: ['GET', '/api/streams/:streamId'],
  mapStream: ['PUT', '/api/streams/:streamId/mapping'],
} as const satisfies {
  readonly [Name in EndpointName]?: readonly [Endpoints[Name]['method'], Endpoints[Name]['path']]
}

/** An endpoint that the page calls. */
type CalledName = keyof typeof routes

/** What a request carries, with the parts that an endpoint does not have left out. */
export type Asked<Name extends EndpointName> = {
  readonly [
    Part in keyof Request<Name> as Request<Name>[Part] extends undefined ? never : Part
  ]: Request<Name>[Part]
}

/**
 * A request that did not succeed. `offline`: no answer came. `refused`: the server said why, in both languages.
 * `unexpected`: an answer that is not ours.
 */
export class RequestError extends Error {
  readonly kind: 'offline' | 'refused' | 'unexpected'
  readonly status: number | null
  readonly code: string | null
  readonly words: WordsJson | null
  readonly requestId: string | null
  /** Seconds after which the server will answer again, when it said so. */
  readonly retryAfter: number | null

  constructor(
    kind: RequestError['kind'],
    status: number | null,
    answer: ErrorJson['error'] | null,
    retryAfter: number | null = null,
  ) {
    super(answer?.message.en ?? kind)
    this.name = 'RequestError'
    this.kind = kind
    this.status = status
    this.code = answer?.code ?? null
    this.words = answer?.message ?? null
    this.requestId = answer?.requestId ?? null
    this.retryAfter = retryAfter
  }
}

/** The address of an endpoint with its parameters filled in; also for links to files. */
export function addressOf<Name extends CalledName>(name: Name, asked: Asked<Name>): string {
  type Values = Record<string, string | number | null | undefined>
  const { path, query } = asked as { path?: Values; query?: Values }
  const filled = routes[name][1].replace(/:([a-zA-Z]+)/g, (_, key: string) =>
    encodeURIComponent(String(path?.[key])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? filled : `${filled}?${text}`
}

/**
 * Calls an endpoint and returns its JSON.
 * @throws RequestError
 */
export async function call<Name extends CalledName>(
  name: Name,
  asked: Asked<Name>,
  signal?: AbortSignal,
): Promise<Answer<Name>> {
  const { body } = asked as { body?: unknown }
  const headers = new Headers({ accept: 'application/json' })
  const request: RequestInit = { method: routes[name][0], headers }
  if (body !== undefined) {
    headers.set('content-type', 'application/json')
    request.body = JSON.stringify(body)
  }
  if (signal !== undefined) request.signal = signal
  let response: Response
  try {
    response = await fetch(addressOf(name, asked), request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new RequestError('offline', null, null)
  }
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
  return readAnswer(
    response.status,
    await response.text(),
    Number.isFinite(wait) ? wait : null,
  ) as Answer<Name>
}

/**
 * Sends bytes to an endpoint that reads them as they are, and returns its JSON.
 * @throws RequestError
 */
export async function send<Name extends CalledName>(
  name: Name,
  asked: Asked<Name>,
  body: Blob,
): Promise<Answer<Name>> {
  let response: Response
  try {
    response = await fetch(addressOf(name, asked), {
      method: routes[name][0],
      headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
      body,
    })
  } catch {
    throw new RequestError('offline', null, null)
  }
  return readAnswer(response.status, await response.text()) as Answer<Name>
}

/**
 * Sends one file of a delivery, telling how far it is (0 to 1).
 * XMLHttpRequest, because fetch does not report the progress of what it sends.
 * @throws RequestError
 */
export function upload(
  importId: number,
  name: string,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<Answer<'uploadFile'>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', addressOf('uploadFile', { path: { importId }, query: { name } }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(new RequestError('offline', null, null)))
    request.addEventListener('abort', () => reject(new RequestError('offline', null, null)))
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer(request.status, request.responseText) as Answer<'uploadFile'>)
      } catch (error) {
        reject(error instanceof Error ? error : new RequestError('unexpected', request.status, null))
      }
    })
    request.send(file)
  })
}

/** @throws RequestError unless the answer is JSON and a success; its shape is the contract's promise */
function readAnswer(status: number, text: string, retryAfter: number | null = null): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new RequestError('unexpected', status, null)
  }
  if (status >= 200 && status < 300) return json
  throw new RequestError(
    isErrorJson(json) ? 'refused' : 'unexpected',
    status,
    isErrorJson(json) ? json.error : null,
    retryAfter,
  )
}

function isErrorJson(json: unknown): json is ErrorJson {
  if (typeof json !== 'object' || json === null || !('error' in json)) return false
  const { error } = json
  return typeof error === 'object' && error !== null && 'message' in error && 'code' in error
}
