// One or several, by the rule of each language.

/** In English, one alone is singular. */
export const manyEn = (n: number, one: string, other: string): string => (n === 1 ? one : other)

/** In French, zero and one are singular. */
export const manyFr = (n: number, one: string, other: string): string => (n < 2 ? one : other)
