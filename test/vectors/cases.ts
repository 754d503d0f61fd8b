// Reads test vectors: cases carried in ./cases, and the shared folder beside the checkout where it exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const repository = join(import.meta.dirname, '..', '..')
const carriedFolder = join(import.meta.dirname, 'cases')
const sharedFolder = join(repository, '..', 'shared')

const tolerance = z.union([z.number(), z.record(z.string(), z.number())]).optional()
const vectorCase = z.object({
  id: z.string(),
  method: z.string(),
  kind: z.string().default('unnamed'),
  source: z.string().default(''),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  /** `abs` or `rel`: one number for everything or one for each key of `expected`. 0 means exact. */
  tolerance: z.object({ abs: tolerance, rel: tolerance }).default({}),
})
const fileCase = z.object({ id: z.string(), method: z.string(), needs: z.array(z.string()) })
const sharedFile = z.object({ topic: z.string().optional(), cases: z.array(vectorCase) })
const carriedFile = z.object({ topic: z.string(), cases: z.array(vectorCase), need_files: z.array(fileCase) })

/** One case: what goes in, what must come out. */
export type VectorCase = z.infer<typeof vectorCase>

/** A case that rests on a file which is not part of this project. */
export type FileCase = z.infer<typeof fileCase>

/** The cases of one topic, and those that cannot run here. */
export type Topic = { topic: string; from: string; cases: VectorCase[]; unavailable: FileCase[] }

/**
 * All topics, by name: the shared vectors where present (topics that are not carried included), else the carried cases with the file
 * cases listed as unavailable; then the topics of the folder `more`. Throws when there is none in it.
 */
export function readTopics(more?: string): Topic[] {
  const names = new Set([carriedFolder, join(sharedFolder, 'vectors')].flatMap(jsonFiles))
  const known = [...names].toSorted().map((name) => {
    const shared = join(sharedFolder, 'vectors', name)
    const own = join(carriedFolder, name)
    const carried = existsSync(own)
      ? carriedFile.parse(readJson(own))
      : { topic: name, cases: [], need_files: [] }
    if (!existsSync(shared)) {
      return { topic: carried.topic, from: 'carried', cases: carried.cases, unavailable: carried.need_files }
    }
    const { cases } = sharedFile.parse(readJson(shared))
    const unavailable = carried.need_files.filter(({ needs }) =>
      needs.some((file) => !existsSync(join(sharedFolder, file))),
    )
    const missing = new Set(unavailable.map(({ id }) => id))
    return {
      topic: carried.topic,
      from: '../shared/vectors',
      cases: cases.filter(({ id }) => !missing.has(id)),
      unavailable,
    }
  })
  return [...known, ...(more === undefined ? [] : topicsIn(more))]
}

function topicsIn(folder: string): Topic[] {
  const names = jsonFiles(folder)
  if (names.length === 0) throw new Error(`No vectors in ${folder}`)
  dataFolders.unshift(join(folder, '..'), folder)
  return names.map((name) => {
    const { topic = name, cases } = sharedFile.parse(readJson(join(folder, name)))
    return { topic, from: folder, cases, unavailable: [] }
  })
}

function jsonFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
}

/** Where files that cases name may lie: a further set may bring its own. */
const dataFolders = [sharedFolder]

/** Text of a file that a case names, relative to the folder that holds the vectors. Throws when it is nowhere. */
export function readData(path: string): string {
  const folder = dataFolders.find((one) => existsSync(join(one, path)))
  if (folder === undefined) throw new Error(`${path} is in none of ${dataFolders.join(', ')}`)
  return readFileSync(join(folder, path), 'utf8')
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** What an adapter may ask for beside its inputs: the inputs of another case of its topic, and at which points results are expected. */
export type Context = { inputsOf: (id: string) => Record<string, unknown>; expected: Record<string, unknown> }

/** Calls the project's functions for one method and returns what `expected` names. */
export type Adapter = (inputs: Record<string, unknown>, context: Context) => unknown

/** An adapter whose inputs are checked against `shape` first. */
export function adapt<Shape extends z.ZodType>(
  shape: Shape,
  run: (inputs: z.infer<Shape>, context: Context) => unknown,
): Adapter {
  return (inputs, context) => run(shape.parse(inputs), context)
}

/** Confidence level of a case; 0.95 where it names none. */
export const confidence = z.number().default(0.95)

/** A list of numbers, the commonest input. */
export const numbers = z.array(z.number())
