// The thin no-break space of French figures, wide enough to be seen. Inter has no U+202F and browsers then make one an
// eighth of an em wide: 1 214 reads 1214 at 12 px. This font is that one character, a fifth of an em wide.
import address from './thin-space.ttf'

/** Loads it by hand: a browser does not fetch a font for a space alone. Without it, spaces are only narrower. */
export function startThinSpace(): void {
  const face = new FontFace('Thin Space', `url(${address})`, { weight: '100 900', unicodeRange: 'U+202F' })
  document.fonts.add(face)
  face.load().catch(() => document.fonts.delete(face))
}
