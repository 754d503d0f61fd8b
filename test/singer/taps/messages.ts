// Streams as taps write them: a schema with the types that the tap declares, then its records.

export const text = { type: ['null', 'string'] }
export const whole = { type: ['null', 'integer'] }
export const real = { type: ['null', 'number'] }
export const flag = { type: ['null', 'boolean'] }
export const time = { type: ['null', 'string'], format: 'date-time' }
export const object = (properties: object) => ({ type: ['null', 'object'], properties })
export const list = (items: object) => ({ type: ['null', 'array'], items })

export type Fields = Readonly<Record<string, unknown>>

/** A SCHEMA and a RECORD for each of the records, as Singer taps send them. */
export function stream(name: string, key: string, properties: object, records: readonly Fields[]): object[] {
  return [
    { type: 'SCHEMA', stream: name, key_properties: [key], schema: { type: 'object', properties } },
    ...records.map((record) => ({ type: 'RECORD', stream: name, record })),
  ]
}

/** The same records in Airbyte's envelope, without a catalogue. */
export function airbyte(name: string, records: readonly Fields[]): object[] {
  return records.map((data) => ({
    type: 'RECORD',
    record: { stream: name, data, emitted_at: 1_780_000_000_000 },
  }))
}
