// One run: the lines of a tap from its input into the landing tables, and the STATE out again once everything before it is durable. The first
// line that cannot be taken ends it: what came before the last STATE is kept, what came after is dropped.
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { isDemonstration, readSettings } from '../../model/settings.ts'
import { createZone } from '../files/values/index.ts'
import { withClient } from '../ingest/deliveries.ts'
import { ImportRefused } from '../ingest/shapes.ts'
import type { Client } from '../ingest/sql.ts'
import { recordsOfBatch } from './batch-files.ts'
import { knownKeys } from './catalogue/index.ts'
import { Landing } from './landing/landing.ts'
import type { LandingStream } from './landing/open-stream.ts'
import { BadLine } from './protocol/bad-line.ts'
import { type Line, linesOf } from './protocol/lines.ts'
import { MessageReader, type Protocol, type ReaderOptions } from './protocol/message-reader.ts'
import { recordStep } from './protocol/singer-messages.ts'
import type { Step } from './protocol/steps.ts'
import { declaredPaths } from './streams/paths.ts'

export interface RunOptions extends ReaderOptions {
  readonly now: () => Date
  /** Prints a state; called once everything before it is durable. */
  readonly onState: (text: string) => Promise<void>
  /** Ends the run early: what has arrived is kept. */
  readonly signal?: AbortSignal
  /** Whose ids the records carry; null: that of the tap which the streams give away. */
  readonly source: string | null
  /** 'tap-salesforce': only its streams are looked for in the catalogue. */
  readonly tap: string | null
  readonly mostLineBytes?: number
  /** The folder whose files BATCH messages may name; without one they may name none. */
  readonly batchFolder?: string
}

export interface LandedRun {
  readonly protocol: Protocol | null
  readonly lines: number
  readonly fault: BadLine | null
  readonly isStopped: boolean
  /** The last state printed. */
  readonly state: string | null
  readonly streams: readonly LandingStream[]
  /** Lines that the protocol says to drop, by reason. */
  readonly ignored: Readonly<Record<string, number>>
}

/** A state is printed soon: not with every record, and not later than this when the sender rests. */
const restMilliseconds = 1_000
const enoughRecords = 5_000

/**
 * Lands everything that the input brings, then does what is to be done with it while its streams are still this run's alone.
 * @throws ImportRefused in the house of the demonstration, or when another run keeps a stream; errors of the database pass through
 */
export async function landRun<Result>(
  database: Database,
  reader: Reader,
  input: AsyncIterable<Uint8Array>,
  options: RunOptions,
  then: (landed: LandedRun, client: Client) => Promise<Result>,
): Promise<Result> {
  if (await database.read(reader, isDemonstration)) throw inDemonstration()
  const { timeZone } = await database.read(reader, readSettings)
  const day = createZone(timeZone).dayOf(options.now().getTime())
  return withClient(database, reader, async (client) => {
    const landing = await Landing.start(client, { ...options, day })
    try {
      return await then(await new Run(landing, options).take(input), client)
    } finally {
      await landing.end().catch(() => {})
    }
  })
}

function inDemonstration(): ImportRefused {
  return new ImportRefused('DEMONSTRATION', {
    fr: 'Cette maison montre l’entreprise simulée : retirez-la d’abord (douze demo --remove).',
    en: 'This house shows the simulated company: remove it first (douze demo --remove).',
  })
}

class Run {
  readonly #landing: Landing
  readonly #options: RunOptions
  readonly #reader: MessageReader
  /** States that wait for their records to be durable, by slot, in the order of arrival. */
  readonly #states = new Map<string, string>()
  readonly #ignored = new Map<string, number>()
  #isStopped: boolean
  #onStop: () => void = () => {}
  #printed: string | null = null
  #lines = 0
  #lastCommit = performance.now()

  constructor(landing: Landing, options: RunOptions) {
    this.#landing = landing
    this.#options = options
    const { tap } = options
    this.#reader = new MessageReader({
      knownKeys: (stream, schema) => knownKeys(stream, declaredPaths(schema), tap ?? undefined),
      ...options,
    })
    this.#isStopped = options.signal?.aborted === true
    options.signal?.addEventListener(
      'abort',
      () => {
        this.#isStopped = true
        this.#onStop()
      },
      { once: true },
    )
  }

  async take(input: AsyncIterable<Uint8Array>): Promise<LandedRun> {
    const pieces = linesOf(input, this.#options.mostLineBytes)
    let fault: BadLine | null = null
    try {
      for (;;) {
        const piece = await this.#next(pieces)
        if (piece === null) break
        for (const line of piece) await this.#takeLine(line)
      }
      if (!this.#isStopped) this.#landing.replaceEarlier()
      this.#landing.cover()
      await this.#settle()
    } catch (error) {
      if (!(error instanceof BadLine)) throw error
      fault = error
      await this.#landing.dropOpen(this.#states.size > 0)
      if (this.#states.size > 0) await this.#settle()
    }
    return {
      protocol: this.#reader.protocol,
      lines: this.#lines,
      fault,
      isStopped: this.#isStopped,
      state: this.#printed,
      streams: this.#landing.streams,
      ignored: Object.fromEntries(this.#ignored),
    }
  }

  /** The next lines; null at the end, or when the run is stopped. While the sender rests, what waits is settled. */
  async #next(pieces: AsyncGenerator<Line[], void>): Promise<Line[] | null> {
    if (this.#isStopped) return null
    const arriving = pieces.next().then((found) => (found.done === true ? null : found.value))
    if (this.#states.size > 0) {
      const first = await this.#first(arriving, restMilliseconds)
      if (first !== 'rest') return first
      await this.#settle()
    }
    const first = await this.#first(arriving, null)
    return first === 'rest' ? null : first
  }

  /** What comes first: the lines, the end of the wait, or a request to stop. */
  #first(arriving: Promise<Line[] | null>, milliseconds: number | null): Promise<Line[] | null | 'rest'> {
    return new Promise((resolve, reject) => {
      const timer = milliseconds === null ? undefined : setTimeout(() => resolve('rest'), milliseconds)
      // Not a race with one promise that outlives the run: it would hold every line that ever came.
      this.#onStop = () => resolve(null)
      arriving.then(
        (lines) => {
          clearTimeout(timer)
          resolve(lines)
        },
        (error: Error) => {
          clearTimeout(timer)
          reject(error)
        },
      )
    })
  }

  async #takeLine(line: Line): Promise<void> {
    this.#lines = line.number
    for (const step of this.#reader.take(line)) await this.#takeStep(step)
  }

  async #takeStep(step: Step): Promise<void> {
    switch (step.kind) {
      case 'record':
        this.#landing.add(step)
        if (this.#landing.isFull) await this.#makeRoom()
        return
      case 'batch':
        return this.#takeBatch(step)
      case 'stream':
        return this.#landing.declare(step.stream)
      case 'activate':
        return this.#landing.activate(step.stream, step.version)
      case 'incomplete':
        return this.#landing.keepEarlier(step.stream)
      case 'progress':
        return this.#landing.note(step.stream, step.isWhole)
      case 'state':
        this.#landing.cover()
        this.#states.delete(step.slot)
        this.#states.set(step.slot, step.text)
        if (
          this.#landing.coveredRecords >= enoughRecords ||
          this.#states.size >= enoughRecords ||
          performance.now() - this.#lastCommit >= restMilliseconds
        )
          await this.#settle()
        return
      default:
        this.#ignored.set(step.reason, (this.#ignored.get(step.reason) ?? 0) + 1)
    }
  }

  async #takeBatch({
    stream,
    files,
    isGzip,
    version,
    line,
  }: Extract<Step, { kind: 'batch' }>): Promise<void> {
    const { batchFolder = null, mostLineBytes } = this.#options
    for (const name of files)
      for await (const records of recordsOfBatch({ name, isGzip, line }, batchFolder, mostLineBytes))
        for (const record of records) await this.#takeStep(recordStep(stream, record, version, line))
  }

  /** What is open goes into a transaction of its own: never into one with what a STATE covers. */
  async #makeRoom(): Promise<void> {
    if (this.#states.size > 0) await this.#settle()
    await this.#landing.spill()
  }

  /** Makes durable what is covered, then prints the states that wait. */
  async #settle(): Promise<void> {
    await this.#landing.commit()
    this.#lastCommit = performance.now()
    for (const text of this.#states.values()) {
      await this.#options.onState(text)
      this.#printed = text
    }
    this.#states.clear()
  }
}
