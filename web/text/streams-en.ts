// The English words of the streams of records that taps send.
import { manyEn as many } from './many.ts'

export const streamsEn = {
  title: 'Streams',
  lead: 'What taps (Singer, Airbyte) have sent, stream by stream, and what each of them is read as.',
  none: 'Nothing has come by a tap yet. Files dropped on the page do as well; to connect a Singer tap or an Airbyte source, your technical team reads docs/connect/singer.md.',
  waiting: 'Streams that nobody has said anything about',
  waitingLead:
    'Their records are kept as they came, for 90 days at most, and no figure reads them until you say what they are.',
  others: 'Streams that are read, or left out',
  states: {
    unknown: 'waits for you',
    known: 'known',
    mapped: 'said by you',
    'left-out': 'left out',
  },
  source: 'Ids of',
  readAs: 'Read as',
  kept: 'Kept',
  last: 'Last received',
  records: (n: string, count: number) => `${n} ${many(count, 'record', 'records')}`,
  moreThan: (n: string) => `more than ${n} records`,
  sayWhat: 'Say what it is',
  change: 'Change',
  mapTitle: (name: string) => `Stream “${name}”`,
  mapLead:
    'Choose the table that one record of this stream is a row of, then the field that each property fills. What has been kept is read at once; what follows is read the same way.',
  question: 'One record of this stream is',
  keys: (keys: string) => `Its key is ${keys}: the same key again is the same record.`,
  noKey: 'It has no key: what is sent twice is there twice.',
  save: 'Save and read what is kept',
  leave: 'Save: this stream is left out',
  left: 'This stream is left out. Its records stay kept until their time is over.',
  back: 'Streams',
}
