// Figures are worked out beside the requests of others: long work in JavaScript lets them go first after every piece.

/** Ends once everything that waits had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
