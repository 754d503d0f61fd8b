// The log of Google Drive, as the administrator's console exports it: what is done with the content that Douze knows. Addresses of
// machines are not read.
import { leftOutOfLogs } from './left-out.ts'
import { type LogFormat, type LogReading, type ReadLine, said, usesHeader, useRow } from './log-format.ts'

const kinds: Readonly<Record<string, string>> = {
  view: 'open',
  viewed: 'open',
  download: 'download',
  downloaded: 'download',
  edit: 'customise',
  edited: 'customise',
  copy: 'customise',
  copied: 'customise',
  consultation: 'open',
  affichage: 'open',
  telechargement: 'download',
  modification: 'customise',
}

const titles = ['title', 'documenttitle', 'itemname', 'titre', 'titredudocument', 'titredocument']
const events = ['event', 'eventname', 'evenement', 'nomdelevenement', 'nomevenement']
const actors = ['actor', 'user', 'acteur', 'utilisateur']
const documents = ['documentid', 'iddudocument', 'iddocument', 'docid']

export const googleDrive: LogFormat = {
  kind: 'google-drive',
  claims: (names) =>
    names.has('date') &&
    [titles, events, actors, documents].every((some) => some.some((name) => names.has(name))) &&
    // A list of uses that somebody kept has no visibility of its documents.
    ['visibility', 'visibilite', 'documenttype', 'typededocument', 'ipaddress'].some((name) =>
      names.has(name),
    ),
  open: (names, _fileName, about): LogReading => {
    const of = (some: readonly string[]) => some.find((name) => names.includes(name)) ?? ''
    const [title, event, actor, document] = [of(titles), of(events), of(actors), of(documents)]
    return {
      gives: { entity: 'content-events', header: usesHeader },
      reason: {
        fr: 'Journal de Google Drive : ce qui y est fait des contenus que Douze connaît par leur titre. Les autres fichiers ne sont pas lus.',
        en: 'Log of Google Drive: what is done in it with the content that Douze knows by its title. Other files are not read.',
      },
      shown: ['date', event],
      leftOut: leftOutOfLogs,
      read(cell): ReadLine {
        const kind = kinds[folded(cell(event))]
        if (kind === undefined) return 'OTHER_OPERATION'
        const content = about.titleOf(said(cell(title))) ?? about.titleOf(said(cell(document)))
        if (content === null) return 'OTHER_FILE'
        const who = said(cell(actor)).toLowerCase()
        const row = { at: said(cell('date')), content, tool: 'Google Drive' }
        if (about.isOwn(who)) return [useRow({ ...row, rep: who, kind })]
        // Somebody from outside, or nobody who is known, reads what was shared with her.
        if (kind === 'customise') return 'NOBODY'
        const visitor = who.includes('@') ? who : ''
        return [useRow({ ...row, visitor, kind: kind === 'open' ? 'buyer-view' : 'buyer-download' })]
      },
    }
  },
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}
