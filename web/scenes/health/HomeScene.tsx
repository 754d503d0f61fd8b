// The first address: the health page once there are figures, before that the one thing to do, bring a file.
import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { homeQuery } from '../../queries.ts'
import { useFirstView } from '../../session.ts'
import { WelcomeScene } from '../welcome/WelcomeScene.tsx'
import { HealthScene } from './HealthScene.tsx'

export function HomeScene() {
  const home = useQuery(homeQuery)
  const { scope } = useSearch({ from: '__root__' })
  const first = useFirstView()
  if (home.data === undefined) {
    return home.isError ? (
      <Problem isPage error={home.error} onRetry={() => void home.refetch()} />
    ) : (
      <Skeleton cards={[64, 140, 520]} />
    )
  }
  // An address that asks for nothing opens on what is the reader's own.
  if (scope === undefined && first === 'data') return <Navigate to="/data" replace />
  if (scope === undefined && first !== null && first !== 'data' && home.data.hasData)
    return <Navigate to="/" search={first} replace />
  return home.data.hasData ? <HealthScene home={home.data} /> : <WelcomeScene home={home.data} />
}
