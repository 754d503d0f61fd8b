// What is known of one table of a delivery while it is staged: from its sketch to its counts.
import { fieldsOf } from './columns.ts'
import { type EntityName, entities, type Words } from '../../entities.ts'
import {
  faultSentence,
  type FileFault,
  type ReadingWarning,
  type RowFault,
  type Table,
} from '../../files/reading/index.ts'
import { type ColumnStyle, describeStyle } from '../../files/values/index.ts'
import {
  allowanceFor,
  type PlannedColumn,
  type Recognition,
  type TablePlan,
  type TableSketch,
} from '../../plan.ts'
import type { FileCounts, FileReport, MappedColumn, ReportedFault } from '../shapes.ts'

export interface TableWork {
  readonly name: string
  /** Place of the file in the delivery, and of the table in the file. */
  readonly fileIndex: number
  readonly tableIndex: number
  fileId: number
  readonly bytes: number
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly firstLine: FileReport['firstLine']
  readonly calendar: 1900 | 1904
  readonly header: readonly string[]
  readonly sketch: TableSketch | null
  readonly styles: readonly ColumnStyle[]
  recognition: Recognition | null
  /** Why the table as a whole is refused. */
  fault: FileFault | null
  readonly warnings: {
    readonly code: string
    readonly sentence: Words
    readonly on?: readonly string[]
    readonly words?: readonly string[]
  }[]
  readonly counts: FileCounts
  /** The first faults, in the order of rows. */
  readonly errors: ReportedFault[]
  readonly checks: { code: string; name: Words; value: string }[]
  /** Read by a translator: records are counted, and what they become is counted apart. */
  readonly isTranslated: boolean
  /** Names that stand for whom the file does not name. */
  readonly placeholders: readonly string[]
  /** Records passed over on purpose, and rows that the others became: only of what a translator read. */
  skipped: number
  given: number
}

export const mostErrorsShown = 100

export function plansOf(work: TableWork): readonly TablePlan[] {
  return work.fault === null && work.recognition?.kind === 'understood' ? work.recognition.plans : []
}

/**
 * The columns of which cells may be kept anywhere; null: all. Visits of buyers come with their devices and places: what nothing is
 * taken from is neither shown nor kept, also of a row that is refused.
 */
export function keepableColumns(work: TableWork): ReadonlySet<number> | null {
  const plans = work.isTranslated ? [] : plansOf(work)
  const ofBuyers = plans.some(({ columns }) => columns.some(({ field }) => field === 'visitor'))
  if (!ofBuyers) return null
  return new Set(
    plans.flatMap(({ columns }) => columns.flatMap((one) => (one.field === null ? [] : [one.index]))),
  )
}

/** A row's cells as they may be kept. */
export function keepableCells(work: TableWork, cells: readonly string[]): readonly string[] {
  const kept = keepableColumns(work)
  return kept === null ? cells : cells.map((cell, index) => (kept.has(index) ? cell : ''))
}

export function newWork(
  place: { name: string; fileIndex: number; tableIndex: number; bytes: number },
  table: Table | null,
  sketched: { sketch: TableSketch; styles: readonly ColumnStyle[] } | null,
  fault: FileFault | null,
): TableWork {
  return {
    ...place,
    fileId: 0,
    encoding: table?.encoding?.value ?? null,
    delimiter: table?.delimiter?.value ?? null,
    firstLine: table?.firstLine,
    calendar: table?.calendar ?? 1900,
    header: table?.header ?? [],
    sketch: sketched?.sketch ?? null,
    styles: sketched?.styles ?? [],
    recognition: null,
    fault,
    warnings: [...(table?.warnings ?? []).map(sayWarning), ...(table?.remarks ?? [])],
    counts: { rows: 0, accepted: 0, rejected: 0, duplicates: 0, added: 0, changed: 0, unchanged: 0 },
    errors: [],
    checks: [],
    isTranslated: table?.gives !== undefined,
    placeholders: table?.placeholders ?? [],
    skipped: 0,
    given: 0,
  }
}

export function sayWarning(warning: ReadingWarning): { code: string; sentence: Words } {
  return { code: warning.code, sentence: sentenceOf(warning) }
}

export function sentenceOf(fault: RowFault | FileFault | ReadingWarning): Words {
  return { fr: faultSentence(fault, 'fr'), en: faultSentence(fault, 'en') }
}

export function reported(fault: RowFault | FileFault): ReportedFault {
  const allowance = allowanceFor[String(fault.detail?.['reason'])]
  return {
    row: fault.row,
    line: fault.line ?? null,
    column: fault.column ?? null,
    code: fault.code,
    value: fault.value ?? null,
    sentence: sentenceOf(fault),
    ...(allowance === undefined ? {} : { allowance }),
  }
}

const vendors: Readonly<Record<string, string>> = {
  template: 'Douze',
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  dynamics: 'Dynamics 365',
  odoo: 'Odoo',
}

/** The report of one table. */
export function reportOf(work: TableWork): FileReport {
  const [plan] = work.recognition?.kind === 'understood' ? work.recognition.plans : []
  const isUnderstood = plan !== undefined
  return {
    fileId: work.fileId,
    name: work.name,
    entity: plan?.entity ?? null,
    entityName: plan === undefined ? null : entities[plan.entity].name,
    vendor: plan === undefined ? null : (vendors[plan.vendor] ?? null),
    reason: work.fault === null ? reasonOf(work.recognition) : sentenceOf(work.fault),
    verdict:
      work.fault !== null
        ? 'reject'
        : !isUnderstood
          ? 'left-out'
          : work.counts.rejected > 0
            ? 'partial'
            : 'accept',
    ...work.counts,
    columns: mappedColumns(work),
    allowed: plan?.allowed ?? [],
    warnings: [
      ...work.warnings,
      ...(work.recognition?.kind === 'understood'
        ? work.recognition.plans.flatMap(({ remarks }) =>
            remarks.map(({ code, words }) => ({ code, sentence: words })),
          )
        : []),
    ],
    errors: work.fault === null ? work.errors : [reported(work.fault), ...work.errors],
    encoding: work.encoding,
    delimiter: work.delimiter,
    ...(work.firstLine === undefined ? {} : { firstLine: work.firstLine }),
    checks: work.checks,
  }
}

function reasonOf(recognition: Recognition | null): Words {
  if (recognition === null) return { fr: '', en: '' }
  if (recognition.kind === 'known-unused') {
    const { what, reason } = recognition
    return { fr: `${what.fr}. ${reason.fr}`, en: `${what.en}. ${reason.en}` }
  }
  if (recognition.kind !== 'understood') return recognition.reason
  return recognition.plans[0]?.reason ?? { fr: '', en: '' }
}

const readByFormat: Words = { fr: 'Lue selon les règles du format.', en: 'Read by the rules of the format.' }

function mappedColumns(work: TableWork): MappedColumn[] {
  const plans = work.recognition?.kind === 'understood' ? work.recognition.plans : []
  const columns = new Map<number, MappedColumn>()
  const kept = keepableColumns(work)
  for (const [index, header] of work.header.entries())
    columns.set(index, {
      column: header,
      field: null,
      fieldName: null,
      reason: work.isTranslated ? readByFormat : { fr: '', en: '' },
      reading: null,
      samples: kept?.has(index) === false ? [] : (work.sketch?.samples[index]?.slice(0, 3) ?? []),
    })
  for (const plan of work.isTranslated ? [] : plans)
    for (const planned of plan.columns) {
      const known = columns.get(planned.index)
      if (known === undefined || known.field !== null) continue
      columns.set(planned.index, {
        ...known,
        field: fieldOf(plan, planned, plan === plans[0]),
        fieldName: fieldName(plan, planned, plan === plans[0]),
        reason: planned.reason,
        reading: readingOf(plan.entity, planned.field, work.styles[planned.index]),
        ...(planned.field === 'visitor' ? { samples: [] } : {}),
      })
    }
  return [...columns.values()]
}

/** What a column fills; of another plan than the first, with a colon: such a name is no field of what the table is. */
function fieldOf({ entity }: TablePlan, { field, stage }: PlannedColumn, isFirst: boolean): string | null {
  if (stage !== undefined) return `stage:${stage.edge}:${stage.name}`
  return field === null || isFirst ? field : `${entity}:${field}`
}

function fieldName({ entity }: TablePlan, { field, stage }: PlannedColumn, isFirst: boolean): Words | null {
  if (stage !== undefined)
    return stage.edge === 'entered'
      ? { fr: `Entrée à l’étape ${stage.name}`, en: `Entered stage ${stage.name}` }
      : { fr: `Sortie de l’étape ${stage.name}`, en: `Left stage ${stage.name}` }
  const name = field === null ? null : (fieldsOf(entity)[field]?.name ?? null)
  if (name === null || isFirst) return name
  const { fr, en } = entities[entity].name
  return { fr: `${fr} : ${name.fr}`, en: `${en}: ${name.en}` }
}

function readingOf(entity: EntityName, field: string | null, style: ColumnStyle | undefined): Words | null {
  const known = field === null ? undefined : fieldsOf(entity)[field]
  if (known === undefined || style === undefined) return null
  const { kind, takesMonths } = known
  if (kind === 'day' || kind === 'instant') return describeStyle(style, takesMonths ? 'month' : 'date')
  if (kind === 'money' || kind === 'number' || kind === 'whole' || kind === 'percentage')
    return describeStyle(style, 'number')
  return null
}
