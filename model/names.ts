// Folding of names for matching: what two sources wrote differently and a person would call the same.

/** Folded names are kept in indexes, which refuse long values; what differs only after this many characters is one name. */
const mostCharacters = 500

/** Folds letter case, accents, letter forms and runs of spaces: `  José  GARCÍA ` is `jose garcia`. */
export function foldName(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
  return folded.length > mostCharacters ? folded.slice(0, mostCharacters) : folded
}

/** Folds spaces and punctuation away too: `GTX Pro`, `GTXPro` and `gtx-pro` are one product. */
export function foldCode(name: string): string {
  const folded = foldName(name).replace(/[^\p{L}\p{N}+]+/gu, '')
  return folded === '' ? foldName(name) : folded
}
