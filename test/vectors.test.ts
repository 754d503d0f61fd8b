// Every published, verified or worked figure the project answers for, through one adapter per method. Another set in the same form is
// run beside them when DOUZE_VECTORS names its folder.
import { describe, expect, test } from 'vitest'
import { readTopics } from './vectors/cases.ts'
import { faultsOf } from './vectors/run.ts'

for (const topic of readTopics(process.env['DOUZE_VECTORS'])) {
  describe(`vectors: ${topic.topic} (${topic.from})`, () => {
    for (const vector of topic.cases) {
      test(`${vector.id} [${vector.method}, ${vector.kind}]`, () =>
        expect(faultsOf(vector, topic)).toEqual([]))
    }
    for (const { id, method, needs } of topic.unavailable) {
      test.skip(`${id} [${method}]: not run, ../shared/${needs.join(', ../shared/')} is absent here`)
    }
  })
}
