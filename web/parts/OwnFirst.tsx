// Pages of figures open on what is the reader's own, unless the address says whose figures she wants.
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFirstScope } from '../first-scope.ts'
import { useSpeech } from '../language.tsx'
import { homeQuery } from '../queries.ts'
import type { HomeJson } from '../shapes.ts'
import { Problem } from './Problem.tsx'
import { Skeleton } from './Skeleton.tsx'
import { scopeName } from './ViewControls.tsx'

interface Props {
  /** Heights of what stands in for the page until it is known whose figures it shows. */
  readonly cards: readonly number[]
  readonly children: ReactNode
}

/** Asks for no figure of the whole organisation on the way: of those, the first reader waits for longest. */
export function OwnFirst({ cards, children }: Props) {
  const { scope } = useSearch({ from: '__root__' })
  const home = useQuery(homeQuery)
  const first = useFirstScope()
  if (scope !== undefined || first === null) return children
  if (first !== undefined) return <Navigate to="." search={(now) => ({ ...now, scope: first })} replace />
  return home.isError ? (
    <Problem isPage error={home.error} onRetry={() => void home.refetch()} />
  ) : (
    <Skeleton cards={cards} />
  )
}

/** One click from what is the reader's own to the whole organisation, and back. */
export function OtherScopes({ home }: { readonly home: HomeJson }) {
  const { text } = useSpeech()
  const { scope } = useSearch({ from: '__root__' })
  const first = useFirstScope()
  if (first === undefined || first === null) return null
  return [first, 'organisation']
    .filter((other) => other !== scope)
    .map((other) => (
      <span key={other} className="no-print">
        {' '}
        ·{' '}
        <Link to="." search={(now) => ({ ...now, scope: other, offset: undefined }) as never}>
          {other === 'organisation' ? text.view.seeWhole : text.view.see(scopeName(home, other, other))}
        </Link>
      </span>
    ))
}
