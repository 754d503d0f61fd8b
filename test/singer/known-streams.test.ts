// What the catalogue of known streams says of its tables.
import { expect, test } from 'vitest'
import { entities, type Entity } from '../../sources/entities.ts'
import { columnOf, taps } from '../../sources/singer/catalogue/index.ts'

test('every field of the catalogue exists in its entity', () => {
  for (const { tap, streams } of taps)
    for (const { names, entity, columns } of streams) {
      const fields = entity === null ? {} : (entities[entity] as Entity).fields
      for (const [field, column] of Object.entries(columns)) {
        expect(Object.keys(fields), `${tap} ${names[0]} ${field}`).toContain(field)
        expect(columnOf(column)?.from).not.toBe('')
      }
    }
})
