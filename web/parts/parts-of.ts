// What a share is made of, in words: "115 sur 361".
import { formatNumber, formatValue } from '../format.ts'
import type { Language } from '../../metric/words.ts'
import type { AnswerJson, ValueJson } from '../shapes.ts'
import type { Text } from '../text/en.ts'

/** One phrase for an answer that is one count over another; none for the others. */
export function partsOf(
  { numerator, denominator, partsUnit, unit }: AnswerJson,
  language: Language,
  text: Text,
): readonly string[] {
  if (unit.kind !== 'ratio' || numerator === null || denominator === null) return []
  const part = (value: ValueJson): string =>
    partsUnit === null ? formatNumber(Number(value), language, 1) : formatValue(value, partsUnit, language)
  return [text.figure.of(part(numerator), part(denominator))]
}
