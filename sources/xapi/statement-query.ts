// The parameters with which statements are asked for, checked as the standard says. Unknown ones are refused.
import { checkActor } from './check/actor.ts'
import { isIri } from './check/iri.ts'
import { isObject, type XapiVersion } from './check/shape.ts'
import { readInstant } from './check/timestamp.ts'
import { isUuid } from './check/uuid.ts'
import { Faults } from './faults.ts'
import { JsonFault } from './json/json-fault.ts'
import { parseJson } from './json/parse-json.ts'
import { activityKey, namedOf } from './keys.ts'
import { reasons } from './reasons.ts'
import { badParameter, XapiRefused } from './store/refused.ts'

export type Format = 'ids' | 'exact' | 'canonical'

export interface StatementFilter {
  readonly agent: { readonly key: string; readonly isRelated: boolean } | null
  readonly activity: { readonly key: string; readonly isRelated: boolean } | null
  readonly verb: string | null
  readonly registration: string | null
  readonly since: Date | null
  readonly until: Date | null
  readonly isAscending: boolean
  readonly limit: number
  /** Where the page before ended. */
  readonly cursor: number | null
}

export interface StatementQuery {
  /** One statement by its id; null for a list. */
  readonly one: { readonly id: string; readonly isVoided: boolean } | null
  readonly filter: StatementFilter
  readonly format: Format
  readonly withAttachments: boolean
}

/** Statements of one answer at most. */
export const mostStatements = 200

const withOne = new Set(['statementId', 'voidedStatementId', 'attachments', 'format'])
const withMany = new Set([
  'agent',
  'verb',
  'activity',
  'registration',
  'related_activities',
  'related_agents',
  'since',
  'until',
  'limit',
  'format',
  'attachments',
  'ascending',
  'cursor',
])

export type Parameters = Readonly<Record<string, string>>

/** @throws XapiRefused 'invalid' naming the parameter */
export function readStatementQuery(given: Parameters, version: XapiVersion): StatementQuery {
  const ids = ['statementId', 'voidedStatementId'].filter((name) => Object.hasOwn(given, name))
  const known = ids.length > 0 ? withOne : withMany
  for (const name of Object.keys(given)) if (!known.has(name)) throw badParameter(name.slice(0, 60), unfit)
  if (ids.length > 1) throw badParameter(ids.join(', '), onlyOne)
  const [byId] = ids
  const format = given['format'] ?? 'exact'
  if (format !== 'ids' && format !== 'exact' && format !== 'canonical') throw badParameter('format', formats)
  return {
    one:
      byId === undefined ? null : { id: uuidOf(given, byId) ?? '', isVoided: byId === 'voidedStatementId' },
    filter: filterOf(given, version),
    format,
    withAttachments: flagOf(given, 'attachments'),
  }
}

function filterOf(given: Parameters, version: XapiVersion): StatementFilter {
  const verb = iriOf(given, 'verb')
  const activity = iriOf(given, 'activity')
  const limit = countOf(given, 'limit') ?? 0
  const agent = given['agent'] === undefined ? null : agentKeyOf(given['agent'], version)
  return {
    agent: agent === null ? null : { key: agent, isRelated: flagOf(given, 'related_agents') },
    activity:
      activity === null
        ? null
        : { key: activityKey(activity), isRelated: flagOf(given, 'related_activities') },
    verb,
    registration: uuidOf(given, 'registration'),
    since: instantOf(given, 'since'),
    until: instantOf(given, 'until'),
    isAscending: flagOf(given, 'ascending'),
    limit: limit === 0 ? mostStatements : Math.min(limit, mostStatements),
    cursor: countOf(given, 'cursor'),
  }
}

/** The key of an agent or identified group that is given as JSON. @throws XapiRefused 'invalid' */
export function agentKeyOf(text: string, version: XapiVersion): string {
  const faults = new Faults()
  try {
    const agent = parseJson(text)
    checkActor(agent, { field: 'agent', faults, version })
    const named = isObject(agent) && faults.list.length === 0 ? namedOf(agent) : null
    if (named !== null) return named.key
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    throw new XapiRefused('invalid', { fr: `agent : ${error.words.fr}.`, en: `agent: ${error.words.en}.` })
  }
  throw badParameter(faults.list[0]?.field ?? 'agent', faults.list[0]?.words ?? reasons.identifierMissing)
}

export function uuidOf(given: Parameters, name: string): string | null {
  const text = given[name]
  if (text === undefined) return null
  if (!isUuid(text)) throw badParameter(name, reasons.uuid)
  return text.toLowerCase()
}

export function iriOf(given: Parameters, name: string): string | null {
  const text = given[name]
  if (text === undefined) return null
  if (!isIri(text)) throw badParameter(name, reasons.iri)
  return text
}

export function instantOf(given: Parameters, name: string): Date | null {
  const text = given[name]
  if (text === undefined) return null
  // The plus of an offset becomes a space in an address that was not encoded.
  const instant = readInstant(text.replace(/ (\d{2}(:?\d{2})?)$/, '+$1'), '1.0')
  if (instant === null || instant === 'negative-zero') throw badParameter(name, reasons.timestamp)
  return instant.at
}

function countOf(given: Parameters, name: string): number | null {
  const text = given[name]
  if (text === undefined) return null
  if (!/^\d{1,15}$/.test(text)) throw badParameter(name, reasons.count)
  return Number(text)
}

function flagOf(given: Parameters, name: string): boolean {
  const text = given[name]
  if (text !== undefined && text !== 'true' && text !== 'false') throw badParameter(name, reasons.boolean)
  return text === 'true'
}

const unfit = {
  fr: 'ce paramètre n’est pas admis dans cette demande',
  en: 'this parameter is not allowed in this request',
}
const onlyOne = {
  fr: 'un seul de ces paramètres est admis',
  en: 'only one of these parameters is allowed',
}
const formats = {
  fr: 'ids, exact ou canonical est attendu',
  en: 'ids, exact or canonical is expected',
}
