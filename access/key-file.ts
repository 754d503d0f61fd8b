// Where the keys live when DOUZE_KEY does not say: a file of the data folder that only its owner can read, made the
// first time a secret has to be kept. One key a line, the newest last.
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Random } from './references.ts'
import { type KeyRing, parseKeys } from './secrets.ts'

export interface KeySource {
  /** DOUZE_KEY; wins over the file. */
  readonly given: string | undefined
  /** The data folder. */
  readonly folder: string
  readonly random: Random
}

/** The name of the file in the data folder. */
export const keyFileName = 'keys'

/** Reads the keys, making the file when there is none. @throws KeyError */
export async function readKeys({ given, folder, random }: KeySource): Promise<KeyRing> {
  if (given !== undefined && given.trim() !== '') return parseKeys(given)
  const name = path.join(folder, keyFileName)
  const found = await readFile(name, 'utf8').catch(nullWhenMissing)
  if (found !== null) return parseKeys(found)
  await mkdir(folder, { recursive: true })
  const aside = await writeAside(name, `${random(32).toString('hex')}\n`, random)
  // Linking refuses to replace: of two processes that start together, one makes the key and both read it.
  await link(aside, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  return parseKeys(await readFile(name, 'utf8'))
}

/** Adds a new key at the end of the file; what older keys sealed still opens. @throws KeyError */
export async function addKey({ folder, random }: Omit<KeySource, 'given'>): Promise<KeyRing> {
  await readKeys({ given: undefined, folder, random })
  const name = path.join(folder, keyFileName)
  const text = `${(await readFile(name, 'utf8')).trimEnd()}\n${random(32).toString('hex')}\n`
  await rename(await writeAside(name, text, random), name)
  return parseKeys(text)
}

async function writeAside(name: string, text: string, random: Random): Promise<string> {
  const aside = `${name}.${random(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  // The mode given to `open` passes through the process's umask.
  await chmod(aside, 0o600)
  return aside
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
