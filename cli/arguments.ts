// Reads a command line: `--name value`, `--name=value`, switches, words, and `--` after which all are words.
import { type Command, type Given, type OptionSpec, UsageError } from './command.ts'

/** Options that every command knows. */
export const everywhere: Readonly<Record<string, OptionSpec>> = {
  lang: {
    words: { fr: 'langue des réponses', en: 'language of the answers' },
    value: { fr: 'fr|en', en: 'fr|en' },
  },
  help: { words: { fr: 'montre cette aide', en: 'shows this help' } },
}

/** Reads what follows the command's name. @throws UsageError */
export function readArguments(command: Command, given: readonly string[]): Given {
  const known = { ...everywhere, ...command.options }
  const words: string[] = []
  const values = new Map<string, string[]>()
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? ''
    if (word === '--') {
      words.push(...given.slice(at + 1))
      break
    }
    const match = /^--([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(word === '-h' ? '--help' : word)
    if (match === null) {
      if (/^-[^\d]/.test(word)) throw unknownOption(command, word)
      words.push(word)
      continue
    }
    const name = match[1] ?? ''
    const option = Object.hasOwn(known, name) ? known[name] : undefined
    if (option === undefined) throw unknownOption(command, `--${name}`)
    if (option.value === undefined && match[2] !== undefined)
      throw new UsageError(`--${name} ne prend pas de valeur.`, `--${name} takes no value.`)
    const value = option.value === undefined ? '' : (match[2] ?? given[++at])
    if (value === undefined) throw new UsageError(`--${name} attend une valeur.`, `--${name} needs a value.`)
    const earlier = values.get(name) ?? []
    if (earlier.length > 0 && option.isMany !== true && option.value !== undefined)
      throw new UsageError(`--${name} est donné deux fois.`, `--${name} is given twice.`)
    values.set(name, [...earlier, value])
  }
  const has = (name: string): boolean => values.has(name)
  if (!has('help')) checkCount(command, words)
  return { words, has, value: (name) => values.get(name)?.[0], values: (name) => values.get(name) ?? [] }
}

function checkCount(command: Command, words: readonly string[]): void {
  if (words.length < command.least)
    throw new UsageError(
      `Il manque quelque chose : douze ${command.name} ${command.usage}`,
      `Something is missing: douze ${command.name} ${command.usage}`,
    )
  const extra = words[command.most]
  if (extra !== undefined)
    throw new UsageError(
      `« ${extra} » est de trop : douze ${command.name} ${command.usage}`,
      `"${extra}" is one too many: douze ${command.name} ${command.usage}`,
    )
}

function unknownOption(command: Command, word: string): UsageError {
  const closest = nearest(word.replace(/^-+/, ''), Object.keys({ ...everywhere, ...command.options }))
  return new UsageError(
    `Option inconnue : ${word}.${closest === null ? '' : ` Peut-être --${closest} ?`} Voir : douze ${command.name} --help`,
    `Unknown option: ${word}.${closest === null ? '' : ` Perhaps --${closest}?`} See: douze ${command.name} --help`,
  )
}

/** The name that differs from a word by the fewest edits, if by few. */
export function nearest(word: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const name of names) {
    const edits = name.startsWith(word) && word.length > 2 ? 1 : distance(word, name)
    if (edits < least) [best, least] = [name, edits]
  }
  return best
}

/** Edits (insert, delete, replace) between two short words. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
