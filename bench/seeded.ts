// Chance that is the same on every run (xorshift).

/** A function that gives whole numbers from 0 up to, not including, its argument. */
export function seeded(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
