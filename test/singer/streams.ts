// A stream as a tap writes it, and what a delivery of it was refused for.
import type { send } from './send.ts'

const any = {}
/** The messages of a stream: a SCHEMA shaped as its first record, and its records. */
export const stream = (name: string, key: string, ...records: readonly Record<string, unknown>[]) => [
  {
    type: 'SCHEMA',
    stream: name,
    key_properties: [key],
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        Object.keys(records[0] ?? {}).map((one) => [one, shape(records[0]?.[one])]),
      ),
    },
  },
  ...records.map((record) => ({ type: 'RECORD', stream: name, record })),
]

function shape(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return any
  return {
    type: ['null', 'object'],
    properties: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)])),
  }
}

/** File, code and column of each refused cell. */
export const faults = (reports: Awaited<ReturnType<typeof send>>['reports']) =>
  reports.flatMap(({ files }) =>
    files.flatMap(({ name, errors }) => errors.map(({ code, column }) => [name, code, column])),
  )
