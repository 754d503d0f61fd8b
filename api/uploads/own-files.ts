// Files about a person's own time, read in memory: a tracker's export, a calendar. A file never touches the disk; in the built
// server it is read in a thread of its own, which is given up when it takes too long, so that pages keep answering.
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Readable } from 'node:stream'
import { CalendarCut } from '../../sources/calendar/calendar.ts'
import { NoTrackerExport } from '../../sources/activitywatch/export-file.ts'
import { TooMuchEffort } from '../../sources/activitywatch/pattern.ts'
import { RulesRefused } from '../../sources/activitywatch/rules.ts'
import {
  type CalendarReading,
  type ReadingCalendar,
  readOwnCalendar,
} from '../../sources/own-time/calendar.ts'
import { readTracker, type ReadingTracker, type TrackerReading } from '../../sources/own-time/tracker.ts'
import { Refusal } from '../errors/errors.ts'

export type OwnFileTask =
  | { readonly kind: 'tracker'; readonly bytes: Uint8Array; readonly about: Omit<ReadingTracker, 'rules'> }
  | { readonly kind: 'calendar'; readonly bytes: Uint8Array; readonly about: ReadingCalendar }

export type OwnFileAnswer = TrackerReading | CalendarReading

/** Why a file is not taken; never a word of it. */
export type OwnFileFault =
  'not-a-tracker' | 'not-json' | 'too-deep' | 'not-rules' | 'rules-too-slow' | 'cut' | 'too-slow'

/** Bytes of a file, and milliseconds for reading it. */
const largest = 64 * 1024 ** 2
const longest = 60_000

const sentences: Readonly<Record<OwnFileFault, { readonly fr: string; readonly en: string }>> = {
  'not-a-tracker': {
    fr: 'Ce fichier n’est pas un export d’ActivityWatch (« buckets »).',
    en: 'This file is no export of ActivityWatch (“buckets”).',
  },
  'not-json': {
    fr: 'Ce fichier n’est pas du JSON bien formé : refaites l’export.',
    en: 'This file is no well-formed JSON: export it again.',
  },
  'too-deep': { fr: 'Ce fichier est trop imbriqué.', en: 'This file is nested too deeply.' },
  'not-rules': {
    fr: 'Ce fichier de règles n’est pas au format des catégories d’ActivityWatch.',
    en: 'This file of rules is not in ActivityWatch’s format of categories.',
  },
  'rules-too-slow': {
    fr: 'Ces règles demandent trop de calcul : simplifiez les expressions.',
    en: 'These rules take too much work: make the expressions simpler.',
  },
  cut: {
    fr: 'Ce fichier n’est pas un agenda entier : il manque son début ou sa fin. Refaites l’export.',
    en: 'This file is no whole calendar: its beginning or end is missing. Export it again.',
  },
  'too-slow': {
    fr: 'Ce fichier est trop long à lire. Exportez une période plus courte.',
    en: 'This file takes too long to read. Export a shorter period.',
  },
}

/** The bytes of an upload, held in memory only. @throws Refusal when there are none or too many */
export async function bytesInMemory(content: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) throw new Refusal('too-large')
    chunks.push(chunk)
  }
  if (size === 0)
    throw new Refusal('refused', { words: { fr: 'Le fichier est vide.', en: 'The file is empty.' } })
  return Buffer.concat(chunks)
}

/** Reads a file. @throws Refusal */
export async function readOwnFile(task: OwnFileTask): Promise<OwnFileAnswer> {
  // Beside this file once built; see build.mjs. From the sources, as tests run them, in this thread.
  const thread = new URL('./own-file-worker.js', import.meta.url)
  try {
    return await (existsSync(thread) ? inThread(thread, task) : doOwnFile(task))
  } catch (error) {
    const fault = error instanceof OwnFileRefused ? error.fault : null
    if (fault === null) throw error
    throw new Refusal('refused', { words: sentences[fault] })
  }
}

/** Carries the reason out of a thread, where the class of an error is lost. */
export class OwnFileRefused extends Error {
  readonly fault: OwnFileFault
  constructor(fault: OwnFileFault) {
    super(fault)
    this.fault = fault
  }
}

/** What a task is, in whatever thread. @throws OwnFileRefused */
export async function doOwnFile(task: OwnFileTask): Promise<OwnFileAnswer> {
  const text = new TextDecoder('utf-8').decode(task.bytes)
  try {
    if (task.kind === 'calendar') return await readOwnCalendar(pieces(text), task.about)
    const { rules, exported } = apart(text)
    return readTracker(exported, { ...task.about, rules })
  } catch (error) {
    throw faultOf(error)
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof CalendarCut) return new OwnFileRefused('cut')
  if (error instanceof RulesRefused) return new OwnFileRefused('not-rules')
  if (error instanceof TooMuchEffort) return new OwnFileRefused('rules-too-slow')
  if (error instanceof NoTrackerExport)
    return new OwnFileRefused(
      ({ json: 'not-json', depth: 'too-deep', buckets: 'not-a-tracker' } as const)[error.reason],
    )
  return error
}

/** The page sends rules of one's own before the export, with one line of its own that says how long they are. */
function apart(text: string): { rules: string | null; exported: string } {
  const mark = /^douze-rules (\d{1,7})\n/.exec(text)
  if (mark === null) return { rules: null, exported: text }
  const from = mark[0].length
  const to = from + Number(mark[1])
  return { rules: text.slice(from, to), exported: text.slice(to) }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1 << 18) yield text.slice(at, at + (1 << 18))
}

/** Messages of the thread. */
export type OwnFileMessage =
  | { readonly kind: 'done'; readonly answer: OwnFileAnswer }
  | { readonly kind: 'refused'; readonly fault: OwnFileFault }
  | { readonly kind: 'failed' }

function inThread(thread: URL, task: OwnFileTask): Promise<OwnFileAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: 2048 } })
    const timer = setTimeout(() => end(() => reject(new OwnFileRefused('too-slow'))), longest)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      settle()
      void worker.terminate()
    }
    worker.on('message', (message: OwnFileMessage) =>
      end(() => {
        if (message.kind === 'done') resolve(message.answer)
        else
          reject(
            message.kind === 'refused'
              ? new OwnFileRefused(message.fault)
              : new Error('a file of one’s own time'),
          )
      }),
    )
    // Its message may quote the file: only that it happened goes on.
    worker.on('error', () => end(() => reject(new OwnFileRefused('too-slow'))))
  })
}
