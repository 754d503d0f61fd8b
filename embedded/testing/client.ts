// A Douze process for the tests: starts PostgreSQL in the folder of its first argument, reports each step as a line of
// JSON, and releases it on the line `release` or on Ctrl-C; on the line `again` it then starts it once more.
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../index.ts'
import { probe } from '../probe.ts'

const say = (report: object) => process.stdout.write(`${JSON.stringify(report)}\n`)
const folder = process.argv[2] ?? ''
const rounds = Number(process.argv[3] ?? 1)
const lines = createInterface({ input: process.stdin })
const nextOrder = async () =>
  await new Promise<string>((resolve) => {
    lines.once('line', resolve).once('close', () => resolve('closed'))
    process.once('SIGINT', () => resolve('SIGINT'))
  })

try {
  for (let round = 1, again = false; round <= rounds || again; round++) {
    const postgres = await startEmbeddedPostgres({ folder, language: 'en' })
    const { connection, startedHere, dataFolder, notes } = postgres
    const order = rounds > 1 ? Promise.resolve('round') : nextOrder()
    say({ event: 'started', connection, startedHere, dataFolder, notes })
    const answer = async () => await probe(connection, connection.user, connection.database)
    // Alone it waits for its order; in a crowd it works for a moment, in which the server must not go away.
    if (rounds > 1) for (let look = 0; look < 5; look++) await sleep(10).then(expectReady(answer))
    const why = await order
    again = why === 'again'
    // What Ctrl-C does to the rest of the process group has had time to happen.
    if (why === 'SIGINT') await sleep(200)
    const beforeRelease = await answer()
    await postgres.release()
    say({ event: 'released', why, beforeRelease })
  }
} catch (error) {
  const known = error instanceof EmbeddedPostgresError
  say({
    event: 'failed',
    code: known ? error.code : 'unknown',
    words: known ? error.words : String(error instanceof Error ? error.stack : error),
  })
  process.exitCode = 1
}
lines.close()
process.stdin.destroy()
if (process.stdout.writableLength > 0) await once(process.stdout, 'drain')

function expectReady(answer: () => Promise<string>): () => Promise<void> {
  return async () => {
    const got = await answer()
    if (got !== 'ready') throw new Error(`the server was ${got} under a client`)
  }
}
