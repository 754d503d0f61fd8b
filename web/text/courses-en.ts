// The English words of the courses that open from here (cmi5).
export const coursesEn = {
  title: 'Courses',
  lead: 'Courses that open from here, and how far you are in each. What you do in them becomes your training results.',
  none: 'No course has been added yet.',
  open: 'Open',
  done: 'done',
  waived: 'excused',
  waive: 'Excuse a person, or take it back',
  waiveLead:
    'The unit then counts as done for that person, and the reason stays in the learning records. It can be taken back: the unit then counts as what she did of it herself.',
  waiveUnit: 'Unit',
  waivePerson: 'Person',
  waiveReason: 'Reason',
  waiveReasons: {
    'tested-out': 'passed a test',
    'equivalent-unit': 'did an equivalent unit of this course',
    'equivalent-activity': 'did the equivalent elsewhere',
    administrative: 'decided by the administration',
  },
  waiveSend: 'Excuse',
  waiveSent: 'Done: the unit counts as done.',
  withdraw: 'Take the excuse back',
  withdrawn: 'Taken back: the unit counts as what this person did of it.',
  choose: 'Choose',
  begun: (day: string) => `last opened on ${day}`,
  notBegun: 'not opened yet',
  add: 'Add a course (cmi5)',
  addLead:
    'Send its package (.zip, 200 MB at most), or its cmi5.xml alone. Douze keeps the structure and hosts no content: each unit opens at the address where it is published.',
  file: 'Package or cmi5.xml',
  base: 'Address of the content',
  baseHelp: 'Only where the package does not say it, for example https://content.example.com/course/',
  send: 'Add',
  added: (title: string, units: string, count: number) =>
    `Added: ${title}, ${units} ${count === 1 ? 'unit' : 'units'}.`,
}
