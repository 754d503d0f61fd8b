// The unified audit log of Microsoft 365, as the portal or a script exports it: of all that a company does, what is done with the content
// that Douze knows. A line's details are JSON; addresses of machines in them are not read.
import { said, type LogFormat, type LogReading, type ReadLine, usesHeader, useRow } from './log-format.ts'
import { cutWords, leftOutOfLogs } from './left-out.ts'

/** What an operation is to content; the others are none of it. */
const opened = ['fileaccessed', 'filepreviewed', 'pageviewed', 'securelinkused', 'anonymouslinkused']
const kinds: Readonly<Record<string, string>> = {
  ...Object.fromEntries(opened.map((operation) => [operation, 'open'])),
  filedownloaded: 'download',
  filemodified: 'customise',
  filecopied: 'customise',
  sharinginvitationcreated: 'share',
  securelinkcreated: 'share',
  addedtosecurelink: 'share',
  anonymouslinkcreated: 'share',
  searchqueryperformed: 'search',
}

export const microsoft365: LogFormat = {
  kind: 'microsoft-365',
  claims: (names) =>
    names.has('creationdate') &&
    names.has('auditdata') &&
    (names.has('userids') || names.has('userid')) &&
    (names.has('operations') || names.has('operation')),
  open: (_names, _fileName, about): LogReading => ({
    gives: { entity: 'content-events', header: usesHeader },
    reason: {
      fr: 'Journal d’audit de Microsoft 365 : ce qui y est fait des contenus que Douze connaît par leur titre. Les autres fichiers, et le texte des recherches, ne sont pas lus.',
      en: 'Audit log of Microsoft 365: what is done in it with the content that Douze knows by its title. Other files, and the words of searches, are not read.',
    },
    shown: ['creationdate', 'operations', 'operation'],
    leftOut: leftOutOfLogs,
    read(cell): ReadLine {
      const operation = (said(cell('operations')) || said(cell('operation'))).toLowerCase()
      const kind = kinds[operation]
      if (kind === undefined) return 'OTHER_OPERATION'
      const details = readDetails(cell('auditdata'))
      const who = whoIs(said(cell('userids')) || said(cell('userid')))
      const at = utc(details['CreationTime']) || utc(cell('creationdate')) || said(cell('creationdate'))
      const base = {
        id: details['Id'] === '' ? '' : `m365:${details['Id']}`,
        at,
        tool: details['Workload'] || 'Microsoft 365',
      }
      if (kind === 'search')
        return about.isKnown(who.address) ? [useRow({ ...base, rep: who.address, kind })] : 'SEARCH_OF_OTHERS'
      const file = details['SourceFileName'] || lastOf(details['ObjectId'])
      const content = about.titleOf(file)
      if (content === null) return 'OTHER_FILE'
      const isBuyer = who.isGuest || operation === 'anonymouslinkused'
      if (isBuyer && (kind === 'open' || kind === 'download'))
        return [
          useRow({
            ...base,
            visitor: who.address,
            kind: kind === 'open' ? 'buyer-view' : 'buyer-download',
            content,
          }),
        ]
      if (!who.address.includes('@') || isBuyer) return 'NOBODY'
      const to = whoIs(details['TargetUserOrGroupName'])
      const recipient = kind === 'share' && to.address.includes('@') ? to.address : ''
      if (recipient !== '' && about.isOwn(recipient)) return 'SHARED_INSIDE'
      return [useRow({ ...base, rep: who.address, visitor: recipient, kind, content })]
    },
  }),
}

type Details = Readonly<
  Record<'Id' | 'CreationTime' | 'Workload' | 'SourceFileName' | 'ObjectId' | 'TargetUserOrGroupName', string>
>
const read = [
  'Id',
  'CreationTime',
  'Workload',
  'SourceFileName',
  'ObjectId',
  'TargetUserOrGroupName',
] as const
const mostDetails = 100_000

/** The few details that are read; '' for what is not there, or no text. */
function readDetails(json: string): Details {
  let found: unknown = null
  try {
    if (json.length <= mostDetails) found = JSON.parse(json)
  } catch {
    // Cut off by the export: the line says by itself what it can.
  }
  const known = new Map(typeof found === 'object' && found !== null ? Object.entries(found) : [])
  return Object.fromEntries(
    read.map((name) => {
      const value: unknown = known.get(name)
      return [name, typeof value === 'string' ? cutWords(value) : '']
    }),
  ) as Details
}

/** Guests are written `ana_acme.com#EXT#@tenant.onmicrosoft.com` or `urn:spo:guest#ana@acme.com`. */
function whoIs(written: string): { readonly address: string; readonly isGuest: boolean } {
  const text = written.trim().toLowerCase()
  const link = /^urn:spo:guest#(\S+@\S+)$/.exec(text)
  if (link?.[1] !== undefined) return { address: link[1], isGuest: true }
  const at = text.indexOf('#ext#')
  if (at < 0) return { address: /^[^\s@\\]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : '', isGuest: false }
  const outside = text.slice(0, at)
  const place = outside.lastIndexOf('_')
  return { address: place < 0 ? '' : `${outside.slice(0, place)}@${outside.slice(place + 1)}`, isGuest: true }
}

/** The log's times are of UTC, and its details write them without saying so. */
function utc(written: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?\s*Z?$/.exec(written.trim())
  return match === null ? '' : `${match[1]}T${match[2]}Z`
}

/** The last part of an address, with its signs read. */
function lastOf(address: string): string {
  const [path = ''] = address.split(/[?#]/)
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
