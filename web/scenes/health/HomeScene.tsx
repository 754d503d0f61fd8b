// The first address: the health page once there are figures, before that the one thing to do, bring a file.
import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { OwnFirst } from '../../parts/OwnFirst.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { homeQuery } from '../../queries.ts'
import { useStartsWithData } from '../../session.ts'
import { WelcomeScene } from '../welcome/WelcomeScene.tsx'
import { HealthScene } from './HealthScene.tsx'

export function HomeScene() {
  const home = useQuery(homeQuery)
  const { scope } = useSearch({ from: '__root__' })
  const startsWithData = useStartsWithData()
  if (home.data === undefined) {
    return home.isError ? (
      <Problem isPage error={home.error} onRetry={() => void home.refetch()} />
    ) : (
      <Skeleton cards={[64, 140, 520]} />
    )
  }
  if (scope === undefined && startsWithData) return <Navigate to="/data" replace />
  if (!home.data.hasData) return <WelcomeScene home={home.data} />
  return (
    <OwnFirst cards={[64, 140, 520]}>
      <HealthScene home={home.data} />
    </OwnFirst>
  )
}
