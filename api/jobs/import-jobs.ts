// Imports run one after the other, each in a thread of its own, so that pages keep answering. What a thread says
// about its progress is kept here and read by polling.
import { Worker } from 'node:worker_threads'
import type { Words } from '../../metric/words.ts'
import type { Connection } from '../../model/database.ts'
import { ImportRefused } from '../../sources/ingest/index.ts'
import { asRefusal, errors } from '../errors/errors.ts'
import type { ImportTask } from './import-tasks.ts'
import type { Log } from '../log.ts'

export interface Progress {
  readonly step: Words
  /** 0 to 1; null when it cannot be known. */
  readonly share: number | null
}

/** Does one task somewhere, telling how far it is; rejects when the task could not be done. */
export type RunTask = (
  task: ImportTask,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
) => Promise<void>

export interface ImportJobs {
  /** Starts a task, or lines it up. Resolves when it is done, rejects with what went wrong. */
  run(task: ImportTask): Promise<void>
  /** Null when nothing is under way for that import here. */
  progressOf(importId: number): Progress | null
  /** Why the last task of that import failed here, as a person is told; null when it did not. */
  failureOf(importId: number): Words | null
  /** Breaks off what runs or waits for that import; its transaction leaves no trace. @returns once it has ended */
  cancel(importId: number): Promise<void>
  /** Gives what runs so many milliseconds to end, then breaks it off; its transaction leaves no trace. */
  stop(patience: number): Promise<void>
}

const waiting: Progress = { step: { fr: 'En attente', en: 'Waiting' }, share: null }

const cancelled: Words = {
  fr: 'Annulé à votre demande : rien n’a été enregistré.',
  en: 'Cancelled as you asked: nothing was stored.',
}

export function makeImportJobs(runTask: RunTask, log: Log): ImportJobs {
  const progress = new Map<number, Progress>()
  const failures = new Map<number, Words>()
  const breaking = new AbortController()
  const underWay = new Map<number, { readonly breaking: AbortController; readonly ended: Promise<unknown> }>()
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (task) => {
      progress.set(task.importId, waiting)
      failures.delete(task.importId)
      const own = new AbortController()
      const signal = AbortSignal.any([breaking.signal, own.signal])
      const mine = last.then(async () => {
        const started = performance.now()
        try {
          signal.throwIfAborted()
          await runTask(task, (told) => progress.set(task.importId, told), signal)
          log.info(
            { task: task.kind, importId: task.importId, ms: Math.round(performance.now() - started) },
            'import-task',
          )
        } catch (error) {
          failures.set(task.importId, own.signal.aborted ? cancelled : wordsFor(error))
          throw error
        } finally {
          progress.delete(task.importId)
          underWay.delete(task.importId)
        }
      })
      last = mine.catch(() => {})
      underWay.set(task.importId, { breaking: own, ended: last })
      return mine
    },
    cancel: async (importId) => {
      const task = underWay.get(importId)
      task?.breaking.abort()
      await task?.ended
    },
    progressOf: (importId) => progress.get(importId) ?? null,
    failureOf: (importId) => failures.get(importId) ?? null,
    stop: async (patience) => {
      const timer = setTimeout(() => breaking.abort(), patience)
      await last
      clearTimeout(timer)
    },
  }
}

/** Messages of the thread. */
export type ThreadMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ThreadFailure }

/** An error as it crosses from one thread to another: its class is lost, its code is kept. */
export interface ThreadFailure {
  readonly name: string
  readonly message: string
  readonly code: string | null
  readonly words: Words | null
}

function wordsFor(error: unknown): Words {
  const refusal = asRefusal(error)
  return refusal.words ?? errors[refusal.id]
}

/** Runs tasks in threads that open a small pool of their own. */
export function inThread(connection: Connection): RunTask {
  return (task, tell, signal) =>
    new Promise((resolve, reject) => {
      // Beside this file once built; see build.mjs.
      const worker = new Worker(new URL('./import-worker.js', import.meta.url), {
        workerData: { connection, task },
        env: process.env,
      })
      const breakOff = (): void => void worker.terminate()
      signal.addEventListener('abort', breakOff)
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'progress') tell(message.progress)
        else if (message.kind === 'done') resolve()
        else reject(fromThread(message.error))
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        signal.removeEventListener('abort', breakOff)
        reject(new Error('The import was broken off.'))
      })
    })
}

export function toThread(error: unknown): ThreadFailure {
  const from = error instanceof Error ? error : new Error(String(error))
  const { code, words } = from as { code?: unknown; words?: unknown }
  return {
    name: from.name,
    message: from.message,
    code: typeof code === 'string' ? code : null,
    words: (words as Words | undefined) ?? null,
  }
}

function fromThread(failure: ThreadFailure): Error {
  if (failure.name === 'ImportRefused' && failure.code !== null && failure.words !== null)
    return new ImportRefused(failure.code, failure.words)
  return Object.assign(new Error(failure.message), {
    name: failure.name,
    ...(failure.code === null ? {} : { code: failure.code }),
    ...(failure.words === null ? {} : { words: failure.words }),
  })
}
