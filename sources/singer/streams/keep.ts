// What is kept of the records of a stream. Of a known stream only what its mapping reads, its key and its marks of deletion: nothing else of
// a person's data is stored. Of an unknown one everything, until somebody says what it is or its time is over.
import {
  alternatives,
  columnOf,
  type Found,
  isReadWith,
  type KnownColumn,
  type KnownStream,
} from '../catalogue/index.ts'
import { isArray, isObject, type Json, type JsonObject } from '../protocol/exact-json.ts'

/** Names of properties that hold the date at which a deal entered or left a stage. */
export const stageDate = /^(?:property_|properties_)?hs_(?:v2_)?date_(entered|exited)_(\S+)$/

/** Parts of a record to keep: all of a property, or some of its own. */
interface Kept {
  readonly parts: Map<string, Kept | 'all'>
  hasStageDates: boolean
}

export type Keep = (record: JsonObject) => JsonObject

/** Keeps everything, but never what no source may bring (docs/trust.md, rule 1). */
const keepAll: Keep = (record) => {
  const names = Object.keys(record)
  if (!names.some((name) => neverKept.test(name))) return record
  return Object.fromEntries(Object.entries(record).filter(([name]) => !neverKept.test(name)))
}

/** Window titles, key strokes, pictures of the screen, passwords: nothing here has a use for them. */
export const neverKept =
  /^(?:window_?title|key_?strokes?|keystroke_?count|mouse_?(?:clicks|distance|moves)|screenshots?|afk|idle_?(?:time|seconds|minutes)|passwords?|password_?hash|api_?key|access_?token|refresh_?token|secret)$/i

/** How records of a stream are cut down. Null: none is kept. */
export function keepOf(found: Found | null, keys: readonly string[]): Keep | null {
  if (found === null) return keepAll
  const { stream, tap } = found
  const isReadFor = isReadWith(tap, stream)
  if (stream.entity === null && !isReadFor) return null
  const root: Kept = { parts: new Map(), hasStageDates: stream.hasStageDates === true }
  for (const path of keptPaths(found, keys, isReadFor)) addPath(root, path.split('.'))
  const properties = root.parts.get('properties')
  if (root.hasStageDates && properties !== undefined && properties !== 'all') properties.hasStageDates = true
  return (record) => prune(record, root)
}

const columnsOf = (stream: KnownStream): readonly KnownColumn[] =>
  Object.values(stream.columns).flatMap((column) => columnOf(column) ?? [])

function keptPaths({ stream, tap }: Found, keys: readonly string[], isReadFor: boolean): string[] {
  const columns = columnsOf(stream)
  const named = isReadFor
    ? tap.streams.flatMap((other) =>
        columnsOf(other).flatMap(({ named: by }) =>
          by !== undefined && by.streams.some((one) => stream.names.includes(one)) ? [by.id, by.name] : [],
        ),
      )
    : []
  const written = [
    // What a subscription is worth is read of parts of its items: they are named below.
    ...columns.filter(({ as }) => as?.startsWith('recurring-') !== true).map(({ from }) => from),
    ...columns.flatMap(({ currency, times, time, when = {}, nothingWhen = {} }) =>
      [currency ?? [], times ?? [], time ?? [], Object.keys(when), Object.keys(nothingWhen)].flat(),
    ),
    ...named,
    ...(isReadFor ? tap.streams.flatMap(({ recurring }) => itemReads(recurring, stream)) : []),
    ...(stream.recurring?.reads ?? []),
    ...alternatives(stream.deleted ?? '').map((one) => one.replace(/=.*/, '')),
    ...(stream.only ?? []).map(({ property }) => property),
  ]
  return [...written.flatMap(alternatives), ...keys, ...stream.keys, '_sdc_deleted_at']
}

function itemReads(recurring: KnownStream['recurring'], { names }: KnownStream): readonly string[] {
  return recurring?.streams.some((one) => names.includes(one)) === true ? recurring.itemReads : []
}

function addPath(kept: Kept, path: readonly string[]): void {
  const [name, ...rest] = path
  if (name === undefined) return
  const known = kept.parts.get(name)
  if (known === 'all') return
  if (rest.length === 0) {
    // 'property_amount' and 'property_amount.value': where the whole is a text there is nothing below it.
    if (known === undefined) kept.parts.set(name, 'all')
    return
  }
  const below = known ?? { parts: new Map<string, Kept | 'all'>(), hasStageDates: false }
  kept.parts.set(name, below)
  addPath(below, rest)
}

function prune(record: JsonObject, kept: Kept): JsonObject {
  const left: Record<string, Json> = {}
  for (const [name, part] of kept.parts) {
    const value = record[name]
    if (value === undefined) continue
    left[name] = part === 'all' ? value : pruneValue(value, part)
  }
  if (kept.hasStageDates)
    for (const name of Object.keys(record)) {
      const value = record[name]
      if (value !== undefined && value !== null && stageDate.test(name)) left[name] = value
    }
  return left
}

function pruneValue(value: Json, kept: Kept): Json {
  if (isArray(value)) return value.map((one) => pruneValue(one, kept))
  return isObject(value) ? prune(value, kept) : value
}
