// Whose figures the pages open on for a reader whose address names nobody: her own first, the organisation a click away.
import { useQuery } from '@tanstack/react-query'
import { homeQuery } from './queries.ts'
import { useAccount } from './session.ts'
import type { AccountJson, HomeJson } from './shapes.ts'

/** The roles that see everybody's results: what they lead, or study, is the organisation. */
const ofAll = ['leader', 'analyst'] as const

/**
 * A manager's team, the largest where she has several; a rep's or a manager's own figures where there is no team; null for the whole
 * organisation. Of who sees her own line alone, the teams that the API names are those of her line.
 */
export function firstScope(
  account: Pick<AccountJson, 'roles' | 'personId'> | null,
  { teams, people }: Pick<HomeJson, 'teams' | 'people'>,
): string | null {
  if (account === null || account.roles.some((role) => ofAll.some((one) => one === role))) return null
  const isManager = account.roles.includes('manager')
  const [largest] = isManager ? teams.toSorted((one, other) => other.people - one.people) : []
  if (largest !== undefined) return `team:${largest.id}`
  // Campaigns are of the whole organisation, whoever else she is.
  const isOwn = isManager || (account.roles.includes('rep') && !account.roles.includes('marketing'))
  return isOwn && people.some(({ id }) => id === account.personId) ? `rep:${account.personId}` : null
}

/** The same for who is signed in; undefined until it is known. Before there is data there is nothing to choose. */
export function useFirstScope(): string | null | undefined {
  const account = useAccount()
  const home = useQuery(homeQuery).data
  if (home === undefined) return undefined
  return home.hasData ? firstScope(account, home) : null
}
