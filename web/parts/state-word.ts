// Why there is no value to show, in a word.
import type { StateName } from '../shapes.ts'
import type { Text } from '../text/en.ts'

/** "no data" where nothing was counted; "no value" where rows were counted and do not give one, as a median not reached. */
export function stateWord(
  { state, n }: { readonly state: StateName; readonly n: number | null },
  text: Text,
): string {
  return state === 'no-data' && n !== null && n > 0 ? text.noValue : text.states[state]
}
