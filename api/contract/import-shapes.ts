// Imports as JSON: what was found in a delivery, what each file was taken for, and what became of its rows.
import { z } from 'zod'
import { words } from './measurement-shapes.ts'

/** What is refused unless a person allows it: years of two digits, read as 20xx; amounts rounded half to even. */
export const allowance = z.enum(['short-years', 'round-amounts'])
export const fault = z.object({
  /** Record number, the header being 1; 0 for the file as a whole. */
  row: z.number().int(),
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
  sentence: words,
  /** What a person may allow for it to be taken. */
  allowance: allowance.optional(),
})
export const mappedColumn = z.object({
  column: z.string(),
  /** Field of the entity that this column fills; null when it is left out. */
  field: z.string().nullable(),
  fieldName: words.nullable(),
  reason: words,
  /** How its cells are read: 'day first', 'decimal comma', 'EUR'. */
  reading: words.nullable(),
  samples: z.array(z.string()),
})
export const fileReport = z.object({
  fileId: z.number().int(),
  name: z.string(),
  /** What it was taken for: an id of `/api/import-entities`; null: not understood. */
  entity: z.string().nullable(),
  entityName: words.nullable(),
  /** 'Salesforce', 'HubSpot', 'Pipedrive', ... when recognised. */
  vendor: z.string().nullable(),
  reason: words,
  verdict: z.enum(['accept', 'partial', 'reject', 'left-out']),
  rows: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicates: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  columns: z.array(mappedColumn),
  /** What a person allowed in reading it. */
  allowed: z.array(allowance),
  warnings: z.array(
    z.object({
      code: z.string(),
      sentence: words,
      /** Words for time spent that count as "other" until somebody says what they mean. */
      words: z.array(z.string()).optional(),
    }),
  ),
  /** The first 20; the rest is in the download of refused rows. */
  errors: z.array(fault),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  /** Whether the first line holds titles or is a row, and who says so; without titles columns are named 'Column 1', 'Column 2', ... */
  firstLine: z
    .object({ value: z.enum(['titles', 'data']), by: z.enum(['declared', 'content', 'option']) })
    .optional(),
  /** Sums and counts that a person can check against the source: "sum of amounts". */
  checks: z.array(z.object({ code: z.string(), name: words, value: z.string() })),
})
/** A question whose answer decides figures; the proposal holds until an administrator confirms. */
export const decision = z.object({
  id: z.string(),
  kind: z.enum(['stage-outcome', 'pipeline-counted', 'lead-definition', 'currency', 'currency-rate']),
  question: words,
  subject: z.string(),
  proposal: z.string(),
  choices: z.array(z.object({ value: z.string(), name: words })),
  reason: words,
  isConfirmed: z.boolean(),
  /** "4,238 opportunities": what it decides. */
  weight: words.nullable(),
})
export const importReport = z.object({
  importId: z.number().int(),
  state: z.enum(['reading', 'staged', 'visible', 'refused', 'discarded', 'undone', 'interrupted']),
  source: z.string(),
  startedAt: z.string(),
  visibleAt: z.string().nullable(),
  /** Work under way: what, and how far (0 to 1; null when it cannot be known). */
  progress: z.object({ step: words, share: z.number().nullable() }).nullable(),
  files: z.array(fileReport),
  /** Links between the files, and what they did not find: "5 sales agents have no opportunity". */
  findings: z.array(z.object({ code: z.string(), sentence: words })),
  provisionalPeople: z.array(z.string()),
  decisions: z.array(decision),
  canBeUndone: z.boolean(),
  /** Why the whole delivery was refused. */
  refusal: words.nullable(),
})
/** A kind of table that a file can be taken for: sources/entities.ts as JSON. */
export const importEntity = z.object({
  id: z.string(),
  name: words,
  grain: words,
  fields: z.array(z.object({ id: z.string(), name: words, kind: z.string() })),
})
