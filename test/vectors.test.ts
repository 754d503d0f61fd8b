// Every published, verified or worked figure the project answers for, through one adapter per method.
import { describe, expect, test } from 'vitest'
import { adapters } from './vectors/adapters.ts'
import { readTopics, type Topic, type VectorCase } from './vectors/cases.ts'
import { differences } from './vectors/compare.ts'

for (const topic of readTopics()) {
  describe(`vectors: ${topic.topic} (${topic.from})`, () => {
    for (const vector of topic.cases) {
      test(`${vector.id} [${vector.method}, ${vector.kind}]`, () => check(vector, topic))
    }
    for (const { id, method, needs } of topic.unavailable) {
      test.skip(`${id} [${method}]: not run, ../shared/${needs.join(', ../shared/')} is absent here`)
    }
  })
}

function check(vector: VectorCase, topic: Topic): void {
  const adapter = adapters[vector.method]
  if (adapter === undefined) throw new Error(`No adapter for method ${vector.method}`)
  const inputsOf = (id: string) => {
    const other = topic.cases.find((one) => one.id === id)
    if (other === undefined) throw new Error(`No case ${id} in ${topic.topic}`)
    return other.inputs
  }
  expect(
    differences(
      adapter(vector.inputs, { inputsOf, expected: vector.expected }),
      vector.expected,
      vector.tolerance,
    ),
  ).toEqual([])
}
