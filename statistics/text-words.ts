// Words of a comment, the same way for all measures on text.

/**
 * Words in lower case, Unicode-composed, in order: letters and digits, with inner apostrophes ("don't") kept whole.
 * Typographic apostrophes become straight ones.
 */
export function words(text: string): string[] {
  return normal(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []
}

/** As {@link words}, but compounds joined by hyphens stay whole: "short-sighted". */
export function compoundWords(text: string): string[] {
  return normal(text).match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []
}

/** As {@link words}, but French elisions stand alone: "n'est" gives "n'" and "est". */
export function frenchWords(text: string): string[] {
  return (
    normal(text).match(
      /\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})|[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu,
    ) ?? []
  )
}

/** Lower case without accents: for comparing keywords, "Délai" and "delai". */
export function unaccented(text: string): string {
  return normal(text).normalize('NFD').replaceAll(/\p{M}/gu, '')
}

function normal(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[’‘ʼ]/gu, "'")
}
