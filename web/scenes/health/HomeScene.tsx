// The first address: the health page once there are figures, before that the one thing to do, bring a file.
import { useQuery } from '@tanstack/react-query'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { homeQuery } from '../../queries.ts'
import { WelcomeScene } from '../welcome/WelcomeScene.tsx'
import { HealthScene } from './HealthScene.tsx'

export function HomeScene() {
  const home = useQuery(homeQuery)
  if (home.data === undefined) {
    return home.isError ? (
      <Problem isPage error={home.error} onRetry={() => void home.refetch()} />
    ) : (
      <Skeleton cards={[64, 140, 520]} />
    )
  }
  return home.data.hasData ? <HealthScene home={home.data} /> : <WelcomeScene home={home.data} />
}
