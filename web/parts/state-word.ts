// Why there is no value to show, in a word.
import type { StateName } from '../shapes.ts'
import type { Text } from '../text/en.ts'

interface Silent {
  readonly state: StateName
  readonly n: number | null
  readonly isWithheld?: true | undefined
}

/**
 * "no data" where nothing was counted; "no value" where rows were counted and do not give one, as a median not reached; "not shown"
 * where it is not this reader's to know.
 */
export function stateWord({ state, n, isWithheld }: Silent, text: Text): string {
  if (isWithheld) return text.notShown
  return state === 'no-data' && n !== null && n > 0 ? text.noValue : text.states[state]
}
