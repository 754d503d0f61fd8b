// Which passwords are too easy: too short, too long, or made only of what everybody tries first. No rule of
// composition: twelve characters of any kind are enough.
import { isMostUsed } from './most-used-passwords.ts'

export type Weakness = 'too-short' | 'too-long' | 'common'

export const shortest = 12
export const longest = 128

/** Words that people choose, in French and English; a password made only of these (and figures) is refused. */
const common = (
  'password passwort passwd pass motdepasse mot de passe mdp secret azerty azertyuiop qwerty qwertyuiop qwertz ' +
  'admin administrator administrateur root user utilisateur login guest invite test demo temp changeme change me ' +
  'letmein let me in welcome bienvenue bonjour hello salut soleil sunshine princess princesse dragon monkey ' +
  'football baseball chocolat chocolate doudou loulou nicolas marseille paris london france iloveyou jetaime amour ' +
  'love master superman batman starwars pokemon computer ordinateur internet abc abcd abcdef spring summer autumn ' +
  'winter printemps ete automne hiver january february march april june july august september october november ' +
  'december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre monday lundi ' +
  'company entreprise societe sales vente ventes kpi douze twelve dashboard access the my is i am le la un une mon ma'
).split(' ')

/** Runs of keys and of the alphabet; four signs or more of one, in either direction, count as one easy word. */
const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
]

/** Letters that people write as figures and signs. */
const written: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * @param password in NFKC
 * @param about words that a guesser would try for this user: her name, her address, her organisation
 * @returns null when it may be used
 */
export function weaknessOf(password: string, about: readonly string[]): Weakness | null {
  const length = Array.from(password).length
  if (length < shortest) return 'too-short'
  if (length > longest) return 'too-long'
  const plain = password.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  if (new Set(plain).size < 5 || isMostUsed(password)) return 'common'
  const words = new Set([...common, ...about.flatMap(wordsOf)])
  return isMadeOf(plain, words) ? 'common' : null
}

/** The words of a name or an address, three letters or more: 'lea.martin@exemple.fr' has four of them, and 'leamartin'. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const parts = plain.split(/[^\p{L}\p{N}]+/u)
  return [...parts, parts.join('')].filter((word) => word.length >= 3)
}

/**
 * Whether a text is nothing but easy words, runs of keys, figures (eight at most of those) and signs. Reached from
 * the left, position by position, so that the time is bounded by length times words.
 */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  // Fewest characters that no word or run explains, on the way to each position.
  const unexplained: number[] = [0]
  const spelled = Array.from(text, (sign) => written[sign] ?? sign).join('')
  const reach = (to: number, cost: number): void => {
    unexplained[to] = Math.min(unexplained[to] ?? Number.POSITIVE_INFINITY, cost)
  }
  for (let at = 0; at < text.length; at++) {
    const cost = unexplained[at] ?? Number.POSITIVE_INFINITY
    reach(at + 1, cost + (/[\p{L}]/u.test(text[at] ?? '') ? Number.POSITIVE_INFINITY : 1))
    for (const word of words)
      if (text.startsWith(word, at) || spelled.startsWith(word, at)) reach(at + word.length, cost)
    for (let end = at + 4; end <= text.length && isRun(text.slice(at, end)); end++) reach(end, cost)
  }
  return (unexplained[text.length] ?? Number.POSITIVE_INFINITY) <= 8
}

function isRun(part: string): boolean {
  const backwards = Array.from(part).toReversed().join('')
  return new Set(part).size === 1 || runs.some((run) => run.includes(part) || run.includes(backwards))
}
