// Runs one case of the vectors through the adapter of its method.
import { adapters } from './adapters.ts'
import type { Topic, VectorCase } from './cases.ts'
import { differences } from './compare.ts'

/** What differs from what the case expects, one line each. Throws on a method without adapter and on a case that refers to none. */
export function faultsOf(vector: VectorCase, topic: Pick<Topic, 'topic' | 'cases'>): string[] {
  const adapter = Object.hasOwn(adapters, vector.method) ? adapters[vector.method] : undefined
  if (adapter === undefined)
    throw new Error(
      `No adapter for method ${vector.method}; there are ${Object.keys(adapters).toSorted().join(', ')}`,
    )
  const inputsOf = (id: string) => {
    const other = topic.cases.find((one) => one.id === id)
    if (other === undefined) throw new Error(`No case ${id} in ${topic.topic}`)
    return other.inputs
  }
  const found = adapter(vector.inputs, { inputsOf, expected: vector.expected })
  return differences(found, vector.expected, vector.tolerance)
}
