// The senders of webhooks that are known by name: how they sign, where their events carry an id and a moment, which of their
// events count, and how an event becomes one flat row.
import type { Words } from '../entities.ts'
import type { SignatureKind } from './signatures.ts'

export interface Sender {
  readonly name: Words
  readonly signature: SignatureKind
  /** Where an event's own id stands, the first that is there; a header comes before. */
  readonly eventId: readonly Path[]
  /** What the event is about: of several events with the same one, the latest counts. */
  readonly recordId: readonly Path[]
  /** When it happened. */
  readonly occurredAt: readonly Path[]
  /** Events whose field holds another value are acknowledged and left out. */
  readonly only?: { readonly at: Path; readonly values: readonly string[] }
  /** Turns an event into the row that is mapped; by default the event itself. */
  readonly row?: (event: JsonObject) => JsonObject
}

/** Names from the outside in: ['data', 'id']. */
export type Path = readonly string[]
export type JsonObject = { readonly [name: string]: unknown }

export const senders = {
  plain: {
    name: { fr: 'Un autre outil, connu par l’adresse', en: 'Another tool, known by the address' },
    signature: 'address',
    eventId: [['event_id'], ['eventId'], ['id']],
    recordId: [['record_id'], ['response_id'], ['id']],
    occurredAt: [['occurred_at'], ['timestamp'], ['updated_at'], ['created_at']],
  },
  signed: {
    name: { fr: 'Un outil qui signe (Standard Webhooks)', en: 'A tool that signs (Standard Webhooks)' },
    signature: 'standard-webhooks',
    eventId: [['event_id'], ['id']],
    recordId: [['data', 'id'], ['record_id'], ['id']],
    occurredAt: [['timestamp'], ['data', 'updatedAt'], ['data', 'updated_at'], ['created_at']],
  },
  hex: {
    name: { fr: 'Un outil qui signe (HMAC en hexadécimal)', en: 'A tool that signs (HMAC in hexadecimal)' },
    signature: 'hex',
    eventId: [['event_id'], ['id']],
    recordId: [['data', 'id'], ['record_id'], ['id']],
    occurredAt: [['timestamp'], ['updated_at'], ['created_at']],
  },
  typeform: {
    name: { fr: 'Typeform', en: 'Typeform' },
    signature: 'typeform',
    eventId: [['event_id']],
    recordId: [['form_response', 'token']],
    occurredAt: [['form_response', 'submitted_at']],
    only: { at: ['event_type'], values: ['form_response'] },
    row: typeformRow,
  },
  formbricks: {
    name: { fr: 'Formbricks', en: 'Formbricks' },
    signature: 'standard-webhooks',
    eventId: [],
    recordId: [['data', 'id']],
    occurredAt: [
      ['data', 'updatedAt'],
      ['data', 'createdAt'],
    ],
    // A response that is created or still being filled in is no answer yet.
    only: { at: ['event'], values: ['responseFinished'] },
    row: formbricksRow,
  },
} as const satisfies Record<string, Sender>

export type SenderName = keyof typeof senders
export const senderNames = Object.keys(senders) as SenderName[]

/** What stands at a path; undefined where there is nothing. */
export function at(value: unknown, path: Path): unknown {
  let found = value
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

/** The first text or number at one of several paths. */
export function firstText(value: unknown, paths: readonly Path[]): string | null {
  for (const path of paths) {
    const found = at(value, path)
    if (typeof found === 'string' && found !== '') return found
    // Beyond these a number has lost its last digits: two records could pass for one.
    if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found)
  }
  return null
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One column for each question, named by its `ref` where the form has one, and one for each hidden field. */
function typeformRow(event: JsonObject): JsonObject {
  const response = at(event, ['form_response'])
  const row: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [column, path] of [
    ['response_id', ['token']],
    ['form_id', ['form_id']],
    ['submitted_at', ['submitted_at']],
    ['form', ['definition', 'title']],
  ] as const)
    row[column] = at(response, path)
  const hidden = at(response, ['hidden'])
  if (isObject(hidden)) for (const [name, value] of Object.entries(hidden)) row[`hidden.${name}`] = value
  const titles = new Map<string, string>()
  const fields = at(response, ['definition', 'fields'])
  for (const field of Array.isArray(fields) ? fields : []) {
    const id = firstText(field, [['id']])
    const title = firstText(field, [['title']])
    if (id !== null && title !== null) titles.set(id, title)
  }
  const answers = at(response, ['answers'])
  for (const answer of Array.isArray(answers) ? answers : []) {
    const id = firstText(answer, [['field', 'id']])
    const column =
      (id === null ? undefined : titles.get(id)) ??
      firstText(answer, [
        ['field', 'ref'],
        ['field', 'id'],
      ])
    if (column !== null) row[column] = typeformValue(answer)
  }
  return row
}

function typeformValue(answer: unknown): unknown {
  const type = firstText(answer, [['type']])
  if (type === 'choice')
    return firstText(answer, [
      ['choice', 'label'],
      ['choice', 'other'],
    ])
  if (type === 'choices') {
    const labels = at(answer, ['choices', 'labels'])
    return Array.isArray(labels) ? labels.join(', ') : null
  }
  return type === null ? null : (at(answer, [type]) ?? null)
}

/** The answers by question beside what is known of the response. */
function formbricksRow(event: JsonObject): JsonObject {
  const response = at(event, ['data'])
  const row: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [column, path] of [
    ['response_id', ['id']],
    ['survey_id', ['surveyId']],
    ['created_at', ['createdAt']],
    ['updated_at', ['updatedAt']],
    ['email', ['contactAttributes', 'email']],
    ['user_id', ['contactAttributes', 'userId']],
  ] as const)
    row[column] = at(response, path)
  const answers = at(response, ['data'])
  if (isObject(answers))
    for (const [question, value] of Object.entries(answers))
      row[question] = Array.isArray(value) ? value.join(', ') : value
  return row
}
