// docs/rights.md, made from the contract table: which role may use which route, with which verb.
import type { Endpoint } from '../api/contract/endpoint.ts'
import { endpoints } from '../api/contract/endpoints.ts'
import { type XapiResource, xapiResources } from '../api/xapi/resources.ts'
import type { Role } from '../model/reader.ts'

/** The columns: each role, and who has none. */
export const columns: readonly (Role | 'nobody')[] = [
  'owner',
  'leader',
  'manager',
  'rep',
  'marketing',
  'analyst',
  'administrator',
  'break-glass',
  'nobody',
]

export const rows: readonly (readonly [string, Endpoint])[] = Object.entries(endpoints)

/** Whether a column's reader is let onto a route, as the contract says. */
export function mayUse(column: Role | 'nobody', row: Endpoint): boolean {
  if (row.isSetup === true) return column === 'owner'
  if (row.signIn === 'not needed') return true
  return column !== 'nobody' && row.roles.includes(column)
}

export const xapiRows: readonly (readonly [string, XapiResource])[] = Object.entries(xapiResources)

const opensFor: Record<XapiResource['open'], string> = {
  anybody: 'anybody: it holds no data',
  program: 'a credential of xAPI, or an API token with the role administrator',
  launch: 'the one-time token of a launched course',
}

/** The whole file. */
export function rightsTable(): string {
  const lines = rows.map(([, row]) => {
    const marks = columns.map((column) => (mayUse(column, row) ? '✓' : ''))
    return `| ${[`\`${row.method} ${row.path}\``, ...marks, remarkOf(row)].join(' | ')} |`
  })
  return `# Who may use which route

Made from \`api/contract/\` by \`npm run golden\`; a test compares it and tries every cell. A route that names no role
does not compile, and a route that is not here answers 404.

- **owner**: the person who started Douze on a machine on which nobody has an account yet: her browser showed the code of
  the link that the start prints. Without it, what a sign-in is not needed for answers, and the rest says 401. With the
  first account there is no owner any more: every request needs a session or an API token.
- **break-glass**: an administrator for 60 minutes after \`POST /api/break-glass\`, which needs a reason; she sees the figures
  and rows of the person she opened, who reads in "who looked" that it was done, by whom and why.
- **nobody**: a request without a session or token, once somebody has an account.
- An account may hold several roles; it may use what any of them may use. An API token has some of its user's roles
  and, unless it was made for writing, only \`GET\`.
- What a route of figures or rows holds follows the reader, below every query (\`model/sight.ts\`): owner and leaders
  see everybody's results by name; a manager her teams' and reports' rows and her own; a rep her own; an analyst all rows
  with people under pseudonyms; marketing no rows. Figures of people outside that are told of at least five of them, and no two periods or teams of
  one figure that differ by one to four (\`docs/trust.md\`, rule 6, which says what is not promised).
  A person or team out of sight answers like a missing one, and \`GET /api/home\` names only those in sight.
- The description of the API, \`GET /api/openapi.json\`, and the files of the page answer everybody: they hold no data.

| route | ${columns.join(' | ')} | |
| --- | ${columns.map(() => ':-:').join(' | ')} | --- |
${lines.join('\n')}

## The learning record store

Below \`/xapi/\` no session opens anything: not the owner's machine, not a cookie. A program shows a credential of its own (HTTP
Basic), which an administrator issues and takes back with \`douze xapi\`, or an API token. The xAPI standard asks that what was
stored can be read again: each credential reads what it sent itself, and nothing else; all API tokens share one store. Every
address is also there below \`/xapi/1.0/\`, for programs that know that version alone.

| resource | verbs | opened by |
| --- | --- | --- |
${xapiRows.map(([, { path, methods, open }]) => `| \`${path}\` | ${methods.join(', ')} | ${opensFor[open]} |`).join('\n')}
`
}

function remarkOf(row: Endpoint): string {
  const remarks = [
    row.isSetup === true && row.signIn === 'not needed' ? 'by the code of the start' : '',
    row.isSetup === true ? 'gone once somebody has an account' : '',
    row.signIn === 'under way' ? 'also while the second factor is still to be shown or set up' : '',
    row.refusesTokens === true ? 'not with an API token' : '',
  ]
  return remarks.filter((remark) => remark !== '').join('; ')
}
