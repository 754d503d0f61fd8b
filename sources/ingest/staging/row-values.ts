// The values of one record while it is read: the texts that COPY will take, by the place of their field.

/** How COPY writes that there is nothing. */
export const blank = '\\N'

export interface RowValues {
  /** The text of a field; null when it is empty. Kinds that fill two columns give both, joined by a tab. */
  get(name: string): string | null
  set(name: string, text: string): void
}

/** A view of a record's values by field; `values` may be exchanged for those of the next record. */
export class FieldValues implements RowValues {
  readonly #places: ReadonlyMap<string, number>
  values: string[] = []

  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places
  }

  get(name: string): string | null {
    const text = this.values[this.#places.get(name) ?? -1]
    return text === undefined || text === blank || text === `${blank}\t${blank}` ? null : text
  }

  set(name: string, text: string): void {
    const place = this.#places.get(name)
    if (place !== undefined) this.values[place] = text
  }
}
