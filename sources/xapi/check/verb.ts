// The verb: its IRI, and how it is called.
import type { JsonValue } from '../json/parse-json.ts'
import { checkIri } from './iri.ts'
import { checkLanguageMap } from './language.ts'
import { asObject, at, type Checking, onlyKnown, own, whenGiven } from './shape.ts'

export const voided = 'http://adlnet.gov/expapi/verbs/voided'

const properties = new Set(['id', 'display'])

export function checkVerb(value: JsonValue | undefined, checking: Checking): void {
  const verb = asObject(value, checking)
  if (verb === null) return
  onlyKnown(verb, properties, checking)
  checkIri(own(verb, 'id'), at(checking, 'id'))
  whenGiven(verb, 'display', checking, checkLanguageMap)
}
