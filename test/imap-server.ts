// A mail server for tests on a loopback socket: as much of IMAP4rev1 as a client needs that reads headers, and a record of all it
// was asked.
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

export interface ServedMessage {
  readonly uid: number
  /** Day of arrival, by which SEARCH SINCE goes: '2026-05-04'. */
  readonly day: string
  readonly headers: string
  readonly body: string
}

export interface ServedFolder {
  readonly path: string
  readonly flags?: string
  readonly messages: readonly ServedMessage[]
}

export interface ImapServer {
  readonly port: number
  /** Commands as they came, without their tags. */
  readonly commands: string[]
  /** How many came, whether they said anything or not. */
  readonly connections: number
  close(): Promise<void>
}

export interface ServedHow {
  /** TLS from the first byte, with this key and certificate. */
  readonly certificate?: { readonly key: string; readonly cert: string }
  /** Waited for before headers are sent. */
  readonly beforeFetch?: () => Promise<void>
}

export async function startImapServer(
  login: { readonly user: string; readonly password: string },
  folders: readonly ServedFolder[],
  { certificate, beforeFetch }: ServedHow = {},
): Promise<ImapServer> {
  const commands: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const take = (socket: Socket): void => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    serve(socket, login, folders, commands, beforeFetch)
  }
  const server: Server = certificate === undefined ? createServer(take) : createTlsServer(certificate, take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    commands,
    get connections() {
      return connections
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function serve(
  socket: Socket,
  login: { readonly user: string; readonly password: string },
  folders: readonly ServedFolder[],
  commands: string[],
  beforeFetch: ServedHow['beforeFetch'],
): void {
  let selected: ServedFolder | undefined
  let waiting = ''
  const send = (...lines: string[]): void => {
    socket.write(lines.map((line) => `${line}\r\n`).join(''), 'latin1')
  }
  send('* OK [CAPABILITY IMAP4rev1] ready')
  socket.on('data', (bytes) => {
    const lines = (waiting + bytes.toString('latin1')).split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) answer(line)
  })

  function answer(line: string): void {
    const [tag = '', ...words] = line.split(' ')
    const asked = words.join(' ')
    const isUid = words[0]?.toUpperCase() === 'UID'
    const verb = (isUid ? words[1] : words[0])?.toUpperCase() ?? ''
    commands.push(verb === 'LOGIN' ? 'LOGIN' : asked)
    switch (verb) {
      case 'CAPABILITY':
        return send('* CAPABILITY IMAP4rev1', `${tag} OK done`)
      case 'LOGIN':
        return unquote(asked) === `LOGIN ${login.user} ${login.password}`
          ? send(`${tag} OK logged in`)
          : send(`${tag} NO [AUTHENTICATIONFAILED] no`)
      case 'LIST':
        if (/^LIST "" ""$/i.test(asked)) return send('* LIST (\\Noselect) "/" ""', `${tag} OK done`)
        return send(
          ...folders.map(({ path, flags = '' }) => `* LIST (${flags}) "/" "${path}"`),
          `${tag} OK done`,
        )
      case 'EXAMINE':
      case 'SELECT': {
        selected = folders.find(({ path }) => path === unquote(words.slice(1).join(' ')))
        if (selected === undefined) return send(`${tag} NO no such folder`)
        return send(
          '* FLAGS (\\Seen)',
          `* ${selected.messages.length} EXISTS`,
          '* 0 RECENT',
          '* OK [UIDVALIDITY 1] ok',
          '* OK [UIDNEXT 1000] ok',
          `${tag} OK [READ-ONLY] done`,
        )
      }
      case 'SEARCH': {
        const [, day = '', month = '', year = ''] = /SINCE (\d+)-(\w{3})-(\d{4})/i.exec(asked) ?? []
        const since = new Date(`${day} ${month} ${year} UTC`).toISOString().slice(0, 10)
        const found = (selected?.messages ?? [])
          .filter((message) => message.day >= since)
          .map(({ uid }) => uid)
        return send(`* SEARCH ${found.join(' ')}`.trim(), `${tag} OK done`)
      }
      case 'FETCH':
        if (beforeFetch === undefined) return fetch(tag, asked)
        return void beforeFetch().then(() => fetch(tag, asked))
      case 'LOGOUT':
        send('* BYE', `${tag} OK done`)
        socket.end()
        return
      default:
        return send(`${tag} OK done`)
    }
  }

  function fetch(tag: string, asked: string): void {
    const range = new Set(expand(/FETCH (\S+)/i.exec(asked)?.[1] ?? ''))
    const fields = /HEADER\.FIELDS \(([^)]*)\)/i.exec(asked)?.[1] ?? ''
    for (const [index, { uid, headers }] of (selected?.messages ?? []).entries()) {
      if (!range.has(uid)) continue
      const wanted = headersOnly(headers, fields)
      send(`* ${index + 1} FETCH (UID ${uid} BODY[HEADER.FIELDS (${fields})] {${wanted.length}}`)
      socket.write(`${wanted})\r\n`, 'latin1')
    }
    send(`${tag} OK done`)
  }
}

const unquote = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inside: string) => inside.replace(/\\(.)/g, '$1'))

function expand(range: string): number[] {
  return range.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(':').map(Number)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}

/** The lines of the fields asked for, folded ones with what follows them. */
function headersOnly(headers: string, fields: string): string {
  const wanted = new Set(fields.toLowerCase().split(' '))
  const lines = headers.replaceAll('\n', '\r\n').split('\r\n')
  let isWanted = false
  const kept = lines.filter((line) => {
    if (!/^[ \t]/.test(line)) isWanted = wanted.has(line.slice(0, line.indexOf(':')).toLowerCase())
    return isWanted
  })
  return `${kept.join('\r\n')}\r\n\r\n`
}
