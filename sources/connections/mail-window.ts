// How far back a mailbox is read, and how its reading is told.
import type { RunMeans } from './due.ts'

const day = 86_400_000
/** Of a mailbox that was never read. */
export const firstDays = 90

/**
 * The first day that is asked for. Servers know days only, in a zone of their own: the day before the last reading is read
 * again, and a message that was taken changes nothing.
 */
export function sinceOf(lastRead: Date | null, now: Date): Date {
  return new Date(lastRead === null ? now.getTime() - firstDays * day : lastRead.getTime() - day)
}

/** Tells how far the reading of a mailbox is. */
export function mailProgress({
  onProgress,
}: Pick<RunMeans, 'onProgress'>): (messages: number, share: number) => void {
  return (messages, share) =>
    onProgress?.({
      step: { fr: `Lecture des en-têtes : ${messages}`, en: `Reading headers: ${messages}` },
      share,
    })
}
