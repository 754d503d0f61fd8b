// English words of one's own data, and of the notes on figures and records.
const many = (count: number, one: string, other: string): string => (count === 1 ? one : other)

export const meEn = {
  title: 'My data',
  lead: 'What Douze holds about you, who looked at it, and what you have to say about it.',
  download: 'Download everything',
  noAccount:
    'Nobody has an account on this machine yet. With accounts, each person finds here what is held about her, and who looked.',
  noPerson:
    'Your account is not linked to a person of the organisation: no row is held under your name. An administrator can link it.',
  held: 'What is held about you',
  heldLead: 'Kind by kind, the first rows; the download has every row, as JSON and CSV.',
  rows: (n: string, count: number) => `${n} ${many(count, 'row', 'rows')}`,
  oneRowIs: (grain: string) => `One row is ${grain}.`,
  more: (n: string, count: number) => `${n} more ${many(count, 'row', 'rows')} in the download.`,
  onlyNumbers: 'Only numbers that link rows to each other; they are in the download.',
  looks: 'Who looked at your data',
  looksLead: 'Each reading by somebody else, newest first. This journal cannot be changed unnoticed.',
  looksNone: 'Nobody but you has looked at your data.',
  when: 'When',
  who: 'Who',
  what: 'What',
  why: 'Where',
  earlier: 'Earlier entries',
  machineOwner: 'whoever uses the machine',
  unknownReader: 'a person who is no longer named',
  purposes: {
    measurement: 'a metric’s page',
    health: 'the health page',
    trend: 'a trend',
    breakdown: 'a breakdown by person',
    rows: 'the rows of a figure',
    rowsFile: 'the download of rows',
    personData: 'the download of everything about you',
    heldData: 'the page of what is held about you',
    correctPerson: 'a correction',
    mergePeople: 'two entries joined',
    measure: 'the command line: a figure',
    people: 'the list of people',
  },
  notice: 'What you were told',
  noticeNone: 'Your organisation has published no notice yet.',
  noticeVersion: (name: string) => `Notice, version ${name}`,
  noticeReceived: (instant: string) => `Received ${instant}`,
  noticeDue: 'You have not received this version yet.',
  noticeRead: 'I have read it',
  ways: { 'on screen': 'on screen', 'by mail': 'by mail', 'on paper': 'on paper' },
  register: 'The register of processing, as a file',
  notesNone:
    'No note yet. Where a figure or its rows are about you, you can annotate or contest them; your note shows wherever they show.',
  corrections: 'Corrections',
  correctionsLead: 'Every value about you that was put right: what it was, and why it was changed.',
  askCorrection: 'Ask for a correction',
  askCorrectionHelp:
    'Name, address, job, dates: say what is wrong and what is right. The administrators read it.',
  send: 'Send',
  sent: 'Sent; it stands among your notes until it is answered.',
}

export const notesEn = {
  title: 'Notes and contests',
  kinds: { annotation: 'note', contest: 'contest' },
  records: { opportunity: 'Deal', lead: 'Lead', person: 'My own entry' },
  number: (n: string) => `no. ${n}`,
  noAuthor: 'whoever uses the machine',
  answered: 'Answer',
}
