// Lists of trainings that say what each cost: beside the result of a person, a cost of that day under her name.
import type { EntityName } from '../entities.ts'
import type { PlannedColumn, TablePlan } from '../plan.ts'
import { matchReason } from './build-plan.ts'
import type { Match } from './match-columns.ts'

/** What lists write where there was no cost, folded: no fault of the result that stands beside it. */
const noCost = ['', '-', '–', '—', 'n/a', 'na', 'null', 'none', 'nan']

/**
 * The second plan of a list of trainings; null where it names no cost, no day or nobody. `amount`: the column that a list of costs would
 * have its amounts in.
 */
export function trainingCosts(plan: TablePlan, amount: Match | undefined): TablePlan | null {
  const columnOf = (field: string) => plan.columns.find((column) => column.field === field)
  const isTaken = plan.columns.some(({ index, field }) => index === amount?.column.index && field !== null)
  if (plan.entity !== 'training-results' || amount?.basis.by !== 'name' || isTaken) return null
  const [person, day, course] = [columnOf('person'), columnOf('completedOn') ?? columnOf('assignedOn'), columnOf('course')] // prettier-ignore
  if (person === undefined || day === undefined || course === undefined) return null
  const id = columnOf('externalId')
  const as = (column: PlannedColumn, field: string): PlannedColumn => ({ ...column, field })
  const { index, header } = amount.column
  const columns = [
    ...(id === undefined ? [] : [id]),
    as(person, 'person'),
    as(day, 'day'),
    as(course, 'label'),
    { index, header: header.written, field: 'amount', reason: matchReason(amount) },
  ]
  const entity: EntityName = 'costs'
  return {
    entity,
    vendor: plan.vendor,
    columns: columns.toSorted((one, other) => one.index - other.index),
    ...(header.currency === null ? {} : { currency: header.currency }),
    constants: { category: 'training' },
    leftOut: { index, words: noCost },
    reason: {
      fr: `La colonne « ${header.written} » dit ce que chaque formation a coûté : un coût de ce jour, au nom de la personne.`,
      en: `The column “${header.written}” says what each training cost: a cost of that day, under the name of the person.`,
    },
    isTemplate: false,
    remarks: [
      {
        code: 'COSTS_BESIDE',
        words: {
          fr: `La colonne « ${header.written} » est lue comme un coût de formation, au nom de la personne et à ce jour. Si vous apportez aussi la comptabilité, laissez-la de côté : ces dépenses compteraient deux fois.`,
          en: `The column “${header.written}” is read as a cost of training, under the name of the person and on that day. If you bring the accounts too, leave it out: this spending would count twice.`,
        },
      },
    ],
  }
}
