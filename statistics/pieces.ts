// Long work in small pieces: between two of them whoever runs it may let others go first. The result is the same either way.

/** Work that stops after every piece. */
export type InPieces<Result> = Generator<undefined, Result>

/** The result, at once. */
export function atOnce<Result>(work: InPieces<Result>): Result {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
  }
}

/** The result, others going first after every piece: `pause` ends when they have. */
export async function inTurns<Result>(work: InPieces<Result>, pause: () => Promise<void>): Promise<Result> {
  for (;;) {
    const next = work.next()
    if (next.done === true) return next.value
    await pause()
  }
}
