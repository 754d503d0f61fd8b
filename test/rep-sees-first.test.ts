// Whatever anyone is told about a rep, she is told too, in the same words and numbers: every answer of every metric, as everybody who
// may ask about her, with its rows and its line in a table of people.
import { beforeAll, describe, expect, it } from 'vitest'
import type { MetricDefinition } from '../metric/definition.ts'
import type { Measurement } from '../metric/measurement.ts'
import { breakDown, measure, rows } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { parsePeriod } from '../metric/period.ts'
import { RequestError } from '../metric/request-error.ts'
import { housekeeper, owner, type Reader } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { register } from './register.ts'
import { fillWorld, world } from './world-of-groups.ts'

const database = await freshDatabase()
/** She manages North, the team of people 1 to 9. */
const manager = 2
const readers: Readonly<Record<string, Reader>> = {
  manager: { personId: manager, roles: ['manager'] },
  leader: { personId: null, roles: ['leader'] },
  analyst: { personId: null, roles: ['analyst'], pseudonym: (person) => `P-${person}` },
  marketing: { personId: null, roles: ['marketing'] },
  'another rep': { personId: 12, roles: ['rep'] },
  owner,
}
const reps = [1, 7]
const periods = ['2026-Q2', '2026-05', 'all'].map((id) => parsePeriod(id)!)

beforeAll(async () => {
  await fillWorld(database, 1)
  await database.write(housekeeper, (query) =>
    query.updateTable('teams').set({ manager_id: manager }).where('name', '=', 'North').execute(),
  )
})

const herself = (rep: number): Reader => ({ personId: rep, roles: ['rep'] })
const about = (rep: number, period = periods[0]!) => ({
  scope: { kind: 'rep', id: rep } as const,
  period,
  asOf: world.asOf,
})

/** What an answer is; null where the question is not open to who asks. */
async function asked<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RequestError) return null
    throw error
  }
}

/** What she reads of herself, asked once for all who are held against it. */
const known = new Map<string, Promise<Measurement>>()
function ofHerself(definition: MetricDefinition, rep: number, period = periods[0]!): Promise<Measurement> {
  const key = `${definition.id} ${rep} ${period.id}`
  const found = known.get(key) ?? measure(database, herself(rep), definition, about(rep, period))
  known.set(key, found)
  return found
}

/** How much was held against what she reads, by reader: a property that nothing tested would hold. */
const held = new Map<string, number>()
const count = (name: string) => held.set(name, (held.get(name) ?? 0) + 1)

describe.each(register)('$id', (definition: MetricDefinition) => {
  it.each(Object.entries(readers))(
    'the %s is told no answer about a rep that she is not told',
    async (name, reader) => {
      for (const rep of reps)
        for (const period of periods) {
          const found = await asked(measure(database, reader, definition, about(rep, period)))
          if (found === null) continue
          const own = await ofHerself(definition, rep, period)
          for (const answer of found.answers) {
            if (answer.state !== 'measured') continue
            const hers = own.answers.find(({ id }) => id === answer.id)!
            // That another answer is not told to whoever asks may stand before the note.
            const note = answer.note?.en.endsWith(hers.note?.en ?? '') ? hers.note : answer.note
            expect(hers, `${answer.id} of ${rep} in ${period.id}`).toEqual({ ...answer, note })
            count(name)
          }
        }
    },
  )

  it.each(Object.entries(readers))(
    'the %s lists no row about a rep that she does not list',
    async (name, reader) => {
      for (const rep of reps)
        for (const { id: answer } of definition.answers) {
          const request = { ...about(rep), answer, offset: 0, limit: 500 }
          const found = await asked(rows(database, reader, definition, request))
          if (found === null || found.rows.length === 0) continue
          const own = await rows(database, herself(rep), definition, request)
          for (const row of found.rows) {
            // Names under which others know her are not hers.
            const cells = Object.entries(row).filter(([column]) => column !== 'rep')
            expect(own.rows, `${answer} of ${rep}`).toContainEqual(
              expect.objectContaining(Object.fromEntries(cells)),
            )
            count(`${name} rows`)
          }
        }
    },
  )

  it.each(Object.entries(readers))(
    'the %s reads in a table of people what each reads of herself',
    async (name, reader) => {
      for (const { id: answer } of definition.answers) {
        const found = await asked(
          breakDown(database, reader, definition, {
            ...about(1),
            scope: organisation,
            answer,
            dimension: 'rep',
          }),
        )
        for (const rep of reps) {
          const line = found?.lines.find(({ key }) => key === String(rep))
          if (line === undefined || line.answer.state !== 'measured') continue
          const own = await ofHerself(definition, rep)
          const told = own.answers.find(({ id }) => id === answer)!
          expect([told.value, told.n, told.numerator, told.denominator], `${answer} of ${rep}`).toEqual([
            line.answer.value,
            line.answer.n,
            line.answer.numerator,
            line.answer.denominator,
          ])
          count(`${name} lines`)
        }
      }
    },
  )
})

it('was held against much of what others are told', () => {
  const least = {
    manager: 100,
    'manager rows': 50,
    'manager lines': 50,
    leader: 100,
    'leader rows': 40,
    'leader lines': 30,
  }
  const many = Object.keys(least).map((what) => [what, held.get(what) ?? 0])
  for (const [what, fewest] of Object.entries(least))
    expect(held.get(what) ?? 0, JSON.stringify(many)).toBeGreaterThan(fewest)
})
