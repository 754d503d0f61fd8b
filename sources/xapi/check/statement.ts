// A whole statement against the standard: every part by its own file, and what holds between the parts.
import { Faults, type Fault } from '../faults.ts'
import type { JsonObject, JsonValue } from '../json/parse-json.ts'
import { checkActor, checkAuthority } from './actor.ts'
import { checkAttachments } from './attachments.ts'
import { checkContext } from './context.ts'
import { checkObject, kindOfObject } from './object.ts'
import { checkResult } from './result.ts'
import {
  asObject,
  at,
  type Checking,
  isObject,
  onlyKnown,
  own,
  whenGiven,
  type XapiVersion,
} from './shape.ts'
import { checkTimestamp } from './timestamp.ts'
import { checkUuid } from './uuid.ts'
import { checkVerb, voided } from './verb.ts'
import { checkVersion } from './version.ts'

const inBoth = ['actor', 'verb', 'object', 'result', 'context', 'timestamp', 'attachments']
const properties = new Set([...inBoth, 'id', 'stored', 'authority', 'version'])
const withinProperties = new Set([...inBoth, 'objectType'])

/**
 * Everything that is wrong with one statement; empty when it may be stored.
 * @example faultsOf(parseJson('{"verb": {"id": "completed"}}'), '1.0')  // actor missing, verb.id no IRI, object missing
 */
export function faultsOf(value: JsonValue, version: XapiVersion): readonly Fault[] {
  const faults = new Faults()
  const checking: Checking = { field: '', faults, version }
  const statement = asObject(value, checking)
  if (statement === null) return faults.list
  onlyKnown(statement, properties, checking)
  whenGiven(statement, 'id', checking, checkUuid)
  checkParts(statement, checking, checkWithin)
  whenGiven(statement, 'stored', checking, checkTimestamp)
  whenGiven(statement, 'authority', checking, checkAuthority)
  whenGiven(statement, 'version', checking, checkVersion)
  checkVoiding(statement, checking)
  return faults.list
}

/** A statement within a statement. */
function checkWithin(value: JsonValue, checking: Checking): void {
  const statement = asObject(value, checking)
  if (statement === null) return
  onlyKnown(statement, withinProperties, checking)
  checkParts(statement, checking, null)
}

function checkParts(
  statement: JsonObject,
  checking: Checking,
  within: ((value: JsonValue, checking: Checking) => void) | null,
): void {
  const object = own(statement, 'object')
  checkActor(own(statement, 'actor'), at(checking, 'actor'))
  checkVerb(own(statement, 'verb'), at(checking, 'verb'))
  checkObject(object, at(checking, 'object'), within)
  whenGiven(statement, 'result', checking, checkResult)
  whenGiven(statement, 'context', checking, (value, inner) =>
    checkContext(value, kindOfObject(object), inner),
  )
  whenGiven(statement, 'timestamp', checking, checkTimestamp)
  whenGiven(statement, 'attachments', checking, checkAttachments)
}

function checkVoiding(statement: JsonObject, checking: Checking): void {
  const verb = own(statement, 'verb')
  if (!isObject(verb) || own(verb, 'id') !== voided) return
  if (kindOfObject(own(statement, 'object')) !== 'StatementRef')
    checking.faults.add(at(checking, 'object').field, 'voidedObject')
}
