// A day inside a sentence, for every room that writes one.

// Making a format costs more than a query, so each is made once.
const format = (locale: string) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const french = format('fr-FR')
const english = format('en-GB')

/** `14 janvier 2026`, `14 January 2026`; the first of a month is `1er` in French. RangeError for what is no YYYY-MM-DD. */
export function saidDay(day: string): { readonly fr: string; readonly en: string } {
  const instant = new Date(`${day}T00:00:00Z`)
  return { fr: french.format(instant).replace(/^1 /, '1er '), en: english.format(instant) }
}
