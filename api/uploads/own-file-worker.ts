// The thread in which one file of a person's own time is read. It opens nothing and writes nothing; built as an entry of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { doOwnFile, type OwnFileMessage, OwnFileRefused, type OwnFileTask } from './own-files.ts'

delete (Object.prototype as { __proto__?: unknown }).__proto__

try {
  send({ kind: 'done', answer: await doOwnFile(workerData as OwnFileTask) })
} catch (error) {
  send(error instanceof OwnFileRefused ? { kind: 'refused', fault: error.fault } : { kind: 'failed' })
}

function send(message: OwnFileMessage): void {
  parentPort?.postMessage(message)
}
