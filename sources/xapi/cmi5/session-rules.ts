// The order of statements within a session of a cmi5 unit: launched (ours), initialized first, terminated last, nothing after.
import type { LaunchState } from '../../../model/tables/xapi-launches.ts'

const adl = 'http://adlnet.gov/expapi/verbs/'
export const cmi5Category = 'https://w3id.org/xapi/cmi5/context/categories/cmi5'
export const waivedVerb = 'https://w3id.org/xapi/adl/verbs/waived'
export const sessionExtension = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'

/**
 * Where a session stands after one of its statements; null when the statement may not come now.
 * @example afterStatement('launched', 'http://adlnet.gov/expapi/verbs/passed')  // null: not initialized yet
 */
export function afterStatement(state: LaunchState, verb: string): LaunchState | null {
  if (['terminated', 'abandoned', 'waived', 'withdrawn'].includes(state)) return null
  if (verb === `${adl}initialized`) return state === 'launched' ? 'initialized' : null
  if (state === 'launched') return null
  return verb === `${adl}terminated` ? 'terminated' : state
}

/** What a unit asks for to be satisfied, beside what a person did under one registration. */
export function isSatisfied(moveOn: string, verbs: ReadonlySet<string>): boolean {
  const has = (verb: string): boolean => verbs.has(verb)
  const passed = has(`${adl}passed`)
  const completed = has(`${adl}completed`)
  if (has(waivedVerb)) return true
  if (moveOn === 'Passed') return passed
  if (moveOn === 'Completed') return completed
  if (moveOn === 'CompletedAndPassed') return passed && completed
  if (moveOn === 'CompletedOrPassed') return passed || completed
  return true
}
