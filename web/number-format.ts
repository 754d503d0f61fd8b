// Formats of numbers by language and way of writing. Making one takes far longer than using it, and a table has hundreds of cells.
import type { Language } from '../metric/words.ts'

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }
const formats = new Map<string, Intl.NumberFormat>()

/** @throws RangeError for options that Intl refuses, such as a currency without a code */
export function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language} ${JSON.stringify(options)}`
  let format = formats.get(id)
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language], options)
    formats.set(id, format)
  }
  return format
}
