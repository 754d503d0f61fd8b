// Where the records of a JSON text are: one on each line, in the list that the text is, in a list inside it, or the text itself.
import type { Target } from './records.ts'
import type { Token } from './tokens.ts'
import { type JsonEvents, JsonWalker } from './walk.ts'

/** Keys that APIs and dumps put around their records; names of what is measured are told by `recordWords`. */
const wrapperKeys =
  /^(?:data|results?|records|values?|items|rows|elements|entries|list|content|payload|response|nodes)$/i
const recordWords =
  /^(?:deals?|opportunit(?:y|ies)|affaires|leads?|contacts|persons|people|users|owners|accounts|compan(?:y|ies)|organi[sz]ations|comptes|products|produits|stages|pipelines|activities|events|invoices|factures|orders|costs|revenue|tickets|surveys?|answers|responses|line_?items)$/i
const mostTargetDepth = 3

/** Whether each line is a value of its own: told by the first lines, or by the name of the file. */
export function isJsonLines(start: string, isWhole: boolean, name: string): boolean {
  const lines = start.split('\n')
  // The last one may be cut.
  if (!isWhole) lines.pop()
  const filled = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 20)
  const [first = ''] = filled
  if (first.startsWith('[') || first === '{') return false
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(name)) return true
  const whole = filled.filter(isWholeObject)
  return whole.length >= 2 || (filled.length >= 2 && isWholeObject(first))
}

function isWholeObject(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false
  try {
    const walker = new JsonWalker({ open: ignore, close: ignore, key: ignore, scalar: ignore })
    walker.push(line)
    walker.end()
    return true
  } catch {
    return false
  }
}
const ignore = (): void => {}

interface FoundList {
  readonly path: readonly string[]
  readonly isOfObjects: boolean
}

/** Looks for lists of objects that stand in objects only, not in other lists. */
export class ShapeFinder implements JsonEvents {
  readonly #keys: string[] = []
  readonly #isList: boolean[] = []
  readonly #lists: FoundList[] = []
  #hasId = false

  open(isList: boolean): void {
    const depth = this.#isList.length
    if (
      this.#isList.at(-1) === true &&
      depth <= mostTargetDepth + 1 &&
      !this.#isList.slice(0, -1).includes(true)
    )
      this.#foundElement(depth - 1, !isList)
    this.#isList.push(isList)
  }

  close(): void {
    this.#isList.pop()
    this.#keys.length = Math.min(this.#keys.length, this.#isList.length)
  }

  key(name: string): void {
    this.#keys[this.#isList.length - 1] = name
    if (this.#isList.length === 1 && /^id$|_id$|Id$/.test(name)) this.#hasId = true
  }

  scalar(_kind: Token): void {}

  #foundElement(depth: number, isObject: boolean): void {
    const path = this.#keys.slice(0, depth)
    const isKnown = this.#lists.some((list) => list.path.join('\0') === path.join('\0'))
    if (!isKnown && this.#lists.length < 1000) this.#lists.push({ path, isOfObjects: isObject })
  }

  /** Lists under keys that promise records; a lone list of another name, where the text has no id of its own; else the text is one record. */
  targets(): Target[] {
    const lists = this.#lists.filter(({ isOfObjects }) => isOfObjects).map(({ path }) => path)
    const root = lists.find((path) => path.length === 0)
    if (root !== undefined) return [root]
    const isPromising = (key: string) => wrapperKeys.test(key) || recordWords.test(key)
    const promising = lists.filter((path) => path.every(isPromising))
    if (promising.length > 0) return promising
    const [only] = lists
    return only !== undefined && lists.length === 1 && only.length === 1 && !this.#hasId ? [only] : ['self']
  }
}
