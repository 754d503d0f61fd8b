// Which language the person in front of the terminal reads.
import type { Language } from '../metric/words.ts'

/** --lang, else DOUZE_LANG, else the locale; French when none of them names a language. */
export function languageOf(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const said = given.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word =
    said < 0 ? undefined : (given[said] ?? '').includes('=') ? given[said]?.slice(7) : given[said + 1]
  const named = word || environment['DOUZE_LANG'] || environment['LC_ALL'] || environment['LANG'] || 'fr'
  // 'C' and 'POSIX' name no language; any other language than French reads English better.
  return /^(fr|c|posix)([^a-z]|$)/i.test(named) ? 'fr' : 'en'
}
