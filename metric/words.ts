// Words on screen: French and English are equals, neither is the key of the other.

export interface Words {
  readonly fr: string
  readonly en: string
}

export type Language = keyof Words

const thin = '\u202f'

/**
 * A text in both languages. The French is set as it is printed: thin no-break spaces before `; : ! ? %` and
 * inside guillemets, typographic apostrophes; write it with plain ones.
 */
export function words(fr: string, en: string): Words {
  return { fr: setFrench(fr), en: en.replaceAll("'", '’') }
}

/** French typography of a text typed plainly. A colon or a per cent sign that follows no space is left alone. */
export function setFrench(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/[ \u00a0]([;:!?%»€])/g, `${thin}$1`)
    .replace(/« /g, `«${thin}`)
}

/** Two sentences, one after the other; the second alone where there is no first. */
export function joined(first: Words | undefined, second: Words): Words {
  return first === undefined ? second : { fr: `${first.fr} ${second.fr}`, en: `${first.en} ${second.en}` }
}
