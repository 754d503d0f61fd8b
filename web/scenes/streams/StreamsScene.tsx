// The streams that taps sent: those that wait for a word first, then those that are read or left out.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatInstant, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { DataTabs } from '../../parts/DataTabs.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { homeQuery, streamsQuery } from '../../queries.ts'
import type { StreamJson } from '../../shapes.ts'

export function StreamsScene() {
  const { text } = useSpeech()
  const words = text.streams
  const streams = useQuery(streamsQuery)
  useTitle(words.title)
  const waiting = streams.data?.filter(({ state }) => state === 'unknown') ?? []
  const others = streams.data?.filter(({ state }) => state !== 'unknown') ?? []
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="page-lead">{words.lead}</p>
        </div>
      </div>
      <DataTabs />
      {streams.data === undefined ? (
        streams.isError ? (
          <Problem error={streams.error} onRetry={() => void streams.refetch()} />
        ) : (
          <Skeleton cards={[220, 160]} />
        )
      ) : (
        <div className="stack">
          {streams.data.length === 0 ? <p className="note">{words.none}</p> : null}
          <List id="waiting" title={words.waiting} lead={words.waitingLead} streams={waiting} />
          <List id="others" title={words.others} lead={null} streams={others} />
        </div>
      )}
    </>
  )
}

interface ListProps {
  readonly id: string
  readonly title: string
  readonly lead: string | null
  readonly streams: readonly StreamJson[]
}

function List({ id, title, lead, streams }: ListProps) {
  if (streams.length === 0) return null
  return (
    <section className="card card-body" aria-labelledby={`streams-${id}`}>
      <h2 id={`streams-${id}`} className="panel-title">
        {title}
      </h2>
      {lead === null ? null : <p className="note">{lead}</p>}
      <ul className="list-rows">
        {streams.map((stream) => (
          <StreamLine key={stream.streamId} stream={stream} />
        ))}
      </ul>
    </section>
  )
}

function StreamLine({ stream }: { readonly stream: StreamJson }) {
  const { language, text, say } = useSpeech()
  const words = text.streams
  const home = useQuery(homeQuery)
  const { name, source, state, entityName, rows, hasMore, lastLandedAt, streamId } = stream
  const number = formatNumber(rows, language)
  const isWaiting = state === 'unknown'
  return (
    <li>
      <div>
        <p>
          <bdi>{name}</bdi> <span className="note">{words.states[state]}</span>
        </p>
        <p className="note">
          {[
            ...(entityName === null ? [] : [`${words.readAs} ${say(entityName)}`]),
            hasMore ? words.moreThan(number) : words.records(number, rows),
            `${words.source} ${source}`,
          ].join(' · ')}
        </p>
      </div>
      <div>
        <p>
          <Link
            to="/data/streams/$streamId"
            params={{ streamId: String(streamId) }}
            className={isWaiting ? 'button primary' : undefined}
          >
            {isWaiting ? words.sayWhat : words.change}
            <span className="unseen"> ({name})</span>
          </Link>
        </p>
        <p className="note">
          {formatInstant(lastLandedAt, home.data?.organisation.timeZone ?? 'UTC', language)}
        </p>
      </div>
    </li>
  )
}
