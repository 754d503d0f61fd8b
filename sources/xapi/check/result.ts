// What came of it: score, success, completion, time taken. Scores are compared as exact decimals.
import type { ExactNumber, JsonObject, JsonValue } from '../json/parse-json.ts'
import { compareDecimals } from '../json/write-json.ts'
import { checkDuration } from './duration.ts'
import { checkExtensions } from './extensions.ts'
import {
  asObject,
  at,
  type Checking,
  checkBoolean,
  checkText,
  isNumber,
  onlyKnown,
  own,
  whenGiven,
} from './shape.ts'

const properties = new Set(['score', 'success', 'completion', 'response', 'duration', 'extensions'])
const scoreProperties = ['scaled', 'raw', 'min', 'max'] as const
const knownOfScore = new Set<string>(scoreProperties)

export function checkResult(value: JsonValue, checking: Checking): void {
  const result = asObject(value, checking)
  if (result === null) return
  onlyKnown(result, properties, checking)
  whenGiven(result, 'score', checking, checkScore)
  whenGiven(result, 'success', checking, checkBoolean)
  whenGiven(result, 'completion', checking, checkBoolean)
  whenGiven(result, 'response', checking, checkText)
  whenGiven(result, 'duration', checking, checkDuration)
  whenGiven(result, 'extensions', checking, checkExtensions)
}

function checkScore(value: JsonValue, checking: Checking): void {
  const score = asObject(value, checking)
  if (score === null) return
  onlyKnown(score, knownOfScore, checking)
  for (const name of scoreProperties)
    whenGiven(score, name, checking, (one, inner) => {
      if (!isNumber(one)) inner.faults.add(inner.field, 'number')
    })
  const [scaled, raw, min, max] = scoreProperties.map((name) => numberOf(score, name))
  if (scaled !== undefined && (compareDecimals(scaled, -1) < 0 || compareDecimals(scaled, 1) > 0))
    checking.faults.add(at(checking, 'scaled').field, 'scaled')
  if (min !== undefined && max !== undefined && compareDecimals(min, max) >= 0)
    checking.faults.add(at(checking, 'min').field, 'minMax')
  const isBelow = raw !== undefined && min !== undefined && compareDecimals(raw, min) < 0
  const isAbove = raw !== undefined && max !== undefined && compareDecimals(raw, max) > 0
  if (isBelow || isAbove) checking.faults.add(at(checking, 'raw').field, 'rawRange')
}

function numberOf(score: JsonObject, name: string): number | ExactNumber | undefined {
  const value = own(score, name)
  return isNumber(value) ? value : undefined
}
