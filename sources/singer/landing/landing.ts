// Records on their way to the database: what came before the last STATE and what came after it are kept apart, so that a line that cannot be
// taken drops the latter and keeps the former. One transaction is open at most; memory holds two small batches.
import type { Client } from '../../ingest/sql.ts'
import type { DeclaredStream, Step } from '../protocol/steps.ts'
import { WrittenNumber, type Json, type JsonObject } from '../protocol/exact-json.ts'
import { addPaths, declaredPaths } from '../streams/paths.ts'
import { findKnown } from '../catalogue/index.ts'
import { Batch, digestOf, storableJson } from './batch.ts'
import { keepFor, type LandingStream, noteStream, openStream } from './open-stream.ts'
import { createBatchTable, writeBatch } from './write-batch.ts'

export interface LandingOptions {
  readonly source: string | null
  readonly tap: string | null
  readonly now: () => Date
  /** The organisation's day. */
  readonly day: string
}

/** Records and characters that a batch holds at most. */
const mostRecords = 5_000
const mostCharacters = 16 * 1024 * 1024

export class Landing {
  readonly #client: Client
  readonly #options: LandingOptions
  readonly #streams = new Map<string, LandingStream>()
  /** Before the last STATE, after it. */
  readonly #covered = new Batch()
  readonly #open = new Batch()
  readonly #incomplete = new Set<string | null>()
  /** Streams whose sender tells how far they have come, and whether that is their end. */
  readonly #progress = new Map<string, boolean>()
  #isInTransaction = false

  private constructor(client: Client, options: LandingOptions) {
    this.#client = client
    this.#options = options
  }

  static async start(client: Client, options: LandingOptions): Promise<Landing> {
    await createBatchTable(client)
    return new Landing(client, options)
  }

  get streams(): readonly LandingStream[] {
    return [...this.#streams.values()]
  }

  /** Records that a commit would make durable, beside what its transaction holds already. */
  get coveredRecords(): number {
    return this.#covered.records
  }

  get isFull(): boolean {
    return this.#open.records >= mostRecords || this.#open.bytes >= mostCharacters
  }

  /** A stream is declared, for the first time or anew. */
  async declare(declared: DeclaredStream): Promise<void> {
    const known = this.#streams.get(declared.name)
    const stream = known ?? (await openStream(this.#client, declared, this.#options))
    if (known !== undefined) redeclare(known, declared, this.#options.tap)
    this.#streams.set(declared.name, stream)
    if (declared.isKeyUnsaid === true) stream.counts.isKeyUnsaid = true
    if (!isSame(stream.keys, declared.keys)) {
      this.#open.divide({ kind: 'rekey', stream, keys: declared.keys })
      stream.keys = declared.keys
    }
  }

  add(step: Extract<Step, { kind: 'record' }>): void {
    const stream = this.#streams.get(step.stream.name)
    if (stream === undefined) return
    const { counts } = stream
    counts.records++
    for (const name of step.missing) counts.missing.set(name, (counts.missing.get(name) ?? 0) + 1)
    for (const name of step.other) counts.other.set(name, (counts.other.get(name) ?? 0) + 1)
    if (!stream.isDeclared) this.#learn(stream, step.record)
    if (stream.keep === null) return
    const kept = stream.keep(step.record)
    if (hasNoNumber(kept)) counts.notANumber++
    const { text, isReplaced } = storableJson(kept)
    if (isReplaced) counts.replaced++
    this.#open.add({
      stream,
      digest: step.key === null ? null : digestOf(step.key),
      data: text,
      version: step.version ?? stream.generation?.current ?? null,
      isDeleted: isDeletion(step.record, stream),
    })
  }

  activate({ name }: DeclaredStream, version: number): void {
    const stream = this.#streams.get(name)
    if (stream !== undefined) this.#open.divide({ kind: 'activate', stream, version })
  }

  /** Everything so far stands before a STATE. */
  cover(): void {
    this.#covered.append(this.#open)
  }

  /** Makes durable what is covered. */
  async commit(): Promise<void> {
    await this.#begin()
    await writeBatch(this.#client, this.#covered, this.#options.day)
    this.#covered.clear()
    for (const stream of this.#streams.values()) await noteStream(this.#client, stream)
    await this.#client.query('commit')
    this.#isInTransaction = false
  }

  /** Writes what is open without making it durable. Nothing may be covered. */
  async spill(): Promise<void> {
    await this.#begin()
    await writeBatch(this.#client, this.#open, this.#options.day)
    this.#open.clear()
  }

  /** A stream, or every one, did not come whole: what earlier loads brought of it stays. */
  keepEarlier(name: string | null): void {
    this.#incomplete.add(name)
  }

  /** How far the sender says that a stream has come. One that broke off once does not come whole any more. */
  note(name: string, isWhole: boolean): void {
    this.#progress.set(name, isWhole)
  }

  /** Rows of earlier loads go, of streams that were loaded anew as a whole. */
  replaceEarlier(): void {
    if (this.#incomplete.has(null)) return
    for (const stream of this.#streams.values()) {
      const isWhole = this.#progress.get(stream.name) ?? true
      if (!isWhole || this.#incomplete.has(stream.name)) continue
      if (stream.isReplaced) this.#open.divide({ kind: 'replace', stream })
      const { generation } = stream
      if (generation !== undefined && generation.oldest > 0)
        this.#open.divide({ kind: 'generation', stream, generation })
    }
  }

  /** Drops what is not covered; the run can go on to commit what is. */
  async dropOpen(isAnythingCovered: boolean): Promise<void> {
    this.#open.clear()
    if (isAnythingCovered || !this.#isInTransaction) return
    await this.#client.query('rollback')
    this.#isInTransaction = false
  }

  /** Leaves the connection as it was found. */
  async end(): Promise<void> {
    if (this.#isInTransaction) await this.#client.query('rollback')
    this.#isInTransaction = false
    await this.#client.query('drop table if exists landing_batch')
    await this.#client.query('select pg_advisory_unlock_all()')
  }

  async #begin(): Promise<void> {
    if (this.#isInTransaction) return
    await this.#client.query('begin')
    this.#isInTransaction = true
  }

  /** Nobody declared this stream: its properties tell what it is. */
  #learn(stream: LandingStream, record: JsonObject): void {
    const before = stream.paths.size
    addPaths(record, stream.paths)
    if (stream.paths.size === before || stream.found !== null) return
    stream.found = findKnown(stream.name, stream.paths, this.#options.tap ?? undefined)
    stream.keep = keepFor(stream.found, stream.keys, stream.mapping)
  }
}

function redeclare(stream: LandingStream, declared: DeclaredStream, tap: string | null): void {
  if (declared.schema === null) return
  stream.paths.clear()
  stream.notedPaths = -1
  for (const path of declaredPaths(declared.schema)) stream.paths.add(path)
  stream.found = findKnown(declared.name, stream.paths, tap ?? undefined)
  stream.keep = keepFor(stream.found, declared.keys, stream.mapping)
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, place) => other[place] === name)

/** The mark of Singer; and of Airbyte's logs of changes, where a record has a key: without one it is a row of the log. */
function isDeletion(record: JsonObject, { keys }: LandingStream): boolean {
  const marks = [record['_sdc_deleted_at'], keys.length > 0 ? record['_ab_cdc_deleted_at'] : undefined]
  return marks.some((at) => at !== undefined && at !== null && at !== '')
}

function hasNoNumber(value: Json): boolean {
  if (value instanceof WrittenNumber) return !value.isFinite
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(hasNoNumber)
}
