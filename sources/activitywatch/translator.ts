// An export of ActivityWatch among delivered files: taken only where the person at her own machine says that it is hers; anywhere
// else it is refused unread. What becomes rows is minutes per day and category, and a refused record shows nothing of itself.
import {
  refuseFile,
  type ByteSource,
  type RawRecord,
  type Table,
  type Translator,
} from '../files/reading/index.ts'
import { settleText } from '../files/reading/settle-text.ts'
import type { Remark } from '../files/reading/index.ts'
import { NoTrackerExport, readExport, type TrackerExport } from './export-file.ts'
import { salesRules } from './preset.ts'
import { type DayTotal, summarise } from './summarise.ts'

export interface TrackersAbout {
  readonly timeZone: string
  readonly now: () => Date
  /** The person who brings it herself; null: at her own machine, without saying who she is; undefined: somebody else's hands. */
  readonly person: string | null | undefined
}

const header = ['timestamp', 'duration'] as const
const given = ['externalId', 'rep', 'category', 'day', 'seconds', 'basis'] as const
const largest = 256 * 1024 ** 2

export function trackerTranslator(about: TrackersAbout): Translator {
  return {
    kind: 'activitywatch',
    claims: ({ kind, start }) => kind === 'json' && isTracker(start.toString('latin1')),
    open: async (source) => [await openTracker(source, about)],
  }
}

/** Whether a file that begins so is an export of ActivityWatch. */
export function isTracker(start: string): boolean {
  return (
    /"buckets"\s*:\s*[[{]/.test(start) &&
    /aw-watcher-|aw-client-|currentwindow|afkstatus|web\.tab\.current/.test(start)
  )
}

async function openTracker(source: ByteSource, { timeZone, now, person }: TrackersAbout): Promise<Table> {
  if (person === undefined) throw refuseFile('FILE_TYPE_REFUSED', { detail: { kind: 'tracker' } })
  const settled = await settleText(source)
  if (settled.bytes > largest)
    throw refuseFile('FILE_TOO_LARGE', { detail: { bytes: settled.bytes, limit: largest } })
  let text = ''
  for await (const piece of settled.text()) text += piece
  const file = read(text, now().getTime())
  const totals = summarise(file, salesRules, { timeZone })
  return {
    name: source.name,
    origin: 'translated',
    encoding: null,
    delimiter: null,
    calendar: 1900,
    warnings: [],
    header,
    headerRow: 0,
    titleLines: [],
    isHidden: false,
    hiddenColumns: [],
    gives: [{ entity: 'activities', header: given }],
    reason: {
      fr: 'Un export d’ActivityWatch, lu en mémoire : des minutes par jour et catégorie.',
      en: 'An export of ActivityWatch, read in memory: minutes by day and category.',
    },
    remarks: remarksOf(file, totals, person),
    async *records() {
      yield {
        rows: recordsOf(file, person === null ? [] : rowsOf(totals, person)),
        end: { records: file.events, leftOut: [], emptyRows: 0 },
      }
    },
  }
}

function read(text: string, now: number): TrackerExport {
  try {
    return readExport(text, now)
  } catch (error) {
    if (error instanceof NoTrackerExport)
      throw refuseFile(error.reason === 'depth' ? 'JSON_TOO_DEEP' : 'JSON_INVALID')
    throw error
  }
}

function rowsOf(totals: readonly DayTotal[], person: string): string[][] {
  return totals.flatMap(({ day, category, seconds }) => {
    const minutes = Math.round(seconds / 60)
    return category === null || minutes === 0
      ? []
      : [[`tracker ${person} ${day} ${category}`, person, category, day, String(minutes * 60), 'captured']]
  })
}

/** One record for each event; the last sound one carries all totals, which are of no single event. */
function recordsOf({ events, faults }: TrackerExport, rows: string[][]): RawRecord[] {
  const wrong = new Map(faults.map((fault) => [fault.row, fault]))
  const records: RawRecord[] = []
  for (let row = 1; row <= events; row++) {
    const fault = wrong.get(row)
    const at = { row, line: row, cells: ['', ''] }
    if (fault === undefined) {
      records.push({ ...at, given: rows.splice(0).map((cells) => ({ to: 0, cells })) })
      continue
    }
    const { code, column } = fault
    records.push({
      ...at,
      faults: [{ code, row, line: row, column, index: header.indexOf(column), value: column, detail: {} }],
    })
  }
  return records
}

function remarksOf(file: TrackerExport, totals: readonly DayTotal[], person: string | null): Remark[] {
  const untold = Math.round(
    totals.filter(({ category }) => category === null).reduce((sum, { seconds }) => sum + seconds, 0) / 60,
  )
  const kinds = [...file.passedOver].map(
    ([kind, count]) => `${/^[a-z][a-z0-9.-]{0,39}$/.test(kind) ? kind : 'other'} ${count}`,
  )
  return [
    {
      code: 'TRACKER_LEFT_OUT',
      sentence: {
        fr: `Laissés de côté : titres, adresses, noms de programmes, onglets privés, moments d’absence${kinds.length === 0 ? '' : ` ; sans être lus : ${kinds.join(', ')}`}. Minutes qu’aucune règle ne nomme : ${untold}.`,
        en: `Left out: titles, addresses, program names, private tabs, moments away${kinds.length === 0 ? '' : `; unread: ${kinds.join(', ')}`}. Minutes that no rule names: ${untold}.`,
      },
    },
    ...(person === null
      ? [
          {
            code: 'TRACKER_OWNER_UNKNOWN',
            sentence: {
              fr: 'Rien n’est gardé : dites de qui est ce suivi avec --person, si c’est le vôtre.',
              en: 'Nothing is kept: say whose tracker it is with --person, if it is yours.',
            },
          },
        ]
      : []),
  ]
}
