// One cell of a column to its value, by the kind of the field that the column fills.
import type { FieldKind } from '../../entities.ts'
import { cellKind } from '../reading/shapes.ts'
import { readDuration } from './durations.ts'
import { readDay, readInstant, readTime, type TimeContext } from './instants.ts'
import { type OnRounded, readDecimal, readMeasure, readMoney, readPercentage, readWhole } from './numbers.ts'
import type { ColumnStyle, NumberStyle, ValueFault } from './shapes.ts'
import { isMissing, readCurrency, readEmail, readFlag, readId, readText } from './texts.ts'
import { faults } from './value-fault.ts'

export interface ConversionContext extends TimeContext {
  /** Currency of the row's amounts. */
  readonly currency: string
  /** A person allowed amounts to be rounded: told of each; refused otherwise. */
  readonly onRounded?: OnRounded
  /** What counts as empty in this column; by default only an empty cell. */
  readonly missing?: ReadonlySet<string>
}

/** Kinds to values: ids, texts, e-mails and persons to text; days to 'YYYY-MM-DD'; instants to milliseconds. */
export type CellValue<Kind extends FieldKind> = Kind extends 'money'
  ? bigint
  : Kind extends 'instant' | 'whole' | 'percentage' | 'time' | 'duration'
    ? number
    : Kind extends 'flag'
      ? boolean
      : string

/**
 * The value of a cell, null when it is empty, or why it cannot be taken (see `isFault`). `kind` is a spreadsheet's kind of
 * cell. Numbers of kind 'number' and 'measure' are exact decimal text; percentages are shares of one; times and durations are
 * seconds; a 'person' is text to be matched. Names, references, codes, respondents and visitors are text here: staging folds,
 * looks up and digests them.
 */
export function convert<Kind extends FieldKind>(
  cell: string,
  field: Kind,
  style: ColumnStyle,
  context: ConversionContext,
  kind?: number,
): CellValue<Kind> | null | ValueFault
export function convert(
  cell: string,
  field: FieldKind,
  style: ColumnStyle,
  context: ConversionContext,
  kind?: number,
): string | number | bigint | boolean | null | ValueFault {
  if (isMissing(cell, context.missing)) return null
  switch (field) {
    case 'id':
      // A spreadsheet keeps 15 digits of a number: a longer one has lost its last ones.
      return kind === cellKind.number && cell.length > 15 ? faults.suspectId : readId(cell)
    case 'text':
      return readText(cell)
    case 'name':
    case 'reference':
    case 'code':
    case 'respondent':
    case 'person':
      return readText(cell.trim(), 500)
    case 'visitor':
    case 'email':
      return readEmail(cell)
    case 'day':
      return readDay(cell, style, context)
    case 'instant':
      return readInstant(cell, style, context)
    case 'money':
      return readMoney(cell, numberStyle(style, kind), context.currency, context.onRounded)
    case 'currency':
      return readCurrency(cell)
    case 'number':
      return readDecimal(cell, numberStyle(style, kind))
    case 'measure':
      return readMeasure(cell, numberStyle(style, kind))
    case 'time':
      return readTime(cell)
    case 'duration':
      return readDuration(cell)
    case 'whole':
      return readWhole(cell, numberStyle(style, kind))
    case 'flag':
      return readFlag(cell)
    default: // a percentage
      return readPercentage(cell, numberStyle(style, kind), style.percentScale)
  }
}

/** A spreadsheet's number is written with a point, whatever the style of the text cells around it. */
function numberStyle(style: ColumnStyle, kind: number | undefined): NumberStyle {
  return kind === cellKind.number || kind === cellKind.percentage || kind === cellKind.exact
    ? 'english'
    : style.numberStyle
}
