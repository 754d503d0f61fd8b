// What the organisation told the reader about its processing: which version she got, when, and the one still to read.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, call } from '../../client.ts'
import { formatInstant } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { ownNoticesQuery } from '../../queries.ts'
import type { OwnNoticeJson } from '../../shapes.ts'
import type { PersonProps } from './person-props.ts'

export function Notices({ personId, timeZone }: PersonProps) {
  const { language, text } = useSpeech()
  const notices = useQuery(ownNoticesQuery(personId))
  return (
    <section className="card card-body" aria-labelledby="notices-title">
      <h2 id="notices-title" className="panel-title">
        {text.me.notice}
      </h2>
      {notices.isError ? <Problem error={notices.error} onRetry={() => void notices.refetch()} /> : null}
      {notices.data?.length === 0 ? <p className="note">{text.me.noticeNone}</p> : null}
      <ul className="notices">
        {(notices.data ?? []).map((notice) => (
          <Notice key={notice.name} notice={notice} personId={personId} timeZone={timeZone} />
        ))}
      </ul>
      <p className="note">
        <a href={addressOf('processingRegister', { query: { language } })} download>
          {text.me.register}
        </a>
      </p>
    </section>
  )
}

function Notice({ notice, personId, timeZone }: PersonProps & { readonly notice: OwnNoticeJson }) {
  const { language, text, say } = useSpeech()
  const queryClient = useQueryClient()
  const receive = useMutation({
    mutationFn: () => call('receiveNotice', { path: { personId, version: notice.name }, body: {} }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownNoticesQuery(personId).queryKey }),
  })
  const { receivedAt, way } = notice
  return (
    <li>
      <details open={receivedAt === null}>
        <summary>
          <bdi className="list-title">{text.me.noticeVersion(notice.name)}</bdi>
        </summary>
        <div className="notice-text">{say(notice.text)}</div>
      </details>
      {receivedAt === null ? (
        <>
          <p className="note">{text.me.noticeDue}</p>
          {receive.isError ? <Refusal error={receive.error} /> : null}
          <p>
            <button
              type="button"
              className="button primary"
              disabled={receive.isPending}
              onClick={() => receive.mutate()}
            >
              {text.me.noticeRead}
            </button>
          </p>
        </>
      ) : (
        <p className="note">
          {text.me.noticeReceived(formatInstant(receivedAt, timeZone, language))}
          {way === null ? '' : `, ${text.me.ways[way]}`}
        </p>
      )}
    </li>
  )
}
