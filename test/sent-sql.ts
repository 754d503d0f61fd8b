// Catches the SQL that metrics send, for the golden files and for the rules that keep it fit for Citus.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Connection, Database, Query } from '../model/database.ts'
import { decoding, typeParsers } from '../model/decode.ts'
import type { Schema } from '../model/schema.ts'

export interface Listening {
  readonly database: Database
  /** What was sent since the last call. */
  heard(): string[]
  close(): Promise<void>
}

/** Opens a database whose reads are noted down. Its writes and raw connections are those of nobody: it has none. */
export function listenTo(connection: Connection): Listening {
  const pool = new pg.Pool({
    ...(connection.url === undefined ? connection : { connectionString: connection.url }),
    types: typeParsers,
    max: 1,
    // Without compiling, as the product asks: where a loop cannot be avoided, older versions price it beyond all compiling.
    options: '-c timezone=UTC -c datestyle=ISO,YMD -c jit=off',
  })
  // The pool has said its farewell and not waited: a database that is dropped at once may still find the connection there.
  pool.on('error', () => {})
  let sent: string[] = []
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [decoding],
    log: (event) => void sent.push(event.query.sql),
  })
  return {
    database: {
      read: (_reader, work) => kysely.transaction().execute((query: Query) => work(query)),
      write: refuse,
      writeApart: refuse,
      connect: refuse,
      close: () => kysely.destroy(),
    },
    heard() {
      const heard = sent
      sent = []
      return heard
    },
    close: () => kysely.destroy(),
  }
}

const breaks = /^(select|from|left join|join|where|group by|order by|union|limit|with)$/

/** The statement with one clause a line, indented by its depth in parentheses. */
export function laidOut(statement: string): string {
  const words = statement
    .replace(/\s+/g, ' ')
    .replace(/\b(left join|group by|order by)\b/g, (clause) => clause.replace(' ', '\u0000'))
    .trim()
    .split(' ')
    .map((word) => word.replace('\u0000', ' '))
  let depth = 0
  let text = ''
  // Parentheses of functions and conditions stay on their line; those that hold a clause open a level.
  for (const word of words) {
    const clause = word.replace(/^\(+/, '')
    const opened = word.length - clause.length
    if (breaks.test(clause) && text !== '' && !text.endsWith('filter ')) {
      text = text.trimEnd() + '('.repeat(opened)
      text += `\n${'  '.repeat(depth + opened)}${clause} `
    } else text += `${word} `
    depth += count(word, '(') - count(word, ')')
  }
  return text.trimEnd().replace(/ +\n/g, '\n')
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('Only reads are listened to'))
}
