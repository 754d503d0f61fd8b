// Words of a table that no list of ours knows and that were taken for "other": said, so that a person can map them.
import { type EntityName, type Words } from '../../entities.ts'
import { fieldsOf } from './columns.ts'

const mostNamed = 8
/** Words that a person is asked for; a file with more is no list of activities. */
const mostAsked = 50
const mostKept = 1_000

export class UnknownWords {
  readonly #byField = new Map<string, { readonly name: Words; readonly words: Set<string> }>()

  add(entity: EntityName, field: string, word: string): void {
    const key = `${entity}.${field}`
    const known = this.#byField.get(key) ?? {
      name: fieldsOf(entity)[field]?.name ?? { fr: field, en: field },
      words: new Set(),
    }
    if (known.words.size < mostKept) known.words.add(word)
    this.#byField.set(key, known)
  }

  /** One sentence for each field that met such words. */
  warnings(): { readonly code: string; readonly sentence: Words; readonly words?: readonly string[] }[] {
    return [...this.#byField].map(([field, { name, words }]) => {
      const named = [...words].slice(0, mostNamed)
      const others = words.size - named.length
      return {
        code: 'WORDS_UNKNOWN',
        ...(field === 'activities.category' ? { words: [...words].slice(0, mostAsked) } : {}),
        sentence: {
          fr: `${name.fr} : compté comme « autre », faute de savoir ce que c’est : ${named.map((word) => `« ${word} »`).join(', ')}${others > 0 ? ` et ${others} autres mots` : ''}.`,
          en: `${name.en}: counted as “other”, not knowing what it is: ${named.map((word) => `“${word}”`).join(', ')}${others > 0 ? ` and ${others} more words` : ''}.`,
        },
      }
    })
  }
}
