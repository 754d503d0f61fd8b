// Who looked at the reader's data: when, at what kind, why. Her own visits are no entry.
import { useInfiniteQuery } from '@tanstack/react-query'
import { formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import { looksQuery } from '../../queries.ts'
import type { LookJson } from '../../shapes.ts'
import type { PersonProps } from './person-props.ts'

export function Looks({ personId, timeZone }: PersonProps) {
  const { language, text, say } = useSpeech()
  const looks = useInfiniteQuery(looksQuery(personId))
  const entries = looks.data?.pages.flat() ?? []
  const why: Readonly<Record<string, string>> = text.me.purposes
  if (looks.data === undefined && !looks.isError) return <Skeleton cards={[240]} />
  return (
    <section className="card card-body" id="looks" aria-labelledby="looks-title">
      <div className="card-head">
        <div>
          <h2 id="looks-title">{text.me.looks}</h2>
          <p className="card-note">{text.me.looksLead}</p>
        </div>
      </div>
      {looks.isError ? <Problem error={looks.error} onRetry={() => void looks.refetch()} /> : null}
      {looks.isSuccess && entries.length === 0 ? <p className="note">{text.me.looksNone}</p> : null}
      {entries.length === 0 ? null : (
        <SortableTable
          isTall
          label={text.me.looks}
          columns={[
            { id: 'at', name: text.me.when },
            { id: 'who', name: text.me.who },
            { id: 'kind', name: text.me.what },
            { id: 'why', name: text.me.why },
          ]}
          rows={entries.map((look) => ({
            key: String(look.entry),
            cells: [
              formatInstant(look.at, timeZone, language),
              <Reader key="who" look={look} />,
              say(look.dataKindName),
              why[look.purpose] ?? <bdi key="why">{look.purpose}</bdi>,
            ],
          }))}
        />
      )}
      {looks.hasNextPage ? (
        <p className="table-tools">
          <button
            type="button"
            className="button"
            disabled={looks.isFetchingNextPage}
            onClick={() => void looks.fetchNextPage()}
          >
            {text.me.earlier}
          </button>
        </p>
      ) : null}
    </section>
  )
}

function Reader({ look }: { readonly look: LookJson }) {
  const { text } = useSpeech()
  const roles: Readonly<Record<string, string>> = text.access.roles
  const named = look.readerRoles.filter((role) => role !== 'owner').map((role) => roles[role] ?? role)
  return (
    <>
      <bdi>{look.readerName ?? (look.readerId === null ? text.me.machineOwner : text.me.unknownReader)}</bdi>
      {named.length === 0 ? null : <span className="note"> {named.join(', ')}</span>}
    </>
  )
}
