// The ledger of erasures outside of the database: a restored database is older than its erasures, so a file beside it
// remembers them. Keyed hashes only; nobody is named.
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Erasure } from '../../access/privacy/index.ts'

/** The name of the file in the data folder: one erasure a line, as JSON. */
export const erasureFileName = 'erasures.jsonl'

export async function keepErasure(folder: string, erasure: Erasure): Promise<void> {
  await appendFile(path.join(folder, erasureFileName), `${JSON.stringify(erasure)}\n`, { mode: 0o600 })
}

/** Reads the file; empty when nobody was erased. @throws SyntaxError when a line is no JSON */
export async function readErasures(folder: string): Promise<readonly Erasure[]> {
  const text = await readFile(path.join(folder, erasureFileName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    },
  )
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Erasure)
}
