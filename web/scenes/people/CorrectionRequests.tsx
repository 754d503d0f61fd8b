// What people asked to be put right about themselves: answered here once it was done, or with the reason why not.
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../language.tsx'
import { NoteList } from '../../parts/NoteList.tsx'
import { NoteReply } from '../../parts/NoteReply.tsx'
import { correctionRequestsQuery, homeQuery } from '../../queries.ts'

export function CorrectionRequests() {
  const { text } = useSpeech()
  const requests = useQuery(correctionRequestsQuery)
  const home = useQuery(homeQuery)
  if (requests.data === undefined || requests.data.length === 0) return null
  return (
    <section className="card card-body" id="requests" aria-labelledby="requests-title">
      <div className="card-head">
        <div>
          <h2 id="requests-title">{text.people.requests}</h2>
          <p className="card-note">{text.people.requestsLead}</p>
        </div>
      </div>
      <NoteList
        notes={requests.data}
        timeZone={home.data?.organisation.timeZone ?? 'UTC'}
        After={NoteReply}
      />
    </section>
  )
}
