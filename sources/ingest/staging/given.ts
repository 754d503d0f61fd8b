// Tables that a translator read: what their records become is stated, so that nothing is recognised or guessed.
import { type EntityName, entities, type Words } from '../../entities.ts'
import type { GivenRow, RawRecord, Table } from '../../files/reading/index.ts'
import { type ColumnStyle, createEvidence, settleStyle } from '../../files/values/index.ts'
import type { PlannedColumn, Recognition, TablePlan } from '../../plan.ts'
import { fieldsOf } from './columns.ts'

/** How translators write: 1234.56 and 2026-03-31. A person is an address, an id or a name. */
const style: ColumnStyle = settleStyle(
  { ...createEvidence(), cells: 1, text: 1 },
  { numberStyle: 'english', dateOrder: 'day-first' },
)

/** One style for each column of the widest of them. */
export function statedStyles(table: Table): ColumnStyle[] {
  const widths = (table.gives ?? [table]).map(({ header }) => header.length)
  const width = Math.max(0, ...widths)
  return Array.from({ length: width }, () => style)
}

/** What a translator says that its table is: one plan for each thing it gives, in its order. */
export function statedRecognition(table: Table): Recognition {
  return {
    kind: 'understood',
    plans: (table.gives ?? []).map(({ entity, header }): TablePlan => {
      return {
        entity,
        vendor: 'generic',
        columns: header.map((name, index) => statedColumn(entity, name, index)),
        reason: table.reason ?? noReason,
        isTemplate: true,
        remarks: [],
      }
    }),
  }
}

const noReason: Words = { fr: '', en: '' }

/** @throws Error when a translator names a column that the entity does not have: a mistake of ours, never of a file */
function statedColumn(entity: EntityName, name: string, index: number): PlannedColumn {
  const fields = fieldsOf(entity)
  const field =
    Object.keys(fields).find((one) => fields[one]?.template?.en === name) ?? (name in fields ? name : null)
  if (field === null) throw new Error(`${entity} has no column ${name}`)
  const { name: entityName } = entities[entity]
  return {
    index,
    header: name,
    field,
    reason: {
      fr: `Tirée du fichier selon les règles de son format, pour « ${entityName.fr} ».`,
      en: `Drawn from the file by the rules of its format, for “${entityName.en}”.`,
    },
  }
}

/** The rows that a record becomes in the plan at `place`, as records at the same place of the file. */
export function givenRecords(record: RawRecord, place: number): RawRecord[] {
  return (record.given ?? [])
    .filter(({ to }: GivenRow) => to === place)
    .map(({ cells }) => ({ row: record.row, line: record.line, cells: [...cells] }))
}
