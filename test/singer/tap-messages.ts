// Messages as taps write them: types of their schemas, a schema, a record.
export const string = { type: ['null', 'string'] }
export const number = { type: ['null', 'number'] }
export const moment = { anyOf: [{ type: 'string', format: 'date-time' }, { type: ['string', 'null'] }] }
export const flag = { type: ['null', 'boolean'] }
export const schema = (stream: string, key: string, properties: object) => ({
  type: 'SCHEMA',
  stream,
  schema: { type: 'object', properties },
  key_properties: [key],
})
export const record = (stream: string, fields: object, more: object = {}) => ({
  type: 'RECORD',
  stream,
  record: fields,
  ...more,
})
