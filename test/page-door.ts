// The door that a user takes, for public data sets that lie beside the project: files sent to the page's API, mapped where they must be,
// confirmed.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { testApi } from './api.ts'
import { freshDatabase } from './database.ts'
import { shared } from './shared.ts'

export const data = shared('data')
export const isHere = existsSync(data)
export const raw = (name: string) => readFileSync(path.join(data, name))

interface Report {
  readonly importId: number
  readonly state: string
  readonly progress: object | null
  readonly refusal: { readonly en: string; readonly fr: string } | null
  readonly files: readonly {
    readonly name: string
    readonly entity: string | null
    readonly accepted: number
    readonly rejected: number
    readonly errors: readonly { readonly sentence: { readonly en: string } }[]
    readonly warnings: readonly { readonly code: string; readonly sentence: { readonly en: string } }[]
  }[]
}
type Mappings = Readonly<
  Record<string, { entity: string; columns: Record<string, string | null>; allowed?: readonly string[] }>
>

export async function house() {
  const database = await freshDatabase()
  const api = testApi(database, { now: new Date('2026-11-28T12:00:00Z') })
  return {
    database,
    api,
    send: async (files: Readonly<Record<string, Buffer | string>>) => {
      const place = `/api/imports/${(await api.json<Report>('POST', '/api/imports', {})).importId}`
      for (const [name, bytes] of Object.entries(files))
        await api.send('PUT', `${place}/files?name=${encodeURIComponent(name)}`, {
          bytes: new Uint8Array(Buffer.from(bytes as Buffer)),
        })
      const stage = (mappings?: Mappings) =>
        api.json<Report>('POST', `${place}/stage`, mappings === undefined ? {} : { mappings })
      return {
        first: await stage(),
        again: stage,
        confirm: () => api.json<Report>('POST', `${place}/confirm`, {}),
      }
    },
  }
}

/** Enough of CSV for these files. */
export function read(bytes: Buffer, encoding: BufferEncoding = 'utf8'): Record<string, string>[] {
  const [header = [], ...rows] = bytes
    .toString(encoding)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
        cell.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'),
      ),
    )
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
}
