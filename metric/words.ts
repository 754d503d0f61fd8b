// Words on screen: French and English are equals, neither is the key of the other.

export interface Words {
  readonly fr: string
  readonly en: string
}

export type Language = keyof Words
