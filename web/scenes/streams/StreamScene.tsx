// One stream: what its records are, and which property fills which field. Saved, what it has kept is read, and the report opens.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { MappingForm } from '../../parts/MappingForm.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import {
  forgetFigures,
  importEntitiesQuery,
  importReportQuery,
  streamQuery,
  streamsQuery,
} from '../../queries.ts'
import type { ImportEntityJson, StreamLookJson } from '../../shapes.ts'

export function StreamScene() {
  const { text } = useSpeech()
  const { streamId } = useParams({ from: '/data/streams/$streamId' })
  const stream = useQuery(streamQuery(Number(streamId)))
  const entities = useQuery(importEntitiesQuery)
  useTitle(text.streams.title)
  const failed = [stream, entities].find(({ isError }) => isError)
  if (failed !== undefined)
    return <Problem isPage error={failed.error} onRetry={() => void failed.refetch()} />
  if (stream.data === undefined || entities.data === undefined) return <Skeleton cards={[90, 420]} />
  return <Stream key={streamId} stream={stream.data} entities={entities.data} />
}

interface Props {
  readonly stream: StreamLookJson
  readonly entities: readonly ImportEntityJson[]
}

function Stream({ stream, entities }: Props) {
  const { text, say } = useSpeech()
  const words = text.streams
  return (
    <>
      <div className="page-head">
        <div>
          <p className="page-up">
            <Link to="/data/streams">{words.back}</Link>
          </p>
          <h1>{words.mapTitle(stream.name)}</h1>
          <p className="page-lead">{say(stream.reason)}</p>
        </div>
      </div>
      <section className="card card-body" aria-label={words.mapTitle(stream.name)}>
        <p className="note">{stream.keys.length === 0 ? words.noKey : words.keys(stream.keys.join(', '))}</p>
        <Form stream={stream} entities={entities} />
      </section>
    </>
  )
}

const fieldsOf = ({ columns }: StreamLookJson): Readonly<Record<string, string | null>> =>
  Object.fromEntries(columns.map(({ column, field }) => [column, field]))

function Form({ stream, entities }: Props) {
  const { text } = useSpeech()
  const words = text.streams
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { streamId } = stream
  const [entity, setEntity] = useState(stream.entity ?? '')
  const [fields, setFields] = useState(() => fieldsOf(stream))
  // Another table: what the properties would be in it.
  const choose = useMutation({
    mutationFn: (asked: string) => queryClient.fetchQuery(streamQuery(streamId, asked)),
    onSuccess: (look) => setFields(fieldsOf(look)),
  })
  const save = useMutation({
    mutationFn: () =>
      call('mapStream', {
        path: { streamId },
        body: { entity: entity === '' ? null : entity, columns: entity === '' ? {} : fields },
      }),
    onSuccess: ({ report }) => {
      void queryClient.invalidateQueries({ queryKey: streamsQuery.queryKey })
      forgetFigures(queryClient)
      if (report === null) return
      const importId = String(report.importId)
      queryClient.setQueryData(importReportQuery(report.importId).queryKey, report)
      void navigate({ to: '/data/imports/$importId', params: { importId } })
    },
  })
  return (
    <>
      <MappingForm
        lead={words.mapLead}
        question={words.question}
        entities={entities}
        entity={entity}
        columns={stream.columns}
        fields={fields}
        onEntity={(chosen) => {
          setEntity(chosen)
          if (chosen !== '') choose.mutate(chosen)
        }}
        onField={(column, field) => setFields((now) => ({ ...now, [column]: field }))}
        onSubmit={() => save.mutate()}
        action={entity === '' ? words.leave : words.save}
        isPending={save.isPending || choose.isPending}
      >
        {save.isError ? <Problem error={save.error} /> : null}
        {choose.isError ? <Problem error={choose.error} /> : null}
      </MappingForm>
      <p role="status" className="note">
        {save.data?.report === null ? words.left : ''}
      </p>
    </>
  )
}
