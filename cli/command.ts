// What a command of `douze` is, what it is given, and the meaning of its exit code.
import type { Language, Words } from '../metric/words.ts'

/** Exit codes, as `douze help` prints them. */
export const exitCodes = {
  done: 0,
  /** Refused by a rule, or failed; a sentence says why. */
  failed: 1,
  usage: 2,
  database: 3,
  portTaken: 4,
} as const

/** Everything outside of a command: nothing in a command touches the process itself. */
export interface Surroundings {
  readonly language: Language
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The checkout: where dist/ and the default data folder are. */
  readonly root: string
  readonly currentFolder: string
  readonly clock: () => Date
  readonly version: string
  /** Width of the terminal in signs; null when the output is no terminal. */
  readonly columns: number | null
  /** Writes results; resolves once the reader has taken them. */
  readonly out: (text: string) => Promise<void>
  /** What is written into the command, piece by piece; asked for once. */
  readonly input: () => AsyncIterable<Uint8Array>
  /** Writes one line of progress or of a fault. */
  readonly say: (line: string) => void
  /** Whether a line of progress can be rewritten in place. */
  readonly isSayTerminal: boolean
  /** Writes a line over the one before, on a terminal. */
  readonly rewrite: (line: string) => void
  /** Resolves when the process is asked to stop. */
  readonly stopAsked: Promise<void>
}

export interface OptionSpec {
  readonly words: Words
  /** What the value is called in the help; absent for a switch. */
  readonly value?: Words
  /** May be given several times. */
  readonly isMany?: true
}

export interface Given {
  readonly words: readonly string[]
  /** Value of an option; undefined when it was not given. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  has(name: string): boolean
}

export interface Command {
  readonly name: string
  readonly summary: Words
  /** What follows the name: 'PATH...'. */
  readonly usage: string
  readonly least: number
  readonly most: number
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Lines shown under the options. */
  readonly examples?: readonly string[]
  run(around: Surroundings, given: Given): Promise<number>
}

/** The command line cannot be obeyed as written: exit code 2. */
export class UsageError extends Error {
  readonly words: Words
  constructor(fr: string, en: string) {
    super(en)
    this.words = { fr, en }
  }
}

/** Understood, and refused with a sentence: exit code 1. */
export class CommandError extends Error {
  readonly words: Words
  constructor(fr: string, en: string) {
    super(en)
    this.words = { fr, en }
  }
}

/** The process was asked to stop while the command ran. */
export class Interrupted extends Error {}
