// The thread in which one step of an import runs, with a small pool of its own. Built as an entry of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { type Connection, openDatabase } from '../../model/database.ts'
import { type ThreadMessage, toThread } from './import-jobs.ts'
import { connectionsOf, doImportTask, type ImportTask } from './import-tasks.ts'

delete (Object.prototype as { __proto__?: unknown }).__proto__

const { connection, task } = workerData as { connection: Connection; task: ImportTask }
const database = openDatabase(connection, { most: connectionsOf[task.kind] })
try {
  await doImportTask(database, task, {
    now: () => new Date(),
    onProgress: (progress) => send({ kind: 'progress', progress }),
  })
  await database.close()
  send({ kind: 'done' })
} catch (error) {
  await database.close().catch(() => {})
  send({ kind: 'failed', error: toThread(error) })
}

function send(message: ThreadMessage): void {
  parentPort?.postMessage(message)
}
