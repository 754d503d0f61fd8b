// Extensions: keys are IRIs, values whatever their makers like, null included.
import { inside } from '../faults.ts'
import type { JsonValue } from '../json/parse-json.ts'
import { isIri } from './iri.ts'
import { asObject, type Checking } from './shape.ts'

export function checkExtensions(value: JsonValue, checking: Checking): void {
  const extensions = asObject(value, checking)
  if (extensions === null) return
  for (const key of Object.keys(extensions))
    if (!isIri(key)) checking.faults.add(inside(checking.field, key), 'iri')
}
