// The built page, held in memory with its compressed twins: a rebuild beside a running server changes nothing
// for those who have it open.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Context } from 'hono'
import { Refusal } from './errors/errors.ts'
import { isPageRoute } from './page-routes.ts'

interface StaticFile {
  readonly type: string
  readonly etag: string
  readonly isImmutable: boolean
  readonly bytes: { readonly plain: Buffer; readonly br: Buffer | null; readonly gzip: Buffer | null }
}

/** Files by path: '/assets/index-abc.js'. */
export type Pages = ReadonlyMap<string, StaticFile>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Reads a built page. @returns null when there is none in the folder */
export function readPages(folder: string): Pages | null {
  if (!existsSync(path.join(folder, 'index.html'))) return null
  const pages = new Map<string, StaticFile>()
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const type = types[path.extname(name)]
    if (type === undefined) continue
    const full = path.join(folder, name)
    const plain = readFileSync(full)
    pages.set(`/${name.split(path.sep).join('/')}`, {
      type,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
      isImmutable: name.startsWith('assets'),
      bytes: { plain, br: readIfThere(`${full}.br`), gzip: readIfThere(`${full}.gz`) },
    })
  }
  return pages
}

/** Answers a GET outside the API: a file, the page for one of its addresses, or the page with 404. */
export function servePage(pages: Pages | null, context: Context): Response {
  const asked = context.req.path
  const file = asked === '/' ? undefined : pages?.get(asked)
  if (file !== undefined) return send(context, file, 200)
  const index = pages?.get('/index.html')
  // What looks like a file is a file that is not there, not an address of the page.
  if (index === undefined || /\.[a-z0-9]{1,8}$/i.test(asked)) throw new Refusal('not-found')
  return send(context, index, isPageRoute(asked) ? 200 : 404)
}

function send(context: Context, file: StaticFile, status: 200 | 404): Response {
  context.header('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  context.header('etag', file.etag)
  context.header('vary', 'accept-encoding')
  if (status === 200 && context.req.header('if-none-match') === file.etag) return context.body(null, 304)
  context.header('content-type', file.type)
  const accepted = (context.req.header('accept-encoding') ?? '').toLowerCase()
  if (file.bytes.br !== null && /\bbr\b/.test(accepted)) return encoded(context, file.bytes.br, 'br', status)
  if (file.bytes.gzip !== null && /\bgzip\b/.test(accepted))
    return encoded(context, file.bytes.gzip, 'gzip', status)
  return context.body(new Uint8Array(file.bytes.plain), status)
}

function encoded(context: Context, bytes: Buffer, encoding: string, status: 200 | 404): Response {
  context.header('content-encoding', encoding)
  return context.body(new Uint8Array(bytes), status)
}

function readIfThere(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null
}
