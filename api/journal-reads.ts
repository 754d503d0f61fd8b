// Which answers of the API are reads of somebody else's data, and whose: written to the access journal before the answer
// leaves. A figure of the organisation or a team names nobody and is no entry; its lines and rows by person are.
import { type DataKind, writeJournal } from '../access/journal/index.ts'
import { dataOf, parseScope } from '../metric/index.ts'
import type { Query } from '../model/database.ts'
import type { Reader } from '../model/reader.ts'
import { lineFor, readSight, type Sight } from '../model/sight.ts'
import type { EndpointName } from './contract/endpoints.ts'
import { FileAnswer, type Place } from './handler.ts'
import { metricOf } from './register.ts'

export interface AnsweredCall {
  readonly reader: Reader
  readonly requestId: string
  readonly path: Readonly<Record<string, unknown>> | undefined
  readonly query: Readonly<Record<string, unknown>> | undefined
}

const kinds: { readonly [Name in EndpointName]?: DataKind } = {
  measurement: 'results',
  health: 'results',
  trend: 'results',
  breakdown: 'results',
  rows: 'rows',
  rowsFile: 'rows',
}

/** Writes one entry for each person whose data an answer holds. The reader's own data are no entry. */
export async function journalReads(
  { database, clock }: Pick<Place, 'database' | 'clock'>,
  name: EndpointName,
  { reader, requestId, path, query }: AnsweredCall,
  answer: unknown,
): Promise<void> {
  const dataKind = kindOf(name, path, query)
  if (dataKind === undefined || (answer instanceof FileAnswer && name !== 'rowsFile')) return
  const scope = parseScope(typeof query?.['scope'] === 'string' ? query['scope'] : 'organisation')
  const people =
    scope?.kind === 'rep'
      ? [scope.id]
      : await database.read(reader, async (read) => {
          if (name === 'breakdown') return peopleOfLines(answer)
          if (name === 'rows') return peopleNamed(read, answer)
          if (name === 'rowsFile')
            return peopleOfScope(
              read,
              await readSight(read, reader),
              scope?.kind === 'team' ? scope.id : null,
            )
          return []
        })
  const others = people.filter((personId) => personId !== reader.personId)
  if (others.length === 0) return
  await database.writeApart(reader, (write) =>
    writeJournal(
      write,
      reader,
      [...new Set(others)].map((personId) => ({ personId, dataKind, purpose: name })),
      { at: clock(), requestId },
    ),
  )
}

/** Figures are of the kind of data that their answer is about. */
function kindOf(
  name: EndpointName,
  path: AnsweredCall['path'],
  query: AnsweredCall['query'],
): DataKind | undefined {
  const metric = typeof path?.['metric'] === 'string' ? metricOf(path['metric']) : undefined
  if (kinds[name] !== 'results' || metric === undefined) return kinds[name]
  return dataOf(metric, typeof query?.['answer'] === 'string' ? query['answer'] : metric.headline)
}

/** The people whom the lines of a breakdown by person are about. */
function peopleOfLines(answer: unknown): number[] {
  const { lines } = answer as {
    readonly lines: readonly { readonly scope: { kind: string; id?: number } | null }[]
  }
  return lines.flatMap(({ scope }) => (scope?.kind === 'rep' && scope.id !== undefined ? [scope.id] : []))
}

/** The people whom a page of rows names. Two of one name are both written down: rather one entry too many. */
async function peopleNamed(query: Query, answer: unknown): Promise<number[]> {
  const { rows } = answer as { readonly rows: readonly Readonly<Record<string, unknown>>[] }
  const names = new Set(rows.flatMap(({ rep }) => (typeof rep === 'string' ? [rep] : [])))
  if (names.size === 0) return []
  const people = await query
    .selectFrom('people')
    .select('person_id')
    .where('display_name', 'in', [...names])
    .execute()
  return people.map(({ person_id }) => person_id)
}

/** A file may name everybody of its scope whom the reader sees. */
async function peopleOfScope(query: Query, sight: Sight, teamId: number | null): Promise<readonly number[]> {
  if (sight.of.results.rows === 'line' && teamId === null) return lineFor(sight, 'results').people
  if (teamId === null) {
    const everybody = await query.selectFrom('people').select('person_id').execute()
    return everybody.map(({ person_id }) => person_id)
  }
  const members = await query
    .selectFrom('memberships')
    .select('person_id')
    .distinct()
    .where('team_id', '=', teamId)
    .execute()
  return members.map(({ person_id }) => person_id)
}
