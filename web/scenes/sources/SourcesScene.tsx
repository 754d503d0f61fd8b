// Where the data come from: each connection and each hand that sends files, with what it brought and what it feeds.
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../language.tsx'
import { DataTabs } from '../../parts/DataTabs.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { connectionsQuery, definitionsQuery, homeQuery } from '../../queries.ts'
import type { ConnectionsJson, DefinitionJson } from '../../shapes.ts'
import { AddConnection } from './AddConnection.tsx'
import { SourceCard } from './SourceCard.tsx'

export function SourcesScene() {
  const { text } = useSpeech()
  const home = useQuery(homeQuery)
  const found = useQuery(connectionsQuery)
  const definitions = useQuery(definitionsQuery)
  useTitle(text.sources.title)
  const zone = home.data?.organisation.timeZone ?? 'UTC'
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.sources.title}</h1>
          <p className="page-lead">{text.sources.lead}</p>
        </div>
      </div>
      <DataTabs />
      {found.data === undefined || definitions.data === undefined ? (
        found.isError ? (
          <Problem error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Skeleton cards={[180, 180]} />
        )
      ) : (
        <div className="stack">
          {found.data.connections.length === 0 ? <p className="note">{text.sources.none}</p> : null}
          <Cards found={found.data} definitions={definitions.data} zone={zone} />
          <AddConnection />
          <p className="note">{text.sources.inZone(zone)}</p>
        </div>
      )}
    </>
  )
}

interface CardsProps {
  readonly found: ConnectionsJson
  readonly definitions: readonly DefinitionJson[]
  readonly zone: string
}

function Cards({ found, definitions, zone }: CardsProps) {
  const words = useSpeech().text.sources
  const isSimulated = useQuery(homeQuery).data?.isDemonstration === true
  const ofConnection = (id: number) => found.sources.find(({ connectionId }) => connectionId === id) ?? null
  const byHand = found.sources.filter(({ connectionId }) => connectionId === null)
  const handOf = (source: string) => {
    if (isSimulated) return words.simulated
    return byHand.length === 1 ? words.byHand : words.byHandOf(source)
  }
  return (
    <>
      {found.connections.map((connection) => (
        <SourceCard
          key={connection.connectionId}
          connection={connection}
          delivered={ofConnection(connection.connectionId)}
          definitions={definitions}
          zone={zone}
          hand={words.byHand}
        />
      ))}
      {byHand.map((delivered) => (
        <SourceCard
          key={delivered.source}
          connection={null}
          delivered={delivered}
          definitions={definitions}
          zone={zone}
          hand={handOf(delivered.source)}
        />
      ))}
    </>
  )
}
