// One source: how fresh, how much, what was refused, when it runs next, and which metrics it feeds.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDay, formatInstant, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { RunProgress } from '../../parts/RunProgress.tsx'
import type { ConnectionJson, DefinitionJson, DeliveredJson } from '../../shapes.ts'
import { ConnectionActions } from './ConnectionActions.tsx'

interface Props {
  /** Null for files that people send. */
  readonly connection: ConnectionJson | null
  /** Null while nothing came of it. */
  readonly delivered: DeliveredJson | null
  readonly definitions: readonly DefinitionJson[]
  readonly zone: string
  /** What files that people send are called here. */
  readonly hand: string
}

export function SourceCard({ connection, delivered, definitions, zone, hand }: Props) {
  const { text } = useSpeech()
  const id = `source-${connection?.connectionId ?? delivered?.source ?? ''}`
  return (
    <section className="card card-body source" aria-labelledby={id}>
      <div className="source-head">
        <h2 id={id} className="panel-title">
          <bdi>{connection?.name ?? hand}</bdi>
        </h2>
        {connection === null ? null : <Kind connection={connection} />}
      </div>
      <Facts connection={connection} delivered={delivered} definitions={definitions} zone={zone} />
      {connection?.running == null ? null : (
        <RunProgress running={connection.running} label={text.sources.running(connection.name)} />
      )}
      {connection === null ? null : <State connection={connection} delivered={delivered} />}
      {connection === null ? null : <ConnectionActions connection={connection} />}
    </section>
  )
}

/** 'Webhook · Typeform', 'Watched folder · every day at 6:00'. */
function Kind({ connection }: { readonly connection: ConnectionJson }) {
  const { text } = useSpeech()
  const words = text.sources
  const { schedule } = connection
  const sender = connection.settings['sender'] as keyof typeof words.senders | undefined
  const parts = [
    words.kinds[connection.kind],
    ...(sender === undefined ? [] : [words.senders[sender]]),
    ...(connection.kind === 'mail'
      ? [`${connection.settings['user']} (${connection.settings['host']})`]
      : []),
    ...(schedule === null ? [] : [words.schedules[schedule] ?? words.scheduleAs(schedule)]),
  ]
  return <p className="note">{parts.join(' · ')}</p>
}

function Facts({ connection, delivered, definitions, zone }: Omit<Props, 'hand'>) {
  const { language, text, say } = useSpeech()
  const words = text.sources
  const number = (count: number) => formatNumber(count, language)
  const feeds = (delivered?.feeds ?? [])
    .map((id) => definitions.find((definition) => definition.id === id))
    .filter((definition) => definition !== undefined)
  return (
    <dl className="source-facts">
      <Fact name={words.facts.last}>
        {delivered?.lastVisibleAt == null ? (
          words.never
        ) : (
          <Link to="/data/imports/$importId" params={{ importId: String(delivered.lastImportId ?? '') }}>
            {formatInstant(delivered.lastVisibleAt, zone, language)}
          </Link>
        )}
      </Fact>
      {delivered?.asOf == null ? null : (
        <Fact name={words.facts.upTo}>{formatDay(delivered.asOf, language)}</Fact>
      )}
      {delivered === null || delivered.deliveries === 0 ? null : (
        <>
          <Fact name={words.facts.rows}>
            {words.lastAndAll(number(delivered.lastAccepted), number(delivered.accepted))}
          </Fact>
          <Fact name={words.facts.refused}>
            {words.lastAndAll(number(delivered.lastRefused), number(delivered.refused))}
          </Fact>
        </>
      )}
      {connection === null ? null : (
        <Fact name={words.facts.next}>
          {connection.isPaused
            ? words.pausedNow
            : connection.nextRunAt === null
              ? words.onArrival
              : formatInstant(connection.nextRunAt, zone, language)}
        </Fact>
      )}
      {connection === null || connection.waiting === 0 ? null : (
        <Fact name={words.facts.waiting}>{words.events(number(connection.waiting), connection.waiting)}</Fact>
      )}
      <Fact name={words.facts.feeds} isWide>
        {feeds.length === 0
          ? words.feedsNothing
          : feeds.map((definition, index) => (
              <span key={definition.id}>
                {index === 0 ? '' : ', '}
                <Link to="/metrics/$metric" params={{ metric: definition.id }}>
                  {say(definition.name)}
                </Link>
              </span>
            ))}
      </Fact>
    </dl>
  )
}

interface FactProps {
  readonly name: string
  readonly isWide?: boolean
  readonly children: ReactNode
}

function Fact({ name, isWide = false, children }: FactProps) {
  return (
    <div data-wide={isWide ? '' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What holds the source up, or what it waits for. */
function State({
  connection,
  delivered,
}: {
  readonly connection: ConnectionJson
  readonly delivered: DeliveredJson | null
}) {
  const { language, text, say } = useSpeech()
  const words = text.sources
  const waiting = delivered?.waitingImportId ?? null
  return (
    <>
      {waiting === null ? null : (
        <p className="source-asks">
          {words.toConfirm}{' '}
          <Link to="/data/imports/$importId" params={{ importId: String(waiting) }}>
            {words.confirm}
            <span className="unseen"> ({connection.name})</span>
          </Link>
        </p>
      )}
      {connection.lastFault === null ? null : (
        <p className="source-fault">
          <strong>{words.fault}</strong> · {say(connection.lastFault)}
        </p>
      )}
      {connection.setAside === 0 ? null : (
        <p className="note">
          {words.setAside(formatNumber(connection.setAside, language), connection.setAside)}
        </p>
      )}
      {waiting === null && connection.lastFault === null ? (
        <p className="note">{connection.isTrusted ? words.byItself : words.firstAsks}</p>
      ) : null}
    </>
  )
}
