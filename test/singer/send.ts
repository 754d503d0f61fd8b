// Lines sent to the door as a tap does, for tests.
import type { Database } from '../../model/database.ts'
import { owner } from '../../model/reader.ts'
import { receive, type Received, type ReceiveOptions } from '../../sources/singer/index.ts'
import { rowsOf } from '../deliver.ts'

export const now = () => new Date('2026-06-30T10:00:00Z')

export interface Sent extends Received {
  /** What was printed, line by line. */
  readonly printed: readonly string[]
}

/** Sends a text, cut into pieces of some bytes, to the door. */
export async function send(
  database: Database,
  text: string,
  options: Partial<ReceiveOptions> & { readonly pieceBytes?: number } = {},
): Promise<Sent> {
  const printed: string[] = []
  const { pieceBytes = 1 << 16, ...asked } = options
  const received = await receive(database, owner, pieces(Buffer.from(text), pieceBytes), {
    now,
    source: null,
    tap: null,
    onState: (state) => {
      printed.push(state)
      return Promise.resolve()
    },
    ...asked,
  })
  return { ...received, printed }
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}

/** Messages as lines. */
export const lines = (...messages: readonly unknown[]): string =>
  messages.map((message) => `${typeof message === 'string' ? message : JSON.stringify(message)}\n`).join('')

/** The records of every stream that stand, as text, in a fixed order; two databases that hold the same give the same. */
export async function landed(database: Database): Promise<Record<string, string[]>> {
  const rows = await rowsOf(
    database,
    `select s.name, r.data::text as data from landed_rows as r join landed_streams as s using (stream_id)
     where not r.is_deleted order by s.name collate "C", r.data::text collate "C"`,
  )
  const found: Record<string, string[]> = {}
  for (const { name, data } of rows) (found[name ?? ''] ??= []).push(data ?? '')
  return found
}
