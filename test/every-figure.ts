// Every figure that readers are told, as text by question: what a test compares before and after something that must change none.
import type { MetricDefinition } from '../metric/definition.ts'
import { isMeasurable } from '../metric/definition.ts'
import type { Period } from '../metric/period.ts'
import { RequestError } from '../metric/request-error.ts'
import { breakDown, measureAll, rows, trend } from '../metric/runner/runner.ts'
import { organisation, type Scope } from '../metric/scope.ts'
import type { Database } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'

export interface Asked {
  readonly name: string
  readonly reader: Reader
  readonly scopes: readonly Scope[]
}

export interface Questions {
  readonly definitions: readonly MetricDefinition[]
  readonly asked: readonly Asked[]
  readonly periods: readonly Period[]
}

/** Measurements of every metric, scope and period, as each reader. */
export async function everyMeasurement(
  database: Database,
  { definitions, asked, periods }: Questions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { name, reader, scopes } of asked)
    for (const scope of scopes)
      for (const period of periods) {
        const measured = await measureAll(database, reader, definitions, { scope, period })
        for (const one of measured) {
          const { answers, ...rest } = one
          const place = `${name} ${scopeText(scope)} ${period.id} ${one.metric}`
          found.set(place, plain({ ...rest, sources: null }))
          for (const answer of answers) found.set(`${place} ${answer.id}`, plain(answer))
        }
      }
  return found
}

/** Every breakdown, trend and list of rows of these metrics; what is refused is part of it. */
export async function everyDetail(
  database: Database,
  { definitions, asked, periods }: Questions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { name, reader, scopes } of asked)
    for (const scope of scopes)
      for (const period of periods)
        for (const definition of definitions.filter(isMeasurable))
          for (const answer of definition.answers) {
            const view = { scope, period, answer: answer.id }
            const place = `${name} ${scopeText(scope)} ${period.id} ${definition.id} ${answer.id}`
            const { dimensions = definition.dimensions.map(({ id }) => id) } = answer
            for (const dimension of dimensions)
              found.set(
                `${place} by ${dimension}`,
                await said(() => breakDown(database, reader, definition, { ...view, dimension })),
              )
            found.set(`${place} trend`, await said(() => trend(database, reader, definition, view)))
            found.set(
              `${place} rows`,
              await said(() => rows(database, reader, definition, { ...view, offset: 0, limit: 50 })),
            )
          }
  return found
}

/** The questions whose answers are no longer the same, with both. */
export function changedIn(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly { readonly question: string; readonly before: string; readonly after: string | undefined }[] {
  return [...before].flatMap(([question, text]) =>
    after.get(question) === text ? [] : [{ question, before: text, after: after.get(question) }],
  )
}

export const wholeOrganisation: Scope = organisation

function scopeText(scope: Scope): string {
  return scope.kind === 'organisation' ? 'organisation' : `${scope.kind}:${scope.id}`
}

async function said(work: () => Promise<unknown>): Promise<string> {
  try {
    return plain(await work())
  } catch (error) {
    if (error instanceof RequestError) return error.message
    throw error
  }
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
}
