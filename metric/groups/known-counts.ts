// Answers counted by person, kept for as long as the data stays the same: rights are applied to what is worked out from them, so that
// they are the same for every reader. Those asked for longest ago leave first.
import type { CountedByPerson } from './people-of-periods.ts'
import type { MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'

/** Bytes that counts of one state of the data take at most: the fifteen metrics of a few hundred people and ten years. */
const most = 64_000_000

interface Counts {
  get(key: string): CountedByPerson | undefined
  set(key: string, counted: CountedByPerson): void
  /** Notes that `work` counts what stands under these keys, for as long as it runs. */
  begin(keys: readonly string[], work: Promise<unknown>): void
  /** Ends with the count that runs under this key at the moment, whatever came of it; undefined where none does. */
  underWay(key: string): Promise<void> | undefined
}

interface State {
  readonly known: Map<string, CountedByPerson>
  readonly running: Map<string, Promise<void>>
}

/** Beside what else is worked out once for a state of the data (`Facts.worked`), with which it goes. */
const states = new WeakMap<Facts['worked'], State>()

/** Two ways of counting under one name are still two: tests and versions have them. */
const ways = new WeakMap<NonNullable<MetricDefinition['count']>, number>()
let lastWay = 0

/** What is kept of a definition in this state of the data. `bound`: bytes kept at most. */
export function knownCounts(
  { worked }: Pick<Facts, 'worked'>,
  { count }: MetricDefinition,
  bound = most,
): Counts {
  const { known, running } = states.get(worked) ?? { known: new Map(), running: new Map() }
  states.set(worked, { known, running })
  const way = wayOf(count!)
  return {
    get: (key) => {
      const found = known.get(`${way} ${key}`)
      if (found !== undefined) {
        known.delete(`${way} ${key}`)
        known.set(`${way} ${key}`, found)
      }
      return found
    },
    set: (key, counted) => {
      known.set(`${way} ${key}`, counted)
      let bytes = 0
      for (const one of known.values()) bytes += one.bytes
      for (const [oldest, one] of known) {
        if (bytes <= bound) break
        known.delete(oldest)
        bytes -= one.bytes
      }
    },
    begin: (keys, work) => {
      const end = (): void => {
        for (const key of keys) running.delete(`${way} ${key}`)
      }
      const ended = work.then(end, end)
      for (const key of keys) running.set(`${way} ${key}`, ended)
    },
    underWay: (key) => running.get(`${way} ${key}`),
  }
}

function wayOf(count: NonNullable<MetricDefinition['count']>): number {
  const known = ways.get(count)
  if (known !== undefined) return known
  lastWay += 1
  ways.set(count, lastWay)
  return lastWay
}
