// What a statement is about: an activity (the default), a person, another statement, or a statement within this one.
import type { JsonValue } from '../json/parse-json.ts'
import { checkActivity } from './activity.ts'
import { checkActor } from './actor.ts'
import { asObject, at, type Checking, onlyKnown, own } from './shape.ts'
import { checkUuid } from './uuid.ts'

const referenceProperties = new Set(['objectType', 'id'])

export type ObjectKind = 'Activity' | 'Agent' | 'Group' | 'StatementRef' | 'SubStatement'

/** The kind that an object says it is; null for one that the standard does not know. */
export function kindOfObject(value: JsonValue | undefined): ObjectKind | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const type = Object.hasOwn(value, 'objectType')
    ? (value as { objectType?: JsonValue }).objectType
    : 'Activity'
  const kinds: readonly unknown[] = ['Activity', 'Agent', 'Group', 'StatementRef', 'SubStatement']
  return kinds.includes(type) ? (type as ObjectKind) : null
}

/**
 * Checks the object of a statement. `checkWithin` checks a SubStatement; null where none may stand.
 */
export function checkObject(
  value: JsonValue | undefined,
  checking: Checking,
  checkWithin: ((value: JsonValue, checking: Checking) => void) | null,
): void {
  const object = asObject(value, checking)
  if (object === null) return
  switch (kindOfObject(object)) {
    case 'Activity':
      return checkActivity(object, checking)
    case 'Agent':
    case 'Group':
      return checkActor(object, checking)
    case 'StatementRef':
      return checkReference(object, checking)
    case 'SubStatement':
      if (checkWithin === null) checking.faults.add(checking.field, 'nested')
      else checkWithin(object, checking)
      return
    case null:
      checking.faults.add(at(checking, 'objectType').field, 'objectType')
  }
}

/** A reference to another statement. */
export function checkReference(value: JsonValue, checking: Checking): void {
  const reference = asObject(value, checking)
  if (reference === null) return
  onlyKnown(reference, referenceProperties, checking)
  if (own(reference, 'objectType') !== 'StatementRef')
    checking.faults.add(at(checking, 'objectType').field, 'objectType')
  checkUuid(own(reference, 'id'), at(checking, 'id'))
}
