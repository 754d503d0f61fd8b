// What cannot work is said in both languages, with nothing touched.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { installedFor } from './binaries.ts'
import { EmbeddedPostgresError, startEmbeddedPostgres } from './index.ts'
import { makeCheckout, makeTemporary, startClient } from './testing/checkout.ts'

const isRoot = process.getuid?.() === 0
const canMount = isRoot && runs('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'])
let checkout = { path: '', remove: () => {} }
let base = makeTemporary()

beforeAll(async () => {
  checkout = makeTemporary()
  await makeCheckout(checkout.path)
  return () => checkout.remove()
})
beforeEach(() => {
  base.remove()
  base = makeTemporary()
})
afterEach(() => base.remove())

function runs(file: string, args: string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function failure(folder: string): Promise<EmbeddedPostgresError> {
  const error: unknown = await startEmbeddedPostgres({ folder }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof EmbeddedPostgresError))
    throw new Error(`expected a known error, got ${String(error)}`)
  return error
}

/** Every file below a folder with its mode, owner, time and content. */
function picture(folder: string): string {
  return execFileSync(
    'sh',
    ['-c', 'find . -printf "%p %m %U %T@\\n" | sort; find . -type f -exec cat {} +'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
}

test('data of another major version are left exactly as they are', async () => {
  const folder = join(base.path, 'data')
  const data = join(folder, 'postgres', 'data')
  mkdirSync(data, { recursive: true })
  chmodSync(join(folder, 'postgres'), 0o700)
  writeFileSync(join(data, 'PG_VERSION'), '16\n')
  await startEmbeddedPostgres({ folder }).catch(() => {})
  const before = picture(folder)
  const error = await failure(folder)
  expect(error.code).toBe('embedded-other-major')
  for (const words of [error.words.fr, error.words.en]) {
    expect(words).toContain('PostgreSQL 16')
    expect(words).toContain('PostgreSQL 18')
    expect(words).toContain('douze upgrade')
  }
  expect(picture(folder)).toBe(before)
})

test('a data folder that holds something else is left alone', async () => {
  const data = join(base.path, 'data', 'postgres', 'data')
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'holiday.jpg'), 'x')
  expect(await failure(join(base.path, 'data'))).toMatchObject({ code: 'embedded-foreign-folder' })
  expect(readFileSync(join(data, 'holiday.jpg'), 'utf8')).toBe('x')
})

test('a system without programs is told of DATABASE_URL', async () => {
  const error: unknown = await installedFor('plan9', 'mips').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'embedded-binaries-missing' })
  expect(error).toMatchObject({ words: { fr: expect.stringContaining('DATABASE_URL') } })
  expect(error).toMatchObject({ words: { en: expect.stringContaining('plan9-mips') } })
})

test('a file in the way of the folder, or a folder closed to us, is named', async () => {
  writeFileSync(join(base.path, 'file'), '')
  const inTheWay = await failure(join(base.path, 'file', 'data'))
  expect(inTheWay.code).toBe('embedded-folder-unwritable')
  expect(inTheWay.words.fr).toContain(join(base.path, 'file', 'data'))
  mkdirSync(join(base.path, 'closed'))
  chmodSync(join(base.path, 'closed'), 0o555)
  const wrap = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
  const client = startClient(checkout.path, join(base.path, 'closed', 'data'), { wrap })
  expect(await client.next()).toMatchObject({ event: 'failed', code: 'embedded-folder-unwritable' })
})

test.skipIf(!canMount)('a full disk is named, at the first start and at a later one', async () => {
  const full = join(base.path, 'full')
  mkdirSync(full)
  // A disk of 30 MB, seen by the client alone and gone with it.
  const onSmallDisk = (size: string, before: string) => [
    'unshare',
    '--mount',
    'sh',
    '-c',
    `mount -t tmpfs -o size=${size},mode=755 tmpfs "$0" && ${before} && exec "$@"`,
    full,
  ]
  const first = startClient(checkout.path, join(full, 'data'), { wrap: onSmallDisk('30m', 'true') })
  expect(await first.next()).toMatchObject({ event: 'failed', code: 'embedded-disk-full' })

  const kept = join(base.path, 'kept')
  await (await startEmbeddedPostgres({ folder: kept })).release()
  const fill = `cp -a "${kept}" "$0/data" && { dd if=/dev/zero of="$0/rest" bs=4k 2>/dev/null || true; }`
  const later = startClient(checkout.path, join(full, 'data'), { wrap: onSmallDisk('100m', fill) })
  expect(await later.next()).toMatchObject({ event: 'failed', code: 'embedded-disk-full' })
})

test('what PostgreSQL says when it cannot start is passed on', async () => {
  const folder = join(base.path, 'data')
  const postgres = await startEmbeddedPostgres({ folder })
  await postgres.release()
  writeFileSync(join(postgres.dataFolder, 'local.conf'), 'max_connections = many\n')
  const error = await failure(folder)
  expect(error.code).toBe('embedded-start-failed')
  expect(error.words.fr).toContain('max_connections')
  expect(statSync(postgres.dataFolder).isDirectory()).toBe(true)
})
