// One stream as the mapping screen shows it: its properties with some of their values, what a person said that it is, and what it would be
// taken for otherwise.
import type { Database } from '../../../model/database.ts'
import type { Reader } from '../../../model/reader.ts'
import type { StreamMapping } from '../../../model/tables/landed-streams.ts'
import { type EntityName, entities, type Words } from '../../entities.ts'
import type { Recognition, TablePlan, TableSketch } from '../../plan.ts'
import { planAs, recognise } from '../../recognisers/index.ts'
import { withClient } from '../../ingest/deliveries.ts'
import { chosenByHand, leftOutAsAsked } from '../../ingest/staging/corrections.ts'
import { select } from '../../ingest/sql.ts'
import { plainText } from '../bring-up/plain-text.ts'
import { settleKnown } from '../bring-up/settled-plan.ts'
import { findKnown } from '../catalogue/index.ts'
import { type Json, parseJson } from '../protocol/exact-json.ts'
import { addPaths, valueAt } from './paths.ts'

export interface LookedProperty {
  /** Its path: 'amount', 'client.id'. */
  readonly column: string
  /** Field that it fills; null when it is not read. */
  readonly field: string | null
  readonly samples: readonly string[]
}

export interface StreamLook {
  readonly streamId: number
  readonly source: string
  readonly name: string
  readonly keys: readonly string[]
  /** What its records are, or would be proposed to be. */
  readonly entity: EntityName | null
  readonly reason: Words
  readonly columns: readonly LookedProperty[]
  /** A person has said what it is, or that it is left out. */
  readonly isMapped: boolean
}

/** Records that are looked at, the newest ones; properties that are shown. */
const mostRecords = 300
const mostProperties = 400
const mostSamples = 200
const mostCharacters = 200

/**
 * Looks at a stream; with `entity`, at what its properties would be in that table.
 * @returns null when there is no such stream
 */
export async function lookAtStream(
  database: Database,
  reader: Reader,
  streamId: number,
  entity?: EntityName,
): Promise<StreamLook | null> {
  return withClient(database, reader, async (client) => {
    const [row] = await select<{
      source: string
      name: string
      key_properties: string[]
      properties: string[]
      mapping: StreamMapping | null
    }>(
      client,
      'select source, name, key_properties, properties, mapping from landed_streams where stream_id = $1',
      [streamId],
    )
    if (row === undefined) return null
    const records = await select<{ data: string }>(
      client,
      `select data::text as data from landed_rows where stream_id = $1 and not is_deleted
       order by row_number desc limit $2`,
      [streamId, mostRecords],
    )
    const sketch = sketchOf(
      row.name,
      row.properties,
      records.map(({ data }) => parseJson(data)),
    )
    const { source, name, key_properties: keys, mapping } = row
    return {
      streamId,
      source,
      name,
      keys,
      isMapped: mapping !== null,
      ...withKey(taken(sketch, mapping, entity, new Set(row.properties)), mapping === null ? keys : []),
    }
  })
}

type Taken = Pick<StreamLook, 'entity' | 'reason' | 'columns'>

function taken(
  sketch: TableSketch,
  mapping: StreamMapping | null,
  asked: EntityName | undefined,
  properties: ReadonlySet<string>,
): Taken {
  const said = mapping !== null && (asked === undefined || asked === mapping.entity)
  if (said) return ofMapping(sketch, mapping)
  if (asked !== undefined) return ofPlan(sketch, planAs(sketch, asked))
  const found = findKnown(sketch.fileName, properties)
  const recognition: Recognition | undefined =
    found === null ? recognise([sketch])[0] : settleKnown(found, properties).recognition
  if (recognition?.kind !== 'understood')
    return {
      entity: null,
      reason: recognition?.reason ?? nothingKnown,
      columns: columnsOf(sketch, () => null),
    }
  const [plan] = recognition.plans
  return plan === undefined
    ? { entity: null, reason: nothingKnown, columns: columnsOf(sketch, () => null) }
    : ofPlan(sketch, plan)
}

/** What tells a record from others in its stream is its id in the table too, unless another property is. */
function withKey(found: Taken, [key, ...others]: readonly string[]): Taken {
  const { entity, columns } = found
  const isWanted =
    key !== undefined &&
    others.length === 0 &&
    entity !== null &&
    'externalId' in entities[entity].fields &&
    columns.every(({ column, field }) => field !== 'externalId' && (column !== key || field === null))
  if (!isWanted) return found
  return {
    ...found,
    columns: columns.map((one) => (one.column === key ? { ...one, field: 'externalId' } : one)),
  }
}

const nothingKnown: Words = {
  fr: 'Rien ici ne ressemble à une table que Douze connaît : choisissez-la.',
  en: 'Nothing here looks like a table that Douze knows: choose it.',
}

function ofMapping(sketch: TableSketch, { entity, columns }: StreamMapping): Taken {
  const known = entity !== null && Object.hasOwn(entities, entity) ? (entity as EntityName) : null
  const reason = known === null ? leftOutAsAsked : chosenByHand
  // What was mapped once is shown also where no record of late has it.
  const header = [...new Set([...sketch.header, ...Object.keys(columns)])]
  return { entity: known, reason, columns: columnsOf({ ...sketch, header }, (name) => columns[name] ?? null) }
}

function ofPlan(sketch: TableSketch, plan: TablePlan): Taken {
  const fields = new Map(plan.columns.map(({ header, field }) => [header, field]))
  return {
    entity: plan.entity,
    reason: plan.reason,
    columns: columnsOf(sketch, (name) => fields.get(name) ?? null),
  }
}

function columnsOf(sketch: TableSketch, fieldOf: (name: string) => string | null): LookedProperty[] {
  return sketch.header.map((column, place) => ({
    column,
    field: fieldOf(column),
    samples: (sketch.samples[place] ?? []).slice(0, 5),
  }))
}

/** The properties that hold a value, not those that hold others. */
function sketchOf(name: string, declared: readonly string[], records: readonly Json[]): TableSketch {
  const paths = new Set(declared)
  for (const record of records) addPaths(record, paths)
  const parents = new Set([...paths].flatMap((path) => (path.includes('.') ? [parentOf(path)] : [])))
  const header = [...paths].filter((path) => !parents.has(path)).slice(0, mostProperties)
  const values = header.map((path) => records.map((record) => plainText(valueAt(record, path.split('.')))))
  return {
    fileName: name,
    header,
    samples: values.map((texts) =>
      [...new Set(texts.filter((text) => text !== '').map((text) => text.slice(0, mostCharacters)))].slice(
        0,
        mostSamples,
      ),
    ),
    filled: values.map((texts) =>
      texts.length === 0 ? 0 : texts.filter((text) => text !== '').length / texts.length,
    ),
    rows: records.length,
  }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.'))
