// Mailbox files (mbox): time, direction and counterpart of messages with known customers become pieces of time. Nothing else of a
// message leaves this folder, also when it is refused.
import {
  type ByteSource,
  type RawRecord,
  type Table,
  type TableEnd,
  type Translator,
} from '../files/reading/index.ts'
import type { Words } from '../entities.ts'
import { isPrivateText, readHeaders } from './headers.ts'
import { activityHeader, activityRow, judge, type Judging } from './judge.ts'
import type { KnownParties } from './known.ts'
import { type MboxMessage, readMbox } from './mbox.ts'

/** `readKnown` gives who is known when a file is opened. */
export function mailTranslator(readKnown: () => Promise<KnownParties>, now: () => Date): Translator {
  return {
    kind: 'mail',
    claims: ({ kind }) => kind === 'mbox',
    async open(source) {
      const known = await readKnown()
      return [mailTable(source, known, now)]
    },
  }
}

const reason: Words = {
  fr: 'Boîte de messages : seuls le moment, le sens et le client connu de chaque message sont gardés. Un message envoyé à un client compte une minute avec des clients, un message reçu d’un client une minute d’e-mail.',
  en: 'A mailbox: only the moment, the direction and the known customer of each message are kept. A message sent to a customer counts one minute with customers, one received from a customer one minute of e-mail.',
}

export interface MailCounts {
  messages: number
  private: number
  repeated: number
  /** Without a known customer or without a colleague: nothing is kept of them. */
  withoutCustomer: number
}

function mailTable(source: ByteSource, known: KnownParties, now: () => Date): Table {
  // The file is the folder.
  const isPrivateFolder = isPrivateText(source.name)
  return {
    name: source.name,
    origin: 'translated',
    encoding: null,
    delimiter: null,
    calendar: 1900,
    warnings: [],
    header: ['date', 'from'],
    headerRow: 0,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    gives: [{ entity: 'activities', header: activityHeader }],
    reason,
    async *records() {
      const judging: Judging = { known, now: now().getTime(), seen: new Set() }
      const counts: MailCounts = { messages: 0, private: 0, repeated: 0, withoutCustomer: 0 }
      for await (const messages of readMbox(source)) {
        const rows = messages.flatMap((message) => recordOf(message, isPrivateFolder, judging, counts))
        if (rows.length > 0) yield { rows }
      }
      yield { rows: [], end: endOf(counts) }
    },
  }
}

function recordOf(
  { row, line, block }: MboxMessage,
  isPrivateFolder: boolean,
  judging: Judging,
  counts: MailCounts,
): RawRecord[] {
  counts.messages++
  const judged = isPrivateFolder ? ({ kind: 'private' } as const) : judge(readHeaders(block), judging)
  switch (judged.kind) {
    case 'private':
      counts.private++
      return []
    case 'repeated':
      counts.repeated++
      return []
    case 'faulty': {
      const { code, field, value } = judged
      const index = field === 'date' ? 0 : 1
      const fault = { code, row, line, column: field, index, value, detail: { reason: 'mail' } }
      return [{ row, line, cells: field === 'date' ? [value, ''] : ['', value], faults: [fault] }]
    }
    default:
      if (judged.messages.length === 0) counts.withoutCustomer++
      return [
        {
          row,
          line,
          cells: ['', ''],
          given: judged.messages.map((message) => ({ to: 0, cells: activityRow(message) })),
        },
      ]
  }
}

function endOf(counts: MailCounts): TableEnd {
  return {
    records: counts.messages,
    leftOut: [],
    emptyRows: 0,
    duplicates: counts.repeated,
    skipped: counts.private,
    remarks: mailRemarks(counts),
    checks: [
      {
        code: 'private_skipped',
        name: { fr: 'Messages privés, laissés de côté', en: 'Private messages, left out' },
        value: String(counts.private),
      },
    ],
  }
}

/** What a report says of messages that leave nothing. */
export function mailRemarks(counts: MailCounts): { code: string; sentence: Words }[] {
  const remarks: { code: string; sentence: Words }[] = []
  if (counts.private > 0)
    remarks.push({
      code: 'MAIL_PRIVATE',
      sentence: {
        fr: `Messages marqués privés, laissés de côté sans être lus : ${counts.private}.`,
        en: `Messages marked private, left out unread: ${counts.private}.`,
      },
    })
  if (counts.withoutCustomer > 0)
    remarks.push({
      code: 'MAIL_WITHOUT_CUSTOMER',
      sentence: {
        fr: `Messages sans client connu par son domaine, ou sans collègue connu : ${counts.withoutCustomer}. Rien n’en est gardé ; les domaines viennent des comptes.`,
        en: `Messages without a customer known by domain, or without a known colleague: ${counts.withoutCustomer}. Nothing of them is kept; domains come from the accounts.`,
      },
    })
  return remarks
}
