// Who is signed in at this browser, as the screens ask it; and what is forgotten when that changes.
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { call, RequestError } from './client.ts'
import type { AccountJson, RoleName, SessionJson } from './shapes.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('session', {}, signal),
  // Asked again when an answer says that the session is over, and not by itself: a screen that shows recovery codes
  // once must not be taken away because its window came back to the front.
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
})

/** Nothing more is asked before the pages open. */
export function isIn(session: SessionJson | undefined): boolean {
  return session?.state === 'owner' || session?.state === 'signed-in'
}

/** The account that is signed in; null for the owner of a machine without accounts, and until it is known. */
export function useAccount(): AccountJson | null {
  return useQuery(sessionQuery).data?.account ?? null
}

/** What the reader may do; the server decides, this only leaves out what it would refuse. */
export function useRoles(): ReadonlySet<RoleName | 'owner'> {
  const session = useQuery(sessionQuery).data
  return new Set(session?.state === 'owner' ? ['owner'] : (session?.account?.roles ?? []))
}

/** Keeps data, settings and accounts: an administrator, or the owner of a machine without accounts. */
export function useIsAdministrator(): boolean {
  const roles = useRoles()
  return roles.has('owner') || roles.has('administrator')
}

/** The roles that read figures. */
const readingRoles: readonly RoleName[] = ['leader', 'manager', 'rep', 'marketing', 'analyst']

/** Whether the first page of a reader who asked for nothing is the data: an administrator's, who reads no figures. */
export function useStartsWithData(): boolean {
  const account = useAccount()
  return account !== null && !account.roles.some((role) => readingRoles.includes(role))
}

/** Takes over the state that a step of signing in or out answered: nothing that another reader saw stays in memory. */
export function takeSession(queryClient: QueryClient, state: Omit<SessionJson, 'provider'>): void {
  queryClient.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'definitions',
  })
  queryClient.setQueryData(sessionQuery.queryKey, (before) => ({
    provider: before?.provider ?? null,
    state: state.state,
    account: state.account,
  }))
}

/** True for a refusal that ends with a sign-in: the session is over, or lacks its second step. */
export function asksToSignIn(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    ['start-code-needed', 'not-signed-in', 'second-factor-needed', 'enrolment-needed'].includes(
      error.code ?? '',
    )
  )
}
