// Papermark: visits of a document, visits of a data room, and page views. A visitor is a buyer; what she downloaded is an event of its
// own. Browser, system, device, country and city are not read.
import type { RawRecord } from '../files/reading/index.ts'
import {
  type LogFormat,
  type LogReading,
  type LogSurroundings,
  type ReadLine,
  said,
  visitsHeader,
  visitRow,
} from './log-format.ts'

const tool = 'Papermark'
const gives = { entity: 'content-events', header: visitsHeader } as const

const withoutDocument = {
  NO_DOCUMENT: ({ fr, en }: { fr: string; en: string }) => ({
    fr: `Visites d’une salle de documents sans document ouvert, laissées de côté : ${fr}.`,
    en: `Visits of a data room in which no document was opened, left out: ${en}.`,
  }),
}

/** One row per visit of one document; the document is named by the file alone. */
export const papermarkVisits: LogFormat = {
  kind: 'papermark-visits',
  claims: (names) =>
    ['viewedat', 'email', 'linkname', 'documentversion', 'downloadedat'].every((name) => names.has(name)),
  open(_names, fileName, about): LogReading {
    const content = documentOf(fileName, about)
    return {
      gives,
      reason: {
        fr: `Visites d’un document partagé (Papermark) : chaque visite est celle d’un acheteur. Le document est celui que nomme le fichier : « ${content} ».`,
        en: `Visits of a shared document (Papermark): each visit is a buyer’s. The document is the one that the file is named after: “${content}”.`,
      },
      shown: ['viewedat', 'downloadedat', 'documentversion'],
      leftOut: {},
      read: (cell) =>
        visit({
          visitor: cell('email'),
          content,
          viewedAt: cell('viewedat'),
          downloadedAt: cell('downloadedat'),
          seconds: cell('totalvisitduration') || cell('totalviewduration'),
        }),
    }
  },
}

/** One row per document opened in a visit of a data room. */
export const papermarkDataRoom: LogFormat = {
  kind: 'papermark-data-room',
  claims: (names) =>
    ['dataroomviewedat', 'visitoremail', 'documentname', 'documentviewedat'].every((name) => names.has(name)),
  open: () => ({
    gives,
    reason: {
      fr: 'Visites d’une salle de documents (Papermark) : chaque document ouvert est celui qu’un acheteur a vu.',
      en: 'Visits of a data room (Papermark): each document opened is one that a buyer saw.',
    },
    shown: ['documentname', 'documentviewedat', 'documentdownloadedat'],
    leftOut: withoutDocument,
    read(cell) {
      if (said(cell('documentname')) === '') return 'NO_DOCUMENT'
      return visit({
        visitor: cell('visitoremail'),
        content: said(cell('documentname')),
        viewedAt: said(cell('documentviewedat')) || cell('dataroomviewedat'),
        downloadedAt: cell('documentdownloadedat'),
        seconds: cell('totalvisitduration'),
      })
    },
  }),
}

interface Visit {
  readonly visitor: string
  readonly content: string
  readonly viewedAt: string
  readonly downloadedAt: string
  readonly seconds: string
}

function visit({ visitor, content, viewedAt, downloadedAt, seconds }: Visit): ReadLine {
  // Whoever was not asked for an address, or gave none that is one, is a buyer whose account nobody knows.
  const address = said(visitor).includes('@') ? said(visitor) : ''
  const of = { visitor: address, content, tool }
  const time = Number(said(seconds) || NaN)
  const rows = [
    visitRow({
      ...of,
      kind: 'buyer-view',
      at: said(viewedAt),
      seconds: Number.isFinite(time) && time >= 0 ? String(Math.round(time)) : '',
    }),
  ]
  if (said(downloadedAt) !== '')
    rows.push(visitRow({ ...of, kind: 'buyer-download', at: said(downloadedAt) }))
  return rows
}

/** `visits-Product_deck_pdf-2026-03-05.csv`: what is no letter or digit became `_`. */
function documentOf(fileName: string, about: LogSurroundings): string {
  const bare = fileName
    .slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/ ?\(\d{1,3}\)$/, '')
    .replace(/^visits[-_]/i, '')
    .replace(/[-_]\d{4}-\d{2}-\d{2}$/, '')
    .replace(/[-_]visits$/i, '')
  return about.titleLike(bare) ?? (bare.replaceAll('_', ' ').trim() || fileName)
}

/** One row per page that somebody saw, with the bot flag; the pages of one visit are one view. Times are milliseconds. */
export const papermarkPages: LogFormat = {
  kind: 'papermark-pages',
  claims: (names) =>
    ['viewid', 'documentid', 'linkid', 'pagenumber', 'duration', 'time'].every((name) => names.has(name)),
  open() {
    const views = new Map<string, PagesOfView>()
    return {
      gives,
      reason: {
        fr: 'Pages vues (Papermark) : les pages d’une même visite sont une seule vue, de durée leur somme. Rien n’y dit qui a vu : l’export des visites le dit.',
        en: 'Page views (Papermark): the pages of one visit are one view, as long as their sum. Nothing in them says who saw them: the export of visits does.',
      },
      remarks: [
        {
          code: 'PAGES_OR_VISITS',
          sentence: {
            fr: 'L’export des visites raconte les mêmes vues : apportez l’un ou l’autre, sans quoi elles comptent deux fois.',
            en: 'The export of visits tells of the same views: bring one or the other, or they count twice.',
          },
        },
      ],
      shown: ['time', 'documentid', 'duration', 'pagenumber'],
      leftOut: {
        ROBOT_PAGES: ({ fr, en }) => ({
          fr: `Pages ouvertes par un robot (analyse de courriel, aperçu), laissées de côté : ${fr}. Aucun acheteur ne les a lues.`,
          en: `Pages opened by a robot (mail scanning, preview), left out: ${en}. No buyer read them.`,
        }),
        NO_DOCUMENT: withoutDocument.NO_DOCUMENT,
      },
      read(cell, at) {
        if (/^(?:1|true|yes|oui)$/i.test(said(cell('bot')))) return 'ROBOT_PAGES'
        const [view, content] = [said(cell('viewid')), said(cell('documentid'))]
        const [time, length] = [Number(said(cell('time')) || NaN), Number(said(cell('duration')) || NaN)]
        if (view === '' || content === '' || !Number.isFinite(time)) return 'NO_DOCUMENT'
        const known = views.get(view)
        if (known === undefined)
          views.set(view, { ...at, content, first: time, length: Number.isFinite(length) ? length : 0 })
        else {
          known.first = Math.min(known.first, time)
          known.length += Number.isFinite(length) ? length : 0
        }
        return null
      },
      rest: () =>
        [...views].map(([view, { row, line, content, first, length }]) => ({
          row,
          line,
          rows: [
            visitRow({
              id: `papermark:${view}`,
              kind: 'buyer-view',
              content,
              at: new Date(first).toISOString(),
              seconds: String(Math.round(length / 1000)),
              tool,
            }),
          ],
        })),
    }
  },
}

interface PagesOfView extends Pick<RawRecord, 'row' | 'line'> {
  readonly content: string
  first: number
  length: number
}
