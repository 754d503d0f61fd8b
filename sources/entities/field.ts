// The shape of what a delivered table can be taken for: entities, their fields, and how the cells of a field are read.
import type { CodeList } from './codes.ts'

export interface Words {
  readonly fr: string
  readonly en: string
}

/** How the cells of a field are read. */
export type FieldKind =
  | 'id' // text that identifies: case and zeros count
  | 'text'
  | 'name' // what a record is called, staged with its folded form, by which it is known again
  | 'person' // e-mail, id or name of a colleague, matched through the people map
  | 'reference' // id or name of a record of another table, staged with its folded form
  | 'respondent' // who answered: only a keyed digest is staged
  | 'visitor' // the address of a buyer: only a keyed digest and its domain are staged
  | 'email'
  | 'period' // a month, a quarter or a year, as people write it
  | 'day' // a date, or the organisation's day of an instant
  | 'instant'
  | 'time' // a time of the day, of a day in another column
  | 'duration' // '1:30', '01:30:00', '1 h 30', 'PT1H30M'
  | 'money'
  | 'currency'
  | 'number'
  | 'measure' // a number, or a percentage with its sign: 0.25 and '25 %' mean the same
  | 'whole'
  | 'flag'
  | 'code' // a word of a list, in French or English
  | 'percentage'

export interface Field {
  readonly name: Words
  readonly kind: FieldKind
  /** Douze's own template has this column, under these headers; there, an empty cell refuses the row. */
  readonly template?: { readonly en: string; readonly fr: string; readonly isRequired?: true }
  /** The words of a code. */
  readonly codes?: CodeList
  /** Least and most that a number may be. */
  readonly range?: readonly [number, number]
  /** A month stands for its first day. */
  readonly takesMonths?: true
  /** What a cell holds, where the name does not say it: units, what counts, what an empty cell means. */
  readonly note?: Words
}

export interface Entity {
  readonly name: Words
  /** "one row per ..." */
  readonly grain: Words
  readonly fields: Readonly<Record<string, Field>>
  /** What a row cannot mean anything without, whatever it comes from: one field of each group. */
  readonly needs?: readonly (readonly string[])[]
  /** What names a row that brings no id; "a|b": the first of the two that is filled. */
  readonly naming?: readonly string[]
  /** Pairs of fields of which the second is never before the first. */
  readonly spans?: readonly (readonly [string, string])[]
}

export const w = (fr: string, en: string): Words => ({ fr, en })

/** A field that only a recogniser or a person fills. */
export const f = (kind: FieldKind, fr: string, en: string): Field => ({ name: w(fr, en), kind })

/** A field with a column in the template. */
export const t = (
  kind: FieldKind,
  name: Words,
  template: { en: string; fr: string; isRequired?: true },
  more: Pick<Field, 'codes' | 'range' | 'note' | 'takesMonths'> = {},
): Field => ({ name, kind, template, ...more })
