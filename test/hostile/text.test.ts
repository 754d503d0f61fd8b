// Markup in what customers wrote, and names of files that mean harm: through the API, as CSV and as a workbook, text stays
// text, and nothing is written outside of the inbox. The set lies beside the repository; what is written here runs anyway.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { disposition } from '../../api/app.ts'
import { testApi } from '../api.ts'
import { freshDatabase } from '../database.ts'
import { ownSeconds } from '../own-seconds.ts'
import { shared } from '../shared.ts'

const folder = shared('hostile')
const names = path.join(folder, '95-file-names.json')
const markup = path.join(folder, '15-feedback-markup.csv')
const hostileNames = [
  '../../outside.csv',
  '..\\..\\outside.csv',
  'a".csv\r\nX-Injected: 1',
  'devis \u202efdp.csv',
  ...(existsSync(names) ? (JSON.parse(readFileSync(names, 'utf8')) as { names: string[] }).names : []),
]
const written = `response_id,survey_id,rep_email,score,comment,answered_at
W-1,S-1,lea@example.com,1,"<script>window.__pwned=1</script>",2026-05-01T10:00:00Z
W-2,S-1,lea@example.com,2,"=HYPERLINK(""http://example.com"")",2026-05-02T10:00:00Z
W-3,S-1,lea@example.com,3,"\u202e<b>gras</b>",2026-05-03T10:00:00Z
`

const database = await freshDatabase()
const data = mkdtempSync(path.join(tmpdir(), 'douze-text-'))
const inbox = path.join(data, 'inbox')
const api = testApi(database, { now: new Date('2026-06-30T12:00:00Z'), folder: inbox })

interface Report {
  importId: number
  state: string
  progress: object | null
  files: { name: string; accepted: number }[]
}

/** Half a pair of code units is no text that an address can carry. */
const sendable = (name: string): string => name.replace(/\p{Cs}/gu, '')

async function deliver(files: Readonly<Record<string, string>>): Promise<Report> {
  const { importId } = await api.json<Report>('POST', '/api/imports', {})
  const place = `/api/imports/${importId}`
  for (const [name, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text)
    const sent = await api.send('PUT', `${place}/files?name=${encodeURIComponent(name)}`, { bytes })
    expect(sent.status, `${name} ${await sent.clone().text()}`).toBe(200)
  }
  await api.json<Report>('POST', `${place}/stage`, {})
  return api.json<Report>('POST', `${place}/confirm`, {})
}

describe.each(hostileNames.map((name) => [name]))('a file called %j', (name) => {
  it('is stored under a name of ours, shown as plain text, and offered in one header', async () => {
    const { importId } = await api.json<Report>('POST', '/api/imports', {})
    const seconds = ownSeconds()
    const response = await api.send(
      'PUT',
      `/api/imports/${importId}/files?name=${encodeURIComponent(sendable(name))}`,
      { bytes: new TextEncoder().encode('deal_id,title\nD-1,x\n') },
    )
    expect(seconds()).toBeLessThan(2)
    expect([200, 400, 413, 422]).toContain(response.status)
    if (response.ok) {
      const shown = ((await response.json()) as { name: string }).name
      expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]|(^|\/)\.\.(\/|$)|^\//u)
      expect(disposition(shown)).toMatch(/^attachment; filename="[^"\r\n\\]*"; filename\*=UTF-8''[^\s;"]*$/)
    }
    expect(disposition(sendable(name))).not.toMatch(/[\r\n]/)
    expect(readdirSync(data)).toEqual(['inbox'])
    const own = path.join(inbox, String(importId))
    for (const stored of existsSync(own) ? readdirSync(own, { recursive: true }) : [])
      expect(String(stored)).toMatch(/^[0-9a-f]{24}(\.json)?$/)
    await api.json('POST', `/api/imports/${importId}/discard`, {})
  })
})

describe('what customers wrote', () => {
  const comments = async (): Promise<{
    readonly text: string
    readonly bytes: (format: string) => Promise<Buffer>
  }> => {
    const base = '/api/metrics/voice-of-customer'
    const page = await api.json<{ rows: Record<string, unknown>[]; total: number }>(
      'GET',
      `${base}/rows?period=all&answer=voices&limit=500`,
    )
    expect(page.total).toBeGreaterThan(0)
    return {
      text: page.rows.map((row) => Object.values(row).join('\n')).join('\n'),
      bytes: async (format) =>
        Buffer.from(
          await (
            await api.send('GET', `${base}/rows-file?period=all&answer=voices&format=${format}&language=en`)
          ).arrayBuffer(),
        ),
    }
  }

  it('comes back as it was from the API, neutralised in CSV, escaped in a workbook', async () => {
    const people = 'name,email\nLéa Martin,lea.martin@example.com\nLéa,lea@example.com\n'
    const report = await deliver({ 'people.csv': people, 'feedback.csv': written })
    expect(report.state).toBe('visible')
    if (existsSync(markup))
      expect((await deliver({ '15-feedback-markup.csv': readFileSync(markup, 'utf8') })).state).toBe(
        'visible',
      )
    const { text, bytes } = await comments()
    expect(text).toContain('<script>window.__pwned=1</script>')
    const csv = (await bytes('csv')).toString('utf8')
    expect(csv).toContain('<script>window.__pwned=1</script>')
    // No cell begins with what a spreadsheet would run.
    expect(csv).not.toMatch(/(^|[;,\r\n])"?[=+@\t]/m)
    const book = await membersOf(await bytes('xlsx'))
    expect(book).toContain('&lt;script&gt;window.__pwned=1&lt;/script&gt;')
    expect(book).not.toMatch(/<(script|img|svg|iframe)\b/i)
  })
})

function membersOf(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault, zip) => {
      if (fault !== null) return reject(fault)
      let text = ''
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (error, stream) => {
          if (error !== null) return reject(error)
          stream.setEncoding('utf8').on('data', (piece: string) => (text += piece))
          stream.on('end', () => zip.readEntry())
        }),
      )
      zip.on('end', () => resolve(text))
      zip.on('error', reject)
      zip.readEntry()
    })
  })
}
