// The life of the PostgreSQL that ships with Douze, from the first start in an empty folder to the last client's leave.
import { copyFile, readdir, stat, truncate } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownerFor, type Ids } from './account.ts'
import { installedFor, readyProgram, sweepPrograms, type Program } from './binaries.ts'
import * as cluster from './cluster.ts'
import { fromFileError, fromWords, noSocketFolder, notAnswering, otherMajor, startFailed } from './errors.ts'
import { choosePlace, type Place } from './place.ts'
import { look, removeLeftover, startPostmaster, stopPostmaster } from './postmaster.ts'
import { announce, present, type Presence } from './presence.ts'
import type { Endpoint } from './probe.ts'
import { makeSocketFolder, removeShortFolder, socketFolders } from './socket-folder.ts'

/** How to connect, in the words of the `pg` driver. `host` is a folder of sockets, except on Windows. */
export interface Connection {
  host: string
  port: number
  user: string
  password?: string
  database: string
}

/** A PostgreSQL that serves this process until `release`. */
export interface EmbeddedPostgres {
  readonly connection: Connection
  /** False when it ran already, for another Douze or since a killed one. */
  readonly startedHere: boolean
  readonly dataFolder: string
  /** What the user should be told, such as where the data really are. */
  readonly notes: readonly string[]
  /** Stops it if no other Douze uses it. Close your connections first. May be called twice. */
  release(): Promise<void>
}

export interface StartOptions {
  /** Douze's data folder, an absolute path; made when missing. */
  folder: string
  log?: (line: string) => void
  /** The language of `log` and `notes`; by default the one of the environment. */
  language?: 'fr' | 'en'
}

/** Everything a start works with. */
interface Scene {
  place: Place
  owner: Ids | null
  program: Program
  version: string
  sockets: string
  presence: Presence
  throwaway: boolean
  say: (words: { fr: string; en: string }) => void
}

/** A zombie or a dying server can hold its number and memory for a while: so long do we try again. */
const patience = 30_000
/** Recovery after a crash reads the whole log again: so long may it take while the server says that it is at work. */
const recoveryPatience = 600_000
const logLimit = 1_000_000

/**
 * Starts the PostgreSQL of a data folder, or attaches to the one that runs there. The first start makes the data.
 * Safe beside other processes that do the same, and after any of them, or PostgreSQL, was killed.
 * Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  return await startIn(options, false)
}

/** As `startEmbeddedPostgres`; `throwaway` data are never forced to the disk and do not survive a crash of the machine. */
export async function startIn(options: StartOptions, throwaway: boolean): Promise<EmbeddedPostgres> {
  if (!isAbsolute(options.folder)) throw new TypeError(`folder must be an absolute path: ${options.folder}`)
  const language = options.language ?? languageOf(process.env)
  const installed = await installedFor(process.platform, process.arch)
  const place = await choosePlace(options.folder)
  // Before anything else is made in the folder: data of another major version stay exactly as they are.
  const found = await cluster.majorOf(place.home)
  const ours = Number.parseInt(installed.version, 10)
  if (found !== null && found !== String(ours)) throw otherMajor(cluster.dataIn(place.home), found, ours)

  const owner = ownerFor(place.account)
  const { presence, sockets } = await enter(place.home, owner)
  const scene = {
    place,
    owner,
    sockets,
    presence,
    throwaway,
    version: installed.version,
    say: (words: { fr: string; en: string }) => options.log?.(words[language]),
  }
  let program: Program | null = null
  try {
    program = await readyProgram(installed, place.account, place.home, presence.id)
    const { endpoint, startedHere } = await reach({ ...scene, program })
    return serving({ ...scene, program }, endpoint, startedHere, {
      notes: place.notes.map((words) => words[language]),
      password: await cluster.passwordOf(place.home),
    })
  } catch (error) {
    await (program ? leave({ ...scene, program }) : presence.end()).catch(() => {})
    throw fromFileError(place.home, error)
  }
}

function serving(
  scene: Scene,
  endpoint: Endpoint,
  startedHere: boolean,
  { notes, password }: { notes: readonly string[]; password: string | null },
): EmbeddedPostgres {
  const log = join(scene.place.home, 'log', 'postgres.log')
  const hourly = setInterval(() => void boundLog(log), 3_600_000).unref()
  let released: Promise<void> | null = null
  return {
    connection: {
      ...endpoint,
      user: cluster.databaseUser,
      database: cluster.databaseName,
      ...(password === null ? {} : { password }),
    },
    startedHere,
    dataFolder: cluster.dataIn(scene.place.home),
    notes,
    release: () => {
      clearInterval(hourly)
      released ??= leave(scene)
      return released
    },
  }
}

// Announces this process where the others can see it, then waits for those who are about to stop the server. Whoever
// leaves says so before it counts the others, and whoever comes says so before it looks for leavers: one of the two
// always sees the other, so no server is stopped under someone who has just come.
async function enter(home: string, owner: Ids | null): Promise<{ presence: Presence; sockets: string }> {
  let failure: unknown = null
  for (const kind of socketFolders(home)) {
    // More than once: the last client may remove a short folder between our making it and our moving in.
    for (let attempt = 0; attempt < 5; attempt++) {
      const sockets = await makeSocketFolder(home, kind, owner).catch((error: unknown) => {
        throw fromFileError(home, error)
      })
      try {
        const presence = await announce(sockets, owner)
        await waitForLeavers(sockets)
        return { presence, sockets }
      } catch (error) {
        failure = error
      }
    }
  }
  throw noSocketFolder(socketFolders(home).join(', '), failure)
}

async function waitForLeavers(sockets: string): Promise<void> {
  while ((await present(sockets, 'leaving')).length > 0) await sleep(20)
}

// Looks and acts until the server answers: attaches to one that does, waits for one that will, starts one otherwise.
async function reach(scene: Scene): Promise<{ endpoint: Endpoint; startedHere: boolean }> {
  const { place, program, presence, sockets } = scene
  const since = performance.now()
  let quietSince: number | null = null
  let startedHere = false
  for (;;) {
    const waited = performance.now() - since
    const state = await look(place.home, sockets)
    if (state.kind === 'running') return { endpoint: state.endpoint, startedHere }
    if (state.kind === 'busy') {
      quietSince = state.answers ? null : (quietSince ?? performance.now())
      const quiet = quietSince === null ? 0 : performance.now() - quietSince
      if (waited > recoveryPatience) throw notAnswering(cluster.dataIn(place.home), state.pid)
      // Alive and out of reach, for instance because its socket was swept away: if it is ours alone, start it afresh.
      if (quiet > patience) {
        const others = (await present(sockets, 'client')).filter((id) => id !== presence.id)
        if (others.length > 0 || !(await stopPostmaster(place.home, place.account, program)))
          throw notAnswering(cluster.dataIn(place.home), state.pid)
        quietSince = null
      }
      // Soon at first; each question to a server in recovery leaves a line in its log.
      await sleep(Math.min(30 + waited / 20, 500))
      continue
    }
    // An empty pid file may belong to a server that starts at this very moment.
    if (state.leftover === '' && waited < 2000) {
      await sleep(100)
      continue
    }
    if (state.leftover !== null) await removeLeftover(place.home, state.leftover, sockets)
    const attempt = await startStopped(scene)
    if (attempt.kind === 'failed') throw fromWords(cluster.dataIn(place.home), attempt.said)
    if (attempt.kind === 'started') startedHere = true
    else if (waited > patience) throw startFailed(cluster.dataIn(place.home), attempt.said)
    else await sleep(100)
  }
}

async function startStopped(scene: Scene): ReturnType<typeof startPostmaster> {
  const { place, program, presence, throwaway, sockets } = scene
  await sweep(scene)
  if ((await cluster.majorOf(place.home)) === null) {
    scene.say({
      fr: 'Premier démarrage : création de la base de données…',
      en: 'First start: making the database…',
    })
    await cluster.createCluster(place.home, place.account, program, presence.id, throwaway)
  }
  await cluster.checkMajor(place.home, program)
  await cluster.writeSettings(place.home, place.account, sockets, throwaway)
  const log = await cluster.makeLogFolder(place.home, scene.owner)
  await boundLog(join(place.home, log))
  return await startPostmaster(place.home, place.account, program, log)
}

// What killed processes left half made, and the programs of other versions once nobody can be using them.
async function sweep({ place, sockets, presence, version }: Scene): Promise<void> {
  const living = [...(await present(sockets, 'client')), ...(await present(sockets, 'new'))]
  await cluster.sweepUnfinished(place.home, await readdir(place.home), living)
  if (living.every((id) => id === presence.id)) await sweepPrograms(place.home, version)
}

async function leave(scene: Scene): Promise<void> {
  const { place, program, sockets, presence, throwaway } = scene
  let isLast = false
  try {
    await presence.leave()
    isLast = (await present(sockets, 'client')).length === 0
    // One that was killed may stay in the list of processes for ever (a container without an init): pg_ctl would wait
    // for it to the end.
    if (isLast && (await look(place.home, sockets)).kind !== 'stopped')
      await stopPostmaster(place.home, place.account, program, throwaway ? 'immediate' : 'fast')
  } finally {
    await presence.end()
  }
  if (isLast) await removeShortFolder(sockets)
}

// Keeps the log of the server under twice its limit: what is older than the last full file is dropped. The server
// appends, so that it goes on at the start of the emptied file.
async function boundLog(file: string): Promise<void> {
  try {
    if ((await stat(file)).size < logLimit) return
    await copyFile(file, `${file}.1`)
    await truncate(file)
  } catch {
    // No log yet, or no room to keep the old one: neither is a reason not to start.
  }
}

function languageOf(environment: NodeJS.ProcessEnv): 'fr' | 'en' {
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('fr') ? 'fr' : 'en'
}
