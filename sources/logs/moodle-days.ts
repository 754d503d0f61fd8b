// Days as Moodle writes them: 5/03/26, 21:40 in French and English, the month first in American English; and 2026-03-05 21:40:58.

/** The order of day and month in a file, learnt from all of its days. */
export class MoodleDays {
  #dayFirst = 0
  #monthFirst = 0

  /** Notes a day, whatever order it is in. */
  see(written: string): void {
    const [, first = 0, second = 0] =
      /^(\d{1,2})\/(\d{1,2})\/\d{2,4}\b/.exec(written.trim())?.map(Number) ?? []
    if (first > 12) this.#dayFirst++
    if (second > 12) this.#monthFirst++
  }

  /** Some days can only be read with the day first, and others only with the month first. */
  get areMixed(): boolean {
    return this.#dayFirst > 0 && this.#monthFirst > 0
  }

  /** No day says which order it is: read as Moodle writes it everywhere but in the United States. */
  get isAssumed(): boolean {
    return this.#dayFirst === 0 && this.#monthFirst === 0
  }

  /** 'YYYY-MM-DD'; null for what is no such day. Moodle writes its years with two digits, and is of this century. */
  read(written: string): string | null {
    const text = written.trim()
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[ T]|$)/.exec(text)
    if (iso?.[1] !== undefined) return iso[1]
    const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})(?:\D|$)/.exec(text)
    if (match === null || this.areMixed) return null
    const [first = '', second = '', year = ''] = match.slice(1)
    const [day, month] = this.#monthFirst > 0 ? [second, first] : [first, second]
    return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
}
