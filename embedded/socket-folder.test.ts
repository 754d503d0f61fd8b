// Sockets whose path would be too long, and strangers in the temporary folder.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownIds } from './account.ts'
import { startEmbeddedPostgres } from './index.ts'
import { announce, present } from './presence.ts'
import { isShortEnough, makeSocketFolder, removeShortFolder } from './socket-folder.ts'
import { makeTemporary } from './testing/checkout.ts'

const isRoot = process.getuid?.() === 0
let base = makeTemporary()
beforeEach(() => {
  base.remove()
  base = makeTemporary()
})
afterEach(() => base.remove())

test('counts bytes, not characters', () => {
  expect(isShortEnough(`/${'a'.repeat(89)}`)).toBe(process.platform !== 'darwin')
  expect(isShortEnough(`/${'a'.repeat(85)}`)).toBe(true)
  expect(isShortEnough(`/${'a'.repeat(90)}`)).toBe(false)
  expect(isShortEnough(`/${'é'.repeat(45)}`)).toBe(false)
})

test('serves a data folder with a long and awkward path through a short private folder, gone at the end', async () => {
  const folder = join(base.path, `it's "$HOME", ${'é'.repeat(50)}`, 'données')
  const postgres = await startEmbeddedPostgres({ folder })
  const sockets = postgres.connection.host
  expect(sockets).toMatch(/^\/tmp\/douze-[0-9a-f]{16}-\d$/)
  expect(statSync(sockets).mode & 0o777).toBe(0o700)
  expect(statSync(sockets).uid).toBe(statSync(postgres.dataFolder).uid)
  const beside = await startEmbeddedPostgres({ folder })
  expect(beside).toMatchObject({ startedHere: false, connection: postgres.connection })
  await postgres.release()
  await beside.release()
  expect(existsSync(sockets)).toBe(false)
})

test('does not use a folder that is not ours, is a link, or is open to others', async () => {
  const owner = ownIds()
  const hash = createHash('sha256').update('/home').digest('hex').slice(0, 16)
  const name = (n: number) => join(base.path, `douze-${hash}-${n}`)
  symlinkSync('/etc', name(0))
  mkdirSync(name(1))
  chmodSync(name(1), 0o755)
  mkdirSync(name(2), { mode: 0o700 })
  if (isRoot) chownSync(name(2), 4242, 4242)
  else chmodSync(name(2), 0o770)
  expect(await makeSocketFolder('/home', 'short', owner, base.path)).toBe(name(3))
  expect(await makeSocketFolder('/home', 'short', owner, base.path)).toBe(name(3))
  await removeShortFolder(name(3))
  for (let n = 3; n < 10; n++) symlinkSync('/etc', name(n))
  await expect(makeSocketFolder('/home', 'short', owner, base.path)).rejects.toMatchObject({
    code: 'embedded-no-socket-folder',
  })
})

test('sweeps the short folders of the dead, and leaves the living alone', async () => {
  const owner = ownIds()
  const dead = await makeSocketFolder('/dead', 'short', owner, base.path)
  const alive = await makeSocketFolder('/alive', 'short', owner, base.path)
  const presence = await announce(alive, owner)
  const young = await makeSocketFolder('/young', 'short', owner, base.path)
  for (const folder of [dead, alive]) utimesSync(folder, 1_700_000_000, 1_700_000_000)
  const asking = await makeSocketFolder('/asking', 'short', owner, base.path)
  expect(readdirSync(base.path).toSorted()).toEqual(
    [alive, young, asking].map((f) => f.slice(base.path.length + 1)).toSorted(),
  )
  expect(await present(alive, 'client')).toEqual([presence.id])
  await presence.leave()
  expect([await present(alive, 'client'), await present(alive, 'leaving')]).toEqual([[], [presence.id]])
  await presence.end()
  expect(readdirSync(alive)).toEqual([])
})
