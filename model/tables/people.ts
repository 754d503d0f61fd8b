// people: one row per person of the organisation, known from any source. A provisional person was named by
// a deal or a lead only: listed in the report of the import, and unable to sign in.
import { attribution, employee, key, matching, trace } from '../care.ts'
import { day, defineTable, digest, flag, id, text } from '../table.ts'

export const people = defineTable({
  name: 'people',
  title: { fr: 'Personnes', en: 'People' },
  grain: { fr: 'une personne de l’organisation', en: 'person of the organisation' },
  placement: 'reference',
  key: ['person_id'],
  columns: {
    person_id: id(key),
    display_name: text(employee),
    /** Folded for matching (see names.ts); two people may share it, and then it names neither. */
    name_key: text(matching),
    email: text(matching).orNull,
    /** The job as far as the sources say it; access roles are another table's business. */
    job: text<'rep' | 'manager' | 'leader' | 'marketing' | 'other'>(attribution).orNull,
    manager_id: id(attribution).orNull,
    hired_on: day(attribution).orNull,
    left_on: day(attribution).orNull,
    is_provisional: flag(trace),
    created_import_id: id(trace).orNull,
    import_id: id(trace).orNull,
    import_file_id: id(trace).orNull,
    source_row: id(trace).orNull,
    content_hash: digest(trace).orNull,
  },
})
