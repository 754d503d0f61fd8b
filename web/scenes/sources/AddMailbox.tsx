// Connects a mailbox that a team shares; it is tried before it is kept.
import { useState } from 'react'
import { useSpeech } from '../../language.tsx'
import { emptyMailbox, MailboxFields } from '../../parts/MailboxFields.tsx'
import { Adding, NameField, ScheduleField } from './Adding.tsx'

export function AddMailbox() {
  const words = useSpeech().text.mailbox
  const [name, setName] = useState('')
  const [mailbox, setMailbox] = useState(emptyMailbox)
  const [schedule, setSchedule] = useState('0 6 * * *')
  return (
    <Adding
      asked={{ kind: 'mail', name, schedule, ...mailbox }}
      pending={words.trying}
      onDone={() => {
        setName('')
        setMailbox(emptyMailbox)
      }}
    >
      <NameField value={name} onChange={setName} />
      <MailboxFields value={mailbox} onChange={setMailbox} />
      <ScheduleField value={schedule} onChange={setSchedule} />
    </Adding>
  )
}
