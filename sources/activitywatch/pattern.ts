// Regular expressions of category rules, run in time that grows with the text and never faster: a rule that a person wrote, or
// copied from somewhere, cannot hang anything. The part of the language that categories use: letters, classes, `.`, groups,
// `|`, `?`, `*`, `+`, `{m,n}`, `^`, `$`, `\b`. What looks around or back is refused.

/** A pattern that is not understood; the message names no text but the pattern's own. */
export class PatternRefused extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'PatternRefused'
  }
}

export interface Pattern {
  /** Whether the pattern is found anywhere in the text. */
  isIn(text: string): boolean
}

type Test = (code: number) => boolean

/** A step of the matcher: takes a character, splits, checks a place, or is the end. */
type Step =
  | { readonly kind: 'take'; readonly test: Test }
  | { readonly kind: 'split'; readonly to: readonly [number, number] }
  | { readonly kind: 'jump'; readonly to: number }
  | { readonly kind: 'place'; readonly place: 'start' | 'end' | 'edge' | 'inside' }
  | { readonly kind: 'end' }

/** What is read of a pattern, before it becomes steps. */
type Node =
  | { readonly kind: 'take'; readonly test: Test }
  | { readonly kind: 'place'; readonly place: 'start' | 'end' | 'edge' | 'inside' }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'many'; readonly part: Node; readonly least: number; readonly most: number }

const longestPattern = 2000
const mostSteps = 5000
/** Characters of a title or an address that are looked at. */
export const longestText = 1000

/** Steps that all patterns of a file may take together; each search takes some away. */
export interface Effort {
  steps: number
}

/** The patterns of a file need more steps than are sensible for its texts. */
export class TooMuchEffort extends Error {}

/** Makes a pattern ready. @throws PatternRefused */
export function readPattern(
  source: string,
  ignoresCase: boolean,
  effort: Effort = { steps: Infinity },
): Pattern {
  if (source.length > longestPattern) throw new PatternRefused('the pattern is too long')
  const node = new Reading(source, ignoresCase).read()
  const native = isListOfWords(node) ? nativePattern(source, ignoresCase) : null
  if (native !== null) return { isIn: (text) => native.test(text.slice(0, longestText)) }
  const program = compile(node)
  return { isIn: (text) => search(program, text.slice(0, longestText), effort) }
}

/** Nothing repeated, one choice at most: the platform's own engine takes time that grows with the text only, and is quicker. */
function isListOfWords(node: Node): boolean {
  let choices = 0
  const look = (part: Node): boolean => {
    if (part.kind === 'many') return false
    if (part.kind === 'any') choices++
    return part.kind === 'any' || part.kind === 'all' ? part.parts.every(look) : true
  }
  return look(node) && choices <= 1
}

function nativePattern(source: string, ignoresCase: boolean): RegExp | null {
  try {
    // Without letters beyond ASCII the simpler folding of cases is as right, and much quicker.
    const folding = /^[\x20-\x7e]*$/.test(source) ? '' : 'u'
    return new RegExp(source, ignoresCase ? `i${folding}` : folding)
  } catch {
    // Spelled as Python allows and the platform does not.
    return null
  }
}

const isWord: Test = (code) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
const isDigit: Test = (code) => code >= 48 && code <= 57
const isBlank: Test = (code) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f
const not =
  (test: Test): Test =>
  (code) =>
    !test(code)

const classes: Readonly<Record<string, Test>> = {
  w: isWord,
  W: not(isWord),
  d: isDigit,
  D: not(isDigit),
  s: isBlank,
  S: not(isBlank),
}
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 }

class Reading {
  private at = 0
  private depth = 0
  private readonly source: string
  private ignoresCase: boolean

  constructor(source: string, ignoresCase: boolean) {
    // Python writes it in front: (?i)
    this.ignoresCase = ignoresCase || source.startsWith('(?i)')
    this.source = source.replace(/^\(\?i\)/, '')
  }

  read(): Node {
    const node = this.readAny()
    if (this.at < this.source.length) throw new PatternRefused('a bracket closes nothing')
    return node
  }

  private readAny(): Node {
    if (++this.depth > 50) throw new PatternRefused('too many brackets in each other')
    const parts = [this.readAll()]
    while (this.source[this.at] === '|') {
      this.at++
      parts.push(this.readAll())
    }
    this.depth--
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts }
  }

  private readAll(): Node {
    const parts: Node[] = []
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')')
      parts.push(this.readMany(this.readOne()))
    return { kind: 'all', parts }
  }

  private readMany(part: Node): Node {
    const rest = this.source.slice(this.at, this.at + 20)
    const match = /^(?:([?*+])|\{(\d{1,4})(,?)(\d{0,4})\})\??/.exec(rest)
    if (match === null) return part
    if (part.kind === 'place' || part.kind === 'many') throw new PatternRefused('nothing to repeat')
    this.at += match[0].length
    const sign = match[1]
    if (sign !== undefined)
      return { kind: 'many', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity }
    const least = Number(match[2])
    const most = match[3] === '' ? least : match[4] === '' ? Infinity : Number(match[4])
    if (least > 100 || (most !== Infinity && (most > 100 || most < least)))
      throw new PatternRefused('too many repetitions')
    return { kind: 'many', part, least, most }
  }

  private readOne(): Node {
    const sign = this.source[this.at++]!
    switch (sign) {
      case '^':
        return { kind: 'place', place: 'start' }
      case '$':
        return { kind: 'place', place: 'end' }
      case '.':
        return { kind: 'take', test: (code) => code !== 10 }
      case '(':
        return this.readGroup()
      case '[':
        return { kind: 'take', test: this.readClass() }
      case '\\':
        return this.readEscape()
      case '*':
      case '+':
      case '?':
        throw new PatternRefused('nothing to repeat')
      default:
        return { kind: 'take', test: this.same(this.codeAt(this.at - 1)) }
    }
  }

  private readGroup(): Node {
    const open = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(this.source.slice(this.at, this.at + 60))
    if (open !== null) this.at += open[0].length
    else if (this.source[this.at] === '?') throw new PatternRefused('looking around is not supported')
    const node = this.readAny()
    if (this.source[this.at++] !== ')') throw new PatternRefused('a bracket is not closed')
    return node
  }

  private readEscape(): Node {
    const sign = this.source[this.at++]
    if (sign === undefined) throw new PatternRefused('it ends with a backslash')
    if (sign === 'b' || sign === 'B') return { kind: 'place', place: sign === 'b' ? 'edge' : 'inside' }
    if (sign === 'A' || sign === 'Z') return { kind: 'place', place: sign === 'A' ? 'start' : 'end' }
    if (/[1-9k]/.test(sign)) throw new PatternRefused('looking back is not supported')
    const test = classes[sign]
    if (test !== undefined) return { kind: 'take', test }
    return { kind: 'take', test: this.same(this.escaped(sign)) }
  }

  private escaped(sign: string): number {
    const control = controls[sign]
    if (control !== undefined) return control
    const length = { x: 2, u: 4 }[sign]
    if (length === undefined) {
      if (/[A-Za-z0-9]/.test(sign)) throw new PatternRefused(`\\${sign} is not supported`)
      return this.codeAt(this.at - 1)
    }
    const digits = this.source.slice(this.at, this.at + length)
    if (!/^[0-9a-f]+$/i.test(digits) || digits.length !== length) throw new PatternRefused('not a character')
    this.at += length
    return parseInt(digits, 16)
  }

  private readClass(): Test {
    const isOpposite = this.source[this.at] === '^'
    if (isOpposite) this.at++
    const tests: Test[] = []
    for (let isFirst = true; isFirst || this.source[this.at] !== ']'; isFirst = false) {
      if (this.at >= this.source.length) throw new PatternRefused('a class is not closed')
      const low = this.readMember()
      if (typeof low === 'function') {
        tests.push(low)
        continue
      }
      const isRange = this.source[this.at] === '-' && this.source[this.at + 1] !== ']'
      if (isRange) this.at++
      const high = isRange ? this.readMember() : low
      if (typeof high === 'function' || high < low) throw new PatternRefused('not a range')
      tests.push(this.between(low, high))
    }
    this.at++
    const test: Test = (code) => tests.some((one) => one(code))
    return isOpposite ? not(test) : test
  }

  private readMember(): number | Test {
    const sign = this.source[this.at++]
    if (sign === undefined) throw new PatternRefused('a class is not closed')
    if (sign !== '\\') return this.codeAt(this.at - 1)
    const escape = this.source[this.at++] ?? ''
    if (escape === 'b') return 8
    return classes[escape] ?? this.escaped(escape)
  }

  /** The whole character at a place, of one unit or two. */
  private codeAt(place: number): number {
    const code = this.source.codePointAt(place)!
    if (code > 0xffff) this.at++
    return code
  }

  private same(code: number): Test {
    return this.between(code, code)
  }

  private between(low: number, high: number): Test {
    const plain: Test = (code) => code >= low && code <= high
    if (!this.ignoresCase) return plain
    return (code) => plain(code) || plain(lower(code)) || plain(upper(code))
  }
}

function lower(code: number): number {
  return String.fromCodePoint(code).toLowerCase().codePointAt(0)!
}

function upper(code: number): number {
  return String.fromCodePoint(code).toUpperCase().codePointAt(0)!
}

// --- Steps --------------------------------------------------------------------------------------------------------------------

function compile(node: Node): readonly Step[] {
  const steps: Step[] = []
  const add = (step: Step): number => {
    if (steps.length >= mostSteps) throw new PatternRefused('the pattern is too large')
    return steps.push(step) - 1
  }
  const lay = (part: Node): void => {
    switch (part.kind) {
      case 'take':
      case 'place':
        add(part)
        return
      case 'all':
        for (const one of part.parts) lay(one)
        return
      case 'any': {
        const ends: number[] = []
        for (const [index, one] of part.parts.entries()) {
          if (index === part.parts.length - 1) {
            lay(one)
            break
          }
          const split = add({ kind: 'jump', to: 0 })
          lay(one)
          ends.push(add({ kind: 'jump', to: 0 }))
          steps[split] = { kind: 'split', to: [split + 1, steps.length] }
        }
        for (const end of ends) steps[end] = { kind: 'jump', to: steps.length }
        return
      }
      case 'many':
        layMany(part)
    }
  }
  const layMany = ({ part, least, most }: Extract<Node, { kind: 'many' }>): void => {
    for (let n = 0; n < least; n++) lay(part)
    if (most === Infinity) {
      const split = add({ kind: 'jump', to: 0 })
      lay(part)
      add({ kind: 'jump', to: split })
      steps[split] = { kind: 'split', to: [split + 1, steps.length] }
      return
    }
    const splits: number[] = []
    for (let n = least; n < most; n++) {
      splits.push(add({ kind: 'jump', to: 0 }))
      lay(part)
    }
    for (const split of splits) steps[split] = { kind: 'split', to: [split + 1, steps.length] }
  }
  lay(node)
  add({ kind: 'end' })
  return steps
}

/** Walks the text once with the set of all steps that may be next. */
function search(steps: readonly Step[], text: string, effort: Effort): boolean {
  const codes = Array.from(text, (sign) => sign.codePointAt(0)!)
  const marks = new Int32Array(steps.length).fill(-1)
  let current: number[] = []
  let isFound = false
  const enter = (first: number, place: number, into: number[]): void => {
    const waiting = [first]
    while (waiting.length > 0) {
      const index = waiting.pop()!
      if (marks[index] === place) continue
      marks[index] = place
      const step = steps[index]!
      if (step.kind === 'end') isFound = true
      else if (step.kind === 'jump') waiting.push(step.to)
      else if (step.kind === 'split') waiting.push(step.to[1], step.to[0])
      else if (step.kind === 'take') into.push(index)
      else if (isAt(step.place, codes, place)) waiting.push(index + 1)
    }
  }
  for (let place = 0; place <= codes.length; place++) {
    enter(0, place, current)
    effort.steps -= current.length + 1
    if (effort.steps < 0) throw new TooMuchEffort('the patterns take too many steps')
    if (isFound) return true
    if (place === codes.length) return false
    const next: number[] = []
    for (const index of current) {
      const step = steps[index]!
      if (step.kind === 'take' && step.test(codes[place]!)) enter(index + 1, place + 1, next)
    }
    if (isFound) return true
    current = next
  }
  return false
}

function isAt(place: 'start' | 'end' | 'edge' | 'inside', codes: readonly number[], at: number): boolean {
  if (place === 'start') return at === 0
  if (place === 'end') return at === codes.length
  const isEdge = (at > 0 && isWord(codes[at - 1]!)) !== (at < codes.length && isWord(codes[at]!))
  return place === 'edge' ? isEdge : !isEdge
}
