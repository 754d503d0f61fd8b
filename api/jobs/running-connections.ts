// The connections that run at this moment in this process: how far they are, and breaking them off.
import type { Words } from '../../metric/words.ts'
import type { Progress } from './import-jobs.ts'

/** What a run is given: `signal` fires when it is to end. */
export interface Run {
  readonly signal: AbortSignal
  readonly tell: (progress: Progress) => void
  readonly end: () => void
}

export interface RunningConnections {
  /** Says that a run began. */
  begin(connectionId: number): Run
  /** Null when it does not run here. */
  progressOf(connectionId: number): Progress | null
  /** @returns false when it does not run here */
  cancel(connectionId: number): boolean
  /** Breaks off whatever runs. */
  stop(): void
}

const begun: Words = { fr: 'Connexion', en: 'Connecting' }

/** `onProgress` is told of every run too. */
export function makeRunningConnections(onProgress?: (progress: Progress) => void): RunningConnections {
  const running = new Map<number, { readonly breaking: AbortController; progress: Progress }>()
  return {
    begin: (connectionId) => {
      const run = { breaking: new AbortController(), progress: { step: begun, share: null } as Progress }
      running.set(connectionId, run)
      return {
        signal: run.breaking.signal,
        tell: (progress) => {
          run.progress = progress
          onProgress?.(progress)
        },
        end: () => void running.delete(connectionId),
      }
    },
    progressOf: (connectionId) => running.get(connectionId)?.progress ?? null,
    cancel: (connectionId) => {
      const run = running.get(connectionId)
      run?.breaking.abort()
      return run !== undefined
    },
    stop: () => {
      for (const { breaking } of running.values()) breaking.abort()
    },
  }
}
