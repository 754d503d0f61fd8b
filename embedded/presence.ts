// Which Douze processes use a PostgreSQL. Each listens on a socket of its own, so the kernel answers for it: a killed
// process is gone at once, and no process number can be mistaken for another.
import { randomBytes } from 'node:crypto'
import { readdir, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { give, type Ids } from './account.ts'
import { codeOf } from './errors.ts'

/** The longest name that presence puts in its folder, for the limit on socket paths. */
export const longestPresenceName = 'leaving-00000000'

/** One process, present in `folder` under `id`. */
export interface Presence {
  readonly id: string
  /** From now on counted as leaving: others that arrive wait until `end`. */
  leave(): Promise<void>
  end(): Promise<void>
}

const onWindows = process.platform === 'win32'

/**
 * Announces this process in `folder` until `end` or until it dies. Throws the system's error where the folder cannot
 * hold a socket. The socket is given to `owner`, so that the account's own processes can ask it too.
 */
export async function announce(folder: string, owner: Ids | null): Promise<Presence> {
  const id = randomBytes(4).toString('hex')
  const path = (kind: string) => join(folder, `${kind}-${id}`)
  const server = createServer((caller) => caller.destroy())
  const address = onWindows ? pipe(id) : path('new')
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ path: address, exclusive: true }, resolve)
  })
  server.on('error', () => {})
  server.unref()
  let current = path('new')
  const become = async (kind: string): Promise<void> => {
    await rename(current, path(kind))
    current = path(kind)
  }
  try {
    if (onWindows) await writeFile(current, '')
    else await give(current, owner)
    // Named only now: a socket that does not listen yet would look like that of a dead process.
    await become('client')
  } catch (error) {
    await close(server)
    await forget(current)
    throw error
  }
  return {
    id,
    leave: () => become('leaving'),
    end: async () => {
      await close(server)
      await forget(current)
    },
  }
}

/** The identities of the living processes of a kind in `folder`. Forgets the dead ones. */
export async function present(folder: string, kind: 'client' | 'leaving' | 'new'): Promise<string[]> {
  const living: string[] = []
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${kind}-`)) continue
    const id = name.slice(kind.length + 1)
    const path = join(folder, name)
    if (await answers(onWindows ? pipe(id) : path)) living.push(id)
    else if (kind !== 'new' || (await isOld(path))) await forget(path)
  }
  return living
}

function pipe(id: string): string {
  return `\\\\.\\pipe\\douze-${id}`
}

/** Whether somebody listens at a socket. */
export async function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = connect(address)
    caller.once('connect', () => {
      caller.destroy()
      resolve(true)
    })
    // Only these two say that nobody is there. A full queue (EAGAIN) or a refused right is somebody.
    caller.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))))
  })
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found === null || Date.now() - found.mtimeMs > 60_000
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve))
}

async function forget(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
}
