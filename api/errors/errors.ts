// The one catalogue of what the API refuses: id, status and a sentence in both languages. Handlers throw a
// Refusal; everything else that is thrown becomes `internal`, which says nothing but the request's id.
import { AccessRefused } from '../../access/index.ts'
import { ImportRefused } from '../../sources/ingest/index.ts'
import { accessErrors } from './access-errors.ts'
import { connectionErrors } from './connection-errors.ts'
import type { ErrorJson } from '../contract/types.ts'
import type { Entry } from './error-entry.ts'

export const errors = {
  'bad-request': {
    status: 400,
    fr: 'Cette demande n’est pas comprise : une valeur manque, est inconnue ou hors limites.',
    en: 'This request is not understood: a value is missing, unknown or out of range.',
  },
  'unknown-period': {
    status: 400,
    fr: 'Cette période n’est pas comprise. Exemples : 2017, 2017-H2, 2017-Q3, 2017-08, all.',
    en: 'This period is not understood. Examples: 2017, 2017-H2, 2017-Q3, 2017-08, all.',
  },
  'unknown-answer': {
    status: 400,
    fr: 'Cet indicateur n’a pas de réponse, de dimension, de colonne ou d’exclusion de ce nom.',
    en: 'This metric has no answer, dimension, column or exclusion of that name.',
  },
  'not-measurable': {
    status: 409,
    fr: 'Cet indicateur n’est pas encore mesuré : aucune ligne ne peut être montrée.',
    en: 'This metric is not measured yet: there are no rows to show.',
  },
  'rows-gone': {
    status: 409,
    fr: 'Les lignes de cette période ne sont plus conservées : il n’y a rien à télécharger. Le chiffre, lui, est gardé. La liste à l’écran dit depuis quand et par quelle règle.',
    en: 'The rows of this period are no longer kept: there is nothing to download. The figure is kept. The list on screen says since when and by which rule.',
  },
  'not-allowed': {
    status: 403,
    fr: 'Vos droits ne permettent pas cette action.',
    en: 'Your rights do not allow this action.',
  },
  'foreign-origin': {
    status: 403,
    fr: 'Une écriture doit venir de la page de Douze elle-même (en-tête Origin ou Sec-Fetch-Site).',
    en: 'A write must come from Douze’s own page (Origin or Sec-Fetch-Site header).',
  },
  'not-found': { status: 404, fr: 'Rien ici à cette adresse.', en: 'There is nothing at this address.' },
  'wrong-method': {
    status: 405,
    fr: 'Cette adresse existe, mais pas avec ce verbe HTTP.',
    en: 'This address exists, but not with this HTTP verb.',
  },
  'wrong-state': {
    status: 409,
    fr: 'L’import n’est pas dans un état qui permet cette action.',
    en: 'The import is not in a state that allows this action.',
  },
  'too-large': {
    status: 413,
    fr: 'C’est plus que ce que Douze accepte en une fois.',
    en: 'This is more than Douze takes at once.',
  },
  'wrong-type': {
    status: 415,
    fr: 'Le contenu doit être du JSON (Content-Type: application/json), non compressé.',
    en: 'The content must be JSON (Content-Type: application/json), not compressed.',
  },
  'foreign-host': {
    status: 421,
    fr: 'Douze ne répond qu’à son adresse locale, par exemple http://127.0.0.1:1212.',
    en: 'Douze only answers at its local address, for example http://127.0.0.1:1212.',
  },
  'too-many-rows': {
    status: 422,
    fr: 'Un classeur XLSX contient au plus 1 048 575 lignes ; demandez le fichier CSV.',
    en: 'An XLSX workbook holds at most 1,048,575 rows; ask for the CSV file.',
  },
  refused: {
    status: 422,
    fr: 'La demande est bien formée, mais ne peut pas être satisfaite.',
    en: 'The request is well formed but cannot be granted.',
  },
  internal: {
    status: 500,
    fr: 'Une erreur de notre côté. Rien n’a été modifié à moitié ; le numéro de la demande aide à la retrouver.',
    en: 'A fault on our side. Nothing was left half done; the request’s number helps to find it.',
    isReported: true,
  },
  'database-unreachable': {
    status: 503,
    fr: 'La base de données ne répond pas. Douze réessaie ; la page reviendra d’elle-même.',
    en: 'The database does not answer. Douze keeps trying; the page will come back by itself.',
    isReported: true,
  },
  stopping: {
    status: 503,
    fr: 'Douze est en train de s’arrêter.',
    en: 'Douze is stopping.',
  },
  'disk-full': {
    status: 507,
    fr: 'Le disque est plein. Libérez de la place, puis recommencez : rien n’a été gardé à moitié.',
    en: 'The disk is full. Free some space, then try again: nothing was kept half done.',
    isReported: true,
  },
  ...accessErrors,
  ...connectionErrors,
} as const satisfies Record<string, Entry>

export type ErrorId = keyof typeof errors

/** Thrown by a handler to refuse a request with an entry of the catalogue. */
export class Refusal extends Error {
  readonly id: ErrorId
  /** A more exact sentence than the catalogue's, for the same id. */
  readonly words: { readonly fr: string; readonly en: string } | null
  /** Which inputs are at fault: 'query.limit'. */
  readonly fields: readonly string[]
  /** Seconds after which another try is worth it, when that is known. */
  readonly retryAfter: number | null

  constructor(
    id: ErrorId,
    options: {
      words?: { readonly fr: string; readonly en: string }
      fields?: readonly string[]
      retryAfter?: number | null
    } = {},
  ) {
    super(options.words?.en ?? errors[id].en)
    this.id = id
    this.words = options.words ?? null
    this.fields = options.fields ?? []
    this.retryAfter = options.retryAfter ?? null
  }
}

/** What the world is told about anything that was thrown. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (thrown instanceof ImportRefused) return ofImport(thrown)
  if (thrown instanceof AccessRefused) return ofAccess(thrown)
  if (isDatabaseUnreachable(thrown)) return new Refusal('database-unreachable')
  if (isDiskFull(thrown)) return new Refusal('disk-full')
  return new Refusal('internal')
}

/** A delivery that is not there is not found like anything else; any other refusal brings its own sentence. */
function ofImport({ code, words }: ImportRefused): Refusal {
  return code === 'IMPORT_UNKNOWN' ? new Refusal('not-found') : new Refusal('wrong-state', { words })
}

function ofAccess({ code, words, retryAfter }: AccessRefused): Refusal {
  return new Refusal(code, { retryAfter, ...(words === null ? {} : { words }) })
}

export function errorJson(refusal: Refusal, requestId: string): ErrorJson {
  const { fr, en } = refusal.words ?? errors[refusal.id]
  return {
    error: {
      code: refusal.id,
      message: { fr, en },
      requestId,
      ...(refusal.fields.length > 0 ? { fields: refusal.fields } : {}),
    },
  }
}

/** Whether the entry is a fault of ours or of the machine, to be logged with its cause. */
export function isReported(id: ErrorId): boolean {
  const entry: Entry = errors[id]
  return entry.isReported === true
}

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  '57P01', // the server is shutting down
  '57P02',
  '57P03', // the server is starting
  '53300', // too many connections
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])

/** Whether the database was not there to be asked: worth a 503 and another try. */
export function isDatabaseUnreachable(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const code = codeOf(thrown)
  if (code === 'ENOENT') return isSocketCall(thrown)
  if (code !== null && unreachableCodes.has(code)) return true
  if (thrown instanceof AggregateError) return thrown.errors.some(isDatabaseUnreachable)
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    thrown.message,
  )
}

function isSocketCall(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'connect'
}

function isDiskFull(thrown: unknown): boolean {
  const code = thrown instanceof Error ? codeOf(thrown) : null
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100'
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}
