// Figures computed once and told again for as long as nothing changed under them. What was computed for one reader is told
// to another only when both see the same: the key holds all that a figure depends on.
import type { Database } from '../../model/database.ts'
import type { MetricDefinition } from '../definition.ts'
import type { Facts } from '../facts.ts'
import type { View } from '../view.ts'

/** Answers kept for each open database, those asked for longest ago leaving first. A health page takes about 200 kB. */
const most = 150

const memories = new WeakMap<Database, Map<string, Promise<unknown>>>()
const numbers = new WeakMap<MetricDefinition, number>()
let lastNumber = 0

/** What is asked: which question, of which metrics, with every part of the request. */
export interface Question {
  readonly kind: string
  readonly definitions: readonly MetricDefinition[]
  readonly view: View & Readonly<Record<string, unknown>>
}

/**
 * The answer, computed in this snapshot or remembered from an equal one: the same data, the same sight, the same question.
 * What failed is not remembered. An answer under pseudonyms is not either: names are the reader's.
 */
export async function remembered<Result>(
  database: Database,
  facts: Facts,
  question: Question,
  work: (view: View) => Promise<Result>,
): Promise<Result> {
  const { onFault, ...view } = question.view
  if (facts.sight.pseudonym !== null) return work(question.view)
  const key = JSON.stringify([
    facts.version,
    question.kind,
    question.definitions.map(numberOf),
    view,
    facts.asOf,
    facts.sight,
  ])
  const memory = memoryOf(database)
  const known = memory.get(key) as Promise<Result> | undefined
  if (known !== undefined) {
    memory.delete(key)
    memory.set(key, known)
    return known
  }
  const state = { hasFailed: false }
  const answer = work({
    ...question.view,
    onFault: (error, metric) => {
      state.hasFailed = true
      onFault?.(error, metric)
    },
  })
  memory.set(key, answer)
  for (const oldest of memory.keys()) {
    if (memory.size <= most) break
    memory.delete(oldest)
  }
  const forget = (): void => {
    if (memory.get(key) === answer) memory.delete(key)
  }
  answer.then(() => state.hasFailed && forget(), forget)
  return answer
}

function memoryOf(database: Database): Map<string, Promise<unknown>> {
  const known = memories.get(database)
  if (known !== undefined) return known
  const memory = new Map<string, Promise<unknown>>()
  memories.set(database, memory)
  return memory
}

// Two definitions with the same id are still two: tests and versions have them.
function numberOf(definition: MetricDefinition): number {
  const known = numbers.get(definition)
  if (known !== undefined) return known
  lastNumber += 1
  numbers.set(definition, lastNumber)
  return lastNumber
}
