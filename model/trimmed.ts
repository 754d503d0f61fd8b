// What stays of a customer's words when they are no longer kept: filled by access/privacy/purge-answers.ts, and by nothing else.
import { heard } from './care.ts'
import { flag, text } from './table.ts'

export const trimmed = {
  /** Its words and the person who said them are no longer kept: a source that says them again changes nothing of that. */
  is_trimmed: flag(heard).orNull,
  /** The theme that the words were of. */
  kept_theme: text(heard).orNull,
}
