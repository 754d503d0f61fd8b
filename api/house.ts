// Opens the database of a data folder for a process of ours, the server or a command: the PostgreSQL that ships with
// Douze, or the one that DATABASE_URL names; checked, migrated, and brought back when it dies.
import { mkdir } from 'node:fs/promises'
import { EmbeddedPostgresError, type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/index.ts'
import { type Connection, type Database, openDatabase } from '../model/database.ts'
import { migrate, NewerDataError } from '../model/migrate.ts'
import { housekeeper } from '../model/reader.ts'
import type { Language, Words } from '../metric/words.ts'
import { isDatabaseUnreachable } from './errors/errors.ts'

export interface House {
  readonly database: Database
  readonly connection: Connection
  readonly kind: 'embedded' | 'own'
  /** '18.4', '15.14': what the server says it is. */
  readonly postgresVersion: string
  readonly schemaVersionsApplied: readonly number[]
  /** What the person in front of the screen should know. */
  readonly notes: readonly string[]
  /** Starts the shipped PostgreSQL again if it died; a company's own one is left to its keepers. */
  revive(): Promise<void>
  /** Closes the pool and lets go of PostgreSQL. */
  close(): Promise<void>
}

export interface HouseOptions {
  /** Absolute path of the data folder. */
  readonly folder: string
  /** DATABASE_URL, when there is one. */
  readonly url: string | undefined
  readonly language: Language
  readonly onProgress?: (line: string) => void
  readonly onLostConnection?: (error: Error) => void
}

/** The database could not be opened; `words` say what to do. Never holds a credential. */
export class HouseError extends Error {
  readonly code: string
  readonly words: Words
  constructor(code: string, words: Words, cause?: unknown) {
    super(words.en, cause === undefined ? undefined : { cause })
    this.code = code
    this.words = words
  }
}

/** The oldest PostgreSQL whose SQL is enough. */
const oldest = 15

/** @throws HouseError, EmbeddedPostgresError or NewerDataError, each with `words` */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { url } = options
  return url === undefined || url === '' ? openEmbedded(options) : openOwn(options, url)
}

/** The sentence of an error that `openHouse` throws; null for any other. */
export function wordsOf(error: unknown): Words | null {
  if (
    error instanceof HouseError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof NewerDataError
  )
    return error.words
  return null
}

async function openEmbedded(options: HouseOptions): Promise<House> {
  await mkdir(options.folder, { recursive: true }).catch(() => {})
  const start = (): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({
      folder: options.folder,
      language: options.language,
      ...(options.onProgress === undefined ? {} : { log: options.onProgress }),
    })
  let postgres = await start()
  let reviving: Promise<void> | null = null
  try {
    const opened = await open(postgres.connection, options, 'DOUZE_DATA')
    return {
      ...opened,
      kind: 'embedded',
      notes: postgres.notes,
      revive: () => {
        reviving ??= (async () => {
          const earlier = postgres
          postgres = await start()
          await earlier.release()
        })().finally(() => (reviving = null))
        return reviving
      },
      close: async () => {
        await reviving?.catch(() => {})
        await opened.database.close()
        await postgres.release()
      },
    }
  } catch (error) {
    await postgres.release()
    throw error
  }
}

async function openOwn(options: HouseOptions, url: string): Promise<House> {
  const place = placeOf(url)
  const opened = await open({ url }, options, place)
  return {
    ...opened,
    kind: 'own',
    notes: [],
    revive: async () => {},
    close: () => opened.database.close(),
  }
}

type Opened = Pick<House, 'database' | 'connection' | 'postgresVersion' | 'schemaVersionsApplied'>

async function open(connection: Connection, options: HouseOptions, place: string): Promise<Opened> {
  const { onLostConnection } = options
  const database = openDatabase(connection, onLostConnection === undefined ? {} : { onLostConnection })
  try {
    const client = await database.connect(housekeeper)
    try {
      const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
        `select current_setting('server_version') as version, current_setting('server_version_num') as number,
           current_setting('server_encoding') as encoding`,
      )
      const [server] = rows
      if (server === undefined) throw new Error('PostgreSQL did not say which version it is')
      if (Math.floor(Number(server.number) / 10_000) < oldest) throw tooOld(server.version)
      if (server.encoding !== 'UTF8') throw wrongEncoding(server.encoding)
      const schemaVersionsApplied = await migrate(client)
      return {
        database,
        connection,
        postgresVersion: server.version.split(' ')[0] ?? '',
        schemaVersionsApplied,
      }
    } finally {
      client.release()
    }
  } catch (error) {
    await database.close()
    throw wordsOf(error) === null ? notReached(error, place) : error
  }
}

/** Host, port and database of an address, without its user and password. @throws HouseError when it is none */
export function placeOf(url: string): string {
  let parsed: URL
  try {
    // Without a host, as for a socket, it is PostgreSQL's own form of address.
    parsed = new URL(url.replace('@/', '@localhost/'))
  } catch {
    throw badUrl()
  }
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') throw badUrl()
  const host = parsed.searchParams.get('host') ?? parsed.hostname
  const port = parsed.port || parsed.searchParams.get('port') || '5432'
  return `${host || 'localhost'}:${port}${parsed.pathname}`
}

function badUrl(): HouseError {
  return new HouseError('database-url', {
    fr: 'DATABASE_URL n’est pas une adresse PostgreSQL. Forme attendue : postgres://utilisateur:motdepasse@hôte:5432/base.',
    en: 'DATABASE_URL is not a PostgreSQL address. Expected form: postgres://user:password@host:5432/database.',
  })
}

function tooOld(version: string): HouseError {
  return new HouseError('database-too-old', {
    fr: `Ce PostgreSQL est le ${version} ; Douze a besoin du ${oldest} ou d’un plus récent. Rien n’a été touché.`,
    en: `This PostgreSQL is ${version}; Douze needs ${oldest} or later. Nothing was touched.`,
  })
}

function wrongEncoding(encoding: string): HouseError {
  return new HouseError('database-encoding', {
    fr: `Cette base est en ${encoding} ; Douze a besoin d’UTF-8. Créez-la avec : create database douze encoding 'UTF8' template template0.`,
    en: `This database is in ${encoding}; Douze needs UTF-8. Make it with: create database douze encoding 'UTF8' template template0.`,
  })
}

function notReached(cause: unknown, place: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === '28P01' || code === '28000')
    return new HouseError('database-refused', {
      fr: `PostgreSQL (${place}) refuse cet utilisateur ou ce mot de passe : vérifiez DATABASE_URL.`,
      en: `PostgreSQL (${place}) refuses this user or password: check DATABASE_URL.`,
    })
  if (code === '3D000')
    return new HouseError('database-missing', {
      fr: `Cette base n’existe pas (${place}) : créez-la, ou corrigez DATABASE_URL.`,
      en: `There is no such database (${place}): create it, or correct DATABASE_URL.`,
    })
  if (code === '42501' || code === '25006')
    return new HouseError('database-rights', {
      fr: `Cet utilisateur ne peut pas créer de tables dans la base (${place}) : donnez-lui ce droit, ou une base à lui.`,
      en: `This user cannot create tables in the database (${place}): grant that right, or give it a database of its own.`,
    })
  if (isDatabaseUnreachable(cause))
    return new HouseError('database-unreachable', {
      fr: `PostgreSQL ne répond pas (${place}). Vérifiez qu’il tourne et que l’adresse est la bonne.`,
      en: `PostgreSQL does not answer (${place}). Check that it runs and that the address is right.`,
    })
  return cause
}
