// What can be wrong with a JSON text, in both languages.

export interface Words {
  readonly fr: string
  readonly en: string
}

/** A JSON text cannot be taken. `at` is the character where it shows, from 0. */
export class JsonFault extends Error {
  readonly code: 'JSON_INVALID' | 'JSON_TOO_DEEP'
  readonly words: Words
  readonly at: number
  constructor(code: JsonFault['code'], words: Words, at: number) {
    super(`${words.en} (character ${at + 1})`)
    this.code = code
    this.words = {
      fr: `${words.fr} (caractère ${at + 1})`,
      en: `${words.en} (character ${at + 1})`,
    }
    this.at = at
  }
}

export const jsonReasons = {
  syntax: { fr: 'Ce n’est pas du JSON', en: 'This is not JSON' },
  keyTwice: {
    fr: 'Une clé figure deux fois dans le même objet',
    en: 'A key stands twice in one object',
  },
  text: {
    fr: 'Un texte contient un caractère NUL ou une moitié de caractère',
    en: 'A text holds a NUL character or half a character',
  },
  number: {
    fr: 'Un nombre a trop de chiffres ou une puissance trop grande',
    en: 'A number has too many digits or too high a power',
  },
  tooDeep: {
    fr: 'Le JSON est imbriqué sur plus de 64 niveaux',
    en: 'The JSON is nested more than 64 levels deep',
  },
} as const
