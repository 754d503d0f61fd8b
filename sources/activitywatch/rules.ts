// Category rules as ActivityWatch writes them: `{ "categories": [{ "name": ["Sales", "CRM"], "rule": { "type": "regex", "regex": "..." } }] }`.
// The deepest category whose rule is found wins; of two as deep, the one that stands first in the file, as ActivityWatch's
// own screens do. An empty rule finds nothing.
import { activityCategories, type ActivityCategory } from '../../model/codes.ts'
import { type Effort, type Pattern, PatternRefused, readPattern } from './pattern.ts'

export interface Rule {
  /** From the outermost: ['Sales', 'CRM']. */
  readonly name: readonly string[]
  readonly pattern: Pattern
  /** The category of Douze that its time is; null when the file does not say and no name of Douze's preset is like it. */
  readonly category: ActivityCategory | null
}

export interface Rules {
  /** Deepest first, then in the order of the file. */
  readonly rules: readonly Rule[]
  /** Rules that cannot be run, by name, with the reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** The file is no list of categories. */
export class RulesRefused extends Error {}

const mostRules = 500
const mostParts = 10
/** Steps that the rules of a person may take over one export: some seconds of work. */
const effortOfFile = 300_000_000

/** Reads a file of categories that was parsed from JSON. @throws RulesRefused */
export function readRules(file: unknown, effort: Effort = { steps: effortOfFile }): Rules {
  const categories = propertyOf(file, 'categories')
  if (!Array.isArray(categories) || categories.length > mostRules)
    throw new RulesRefused('not a list of categories')
  const rules: Rule[] = []
  const refused: { name: string; reason: string }[] = []
  for (const entry of categories as unknown[]) {
    const name = nameOf(entry)
    const rule = propertyOf(entry, 'rule')
    const regex = propertyOf(rule, 'regex')
    if (propertyOf(rule, 'type') !== 'regex' || typeof regex !== 'string' || regex === '') continue
    try {
      const pattern = readPattern(regex, propertyOf(rule, 'ignore_case') === true, effort)
      // What is found in an empty text is found in every text: such a rule says nothing.
      if (pattern.isIn('')) refused.push({ name: name.join(' > '), reason: 'it matches everything' })
      else rules.push({ name, pattern, category: categoryOf(entry, name) })
    } catch (error) {
      if (!(error instanceof PatternRefused)) throw error
      refused.push({ name: name.join(' > '), reason: error.message })
    }
  }
  return { rules: rules.toSorted((a, b) => b.name.length - a.name.length), refused }
}

function nameOf(entry: unknown): string[] {
  const name = propertyOf(entry, 'name')
  const parts = Array.isArray(name) ? name : [name]
  if (parts.length === 0 || parts.length > mostParts || !parts.every((part) => typeof part === 'string'))
    throw new RulesRefused('a category without a name')
  return parts.map((part: string) => part.slice(0, 100))
}

/** `data.douze` says it; a file of ActivityWatch's own is understood by the last part of its names. */
function categoryOf(entry: unknown, name: readonly string[]): ActivityCategory | null {
  const said = propertyOf(propertyOf(entry, 'data'), 'douze')
  if (activityCategories.includes(said as ActivityCategory)) return said as ActivityCategory
  for (const part of name.toReversed()) {
    const known = byName.get(part.trim().toLowerCase())
    if (known !== undefined) return known
  }
  return null
}

const byName: ReadonlyMap<string, ActivityCategory> = new Map<string, ActivityCategory>([
  ['crm', 'crm'],
  ['email', 'email'],
  ['e-mail', 'email'],
  ['mail', 'email'],
  ['im', 'internal'],
  ['chat', 'internal'],
  ['comms', 'internal'],
  ['prospecting', 'prospecting'],
  ['prospection', 'prospecting'],
  ['preparation', 'preparation'],
  ['préparation', 'preparation'],
  ['training', 'training'],
  ['formation', 'training'],
  ['learning', 'training'],
  ['admin', 'admin'],
  ['travel', 'travel'],
  ['customers', 'buyer-facing'],
  ['clients', 'buyer-facing'],
  ['content', 'content'],
  ['contenus', 'content'],
  ['documents', 'content'],
])

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/**
 * Finds the rule that some texts fall under: the deepest, then the first; null when none is found. A text is looked at once,
 * however often it is shown.
 */
export function classifier({ rules }: Rules): (texts: readonly string[]) => Rule | null {
  const known = new Map<string, number>()
  const placeOf = (text: string): number => {
    let place = known.get(text)
    if (place === undefined) {
      place = rules.findIndex(({ pattern }) => pattern.isIn(text))
      if (place === -1) place = rules.length
      known.set(text, place)
    }
    return place
  }
  return (texts) => rules[Math.min(rules.length, ...texts.map(placeOf))] ?? null
}
