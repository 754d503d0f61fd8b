// UUIDs in their usual form.
import type { JsonValue } from '../json/parse-json.ts'
import { asText, type Checking } from './shape.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

export function checkUuid(value: JsonValue | undefined, checking: Checking): void {
  const text = asText(value, checking)
  if (text !== null && !isUuid(text)) checking.faults.add(checking.field, 'uuid')
}
