// What the records of a stream become: the columns that its table has, and the plan by which they are staged. From the catalogue for a stream
// that is known, from what a person said otherwise.
import { type EntityName, entities, type Entity, type Words } from '../../entities.ts'
import type { PlannedColumn, Recognition, TablePlan, Vendor } from '../../plan.ts'
import type { StreamMapping } from '../../../model/tables/landed-streams.ts'
import { chosenByHand } from '../../ingest/staging/corrections.ts'
import { alternatives, columnOf, type Found, type KnownColumn, type KnownStream } from '../catalogue/index.ts'
import { stageDate } from '../streams/keep.ts'

/** A column of the table that a stream becomes, and where its cells come from. */
export interface StreamColumn {
  readonly header: string
  readonly field: string
  readonly paths: readonly (readonly string[])[]
  readonly as?: KnownColumn['as']
  readonly named?: KnownColumn['named']
  readonly currencyPaths?: readonly (readonly string[])[]
  readonly timesPaths?: readonly (readonly string[])[]
  readonly when?: KnownColumn['when']
  readonly nothingWhen?: KnownColumn['when']
  readonly digits?: KnownColumn['digits']
  readonly timePath?: readonly string[]
  readonly among?: KnownColumn['among']
  readonly prefix?: string
  /** The same for every record. */
  readonly always?: string
  readonly stage?: NonNullable<PlannedColumn['stage']>
  readonly reason: Words
}

export interface SettledStream {
  readonly recognition: Recognition
  readonly columns: readonly StreamColumn[]
  /** The last column says whether the record was deleted; false when the entity has no such field. */
  readonly hasDeletion: boolean
  readonly known: KnownStream | null
}

const split = (written: string): readonly (readonly string[])[] =>
  alternatives(written).map((path) => path.split('.'))

/** What a known stream becomes; `paths` are the properties that it has. */
export function settleKnown({ tap, stream }: Found, paths: ReadonlySet<string>): SettledStream {
  if (stream.entity === null) {
    const what = { fr: `Flux de ${tap.name}`, en: `Stream of ${tap.name}` }
    const recognition: Recognition = {
      kind: 'known-unused',
      what,
      reason: stream.why ?? { fr: '', en: '' },
    }
    return { recognition, columns: [], hasDeletion: false, known: stream }
  }
  const columns = Object.entries(stream.columns).flatMap(([field, written]): StreamColumn[] => {
    const column = columnOf(written)
    if (column === null) return [constantColumn(field, written)]
    const present = alternatives(column.from).filter((path) => paths.has(path))
    const [header] = present
    if (header === undefined) return []
    return [
      {
        header,
        field,
        paths: present.map((path) => path.split('.')),
        ...(column.as === undefined ? {} : { as: column.as }),
        ...(column.named === undefined ? {} : { named: column.named }),
        ...(column.currency === undefined ? {} : { currencyPaths: split(column.currency) }),
        ...(column.times === undefined ? {} : { timesPaths: split(column.times) }),
        ...(column.when === undefined ? {} : { when: column.when }),
        ...(column.nothingWhen === undefined ? {} : { nothingWhen: column.nothingWhen }),
        ...(column.digits === undefined ? {} : { digits: column.digits }),
        ...(column.time === undefined ? {} : { timePath: column.time.split('.') }),
        ...(column.among === undefined ? {} : { among: column.among }),
        ...(column.prefix === undefined ? {} : { prefix: column.prefix }),
        reason: {
          fr: `Propriété « ${header} » des flux de ${tap.name}.`,
          en: `Property “${header}” of the streams of ${tap.name}.`,
        },
      },
    ]
  })
  const dated = stream.hasStageDates === true ? stageDateColumns(paths) : []
  return settle(stream.entity, tap.vendor, [...columns, ...dated], stream, {
    fr: `Flux « ${stream.names[0]} » de ${tap.name}, ${entities[stream.entity].grain.fr}.`,
    en: `Stream “${stream.names[0]}” of ${tap.name}, ${entities[stream.entity].grain.en}.`,
  })
}

function constantColumn(field: string, written: KnownStream['columns'][string]): StreamColumn {
  const always = typeof written === 'object' && 'always' in written ? written.always : ''
  return {
    header: `(${field})`,
    field,
    paths: [],
    always,
    reason: {
      fr: `Toujours « ${always} » dans ce flux.`,
      en: `Always “${always}” in this stream.`,
    },
  }
}

/** What a stream becomes that a person mapped. @returns null when she left it out */
export function settleMapped(mapping: StreamMapping, found: Found | null): SettledStream | null {
  if (mapping.entity === null || !Object.hasOwn(entities, mapping.entity)) return null
  const entity = mapping.entity as EntityName
  const columns = Object.entries(mapping.columns).flatMap(([property, field]): StreamColumn[] =>
    field === null || !Object.hasOwn(entities[entity].fields, field)
      ? []
      : [{ header: property, field, paths: [property.split('.')], reason: chosenByHand }],
  )
  return settle(entity, found?.tap.vendor ?? 'generic', columns, null, chosenByHand)
}

function settle(
  entity: EntityName,
  vendor: Vendor,
  columns: readonly StreamColumn[],
  known: KnownStream | null,
  reason: Words,
): SettledStream {
  const hasDeletion = 'isDeleted' in (entities[entity] as Entity).fields
  const main = columns.filter(({ stage }) => stage === undefined)
  const planned = columns.map((column, index): PlannedColumn => {
    const field = column.stage === undefined ? column.field : null
    return { index, header: column.header, field, reason: column.reason }
  })
  if (hasDeletion)
    planned.push({
      index: columns.length,
      header: '_sdc_deleted_at',
      field: 'isDeleted',
      reason: { fr: 'Supprimé à la source.', en: 'Deleted at the source.' },
    })
  const plan: TablePlan = { entity, vendor, columns: planned, reason, isTemplate: false, remarks: [] }
  const id = main.findIndex(({ field }) => field === 'externalId')
  const dated = columns.some(({ stage }) => stage !== undefined) && id >= 0
  return {
    recognition: {
      kind: 'understood',
      plans: dated ? [plan, stageDatesPlan(vendor, columns, id)] : [plan],
    },
    columns,
    hasDeletion,
    known,
  }
}

/** `hs_v2_date_entered_<stage>`: the stage is in the name of the property. */
function stageDateColumns(paths: ReadonlySet<string>): StreamColumn[] {
  const columns: StreamColumn[] = []
  for (const path of paths) {
    const bare = path.replace(/^properties\./, '').replace(/\.value$/, '')
    const [, edge, name] = stageDate.exec(bare) ?? []
    // An object with the value in it has a path of its own.
    if (edge === undefined || name === undefined || name.includes('.') || paths.has(`${path}.value`)) continue
    columns.push({
      header: path,
      field: edge === 'entered' ? 'enteredAt' : 'leftAt',
      paths: [path.split('.')],
      stage: { name, edge: edge === 'entered' ? 'entered' : 'left' },
      reason: {
        fr: `Le nom de la propriété nomme l’étape « ${name} ».`,
        en: `The name of the property names the stage “${name}”.`,
      },
    })
  }
  return columns
}

function stageDatesPlan(vendor: Vendor, columns: readonly StreamColumn[], id: number): TablePlan {
  const opportunity: PlannedColumn = {
    index: id,
    header: columns[id]?.header ?? '',
    field: 'opportunity',
    reason: { fr: 'L’affaire du même enregistrement.', en: 'The opportunity of the same record.' },
  }
  const dated = columns.flatMap(({ stage, header, field, reason }, index): PlannedColumn[] =>
    stage === undefined ? [] : [{ index, header, field, stage, reason }],
  )
  return {
    entity: 'stage-history',
    vendor,
    columns: [opportunity, ...dated],
    reason: {
      fr: `Les propriétés donnent les dates de ${dated.length} étapes.`,
      en: `The properties give the dates of ${dated.length} stages.`,
    },
    isTemplate: false,
    remarks: [],
  }
}
