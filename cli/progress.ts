// Progress of long work, on standard error, only once it has lasted a while.
import type { Progress } from '../sources/ingest/index.ts'
import type { Surroundings } from './command.ts'
import { decimal } from './figures.ts'

const quietFor = 2_000
const lineEvery = 10_000

export interface LongWork {
  tell(progress: Progress): void
  /** Clears the line that was being rewritten. */
  end(): void
}

/** On a terminal one line is rewritten; in a log a new line comes now and then. */
export function longWork(around: Surroundings): LongWork {
  const started = performance.now()
  let lastLine = 0
  let isShown = false
  return {
    tell: ({ step, share }) => {
      const now = performance.now()
      if (now - started < quietFor) return
      const part = share === null ? '' : ` ${decimal(share * 100, around.language, 0)}\u202f%`
      const line = `${step[around.language]}${part}`
      if (around.isSayTerminal) {
        around.rewrite(line)
        isShown = true
      } else if (now - lastLine >= lineEvery) {
        around.say(line)
        lastLine = now
      }
    },
    end: () => {
      if (isShown) around.rewrite('')
    },
  }
}
