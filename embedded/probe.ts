// Whether a PostgreSQL accepts connections: the first packet of its protocol, and the first byte of the answer.
import { connect } from 'node:net'

/** Where a server listens. */
export interface Endpoint {
  host: string
  port: number
}

/** `ready`: it takes connections. `busy`: it is there, and starting, recovering or stopping. `silent`: nobody. */
export type Readiness = 'ready' | 'busy' | 'silent'

/** Asks the server at `endpoint` (a folder of sockets, or an address). Never throws; answers within two seconds. */
export async function probe(endpoint: Endpoint, user: string, database: string): Promise<Readiness> {
  const path = `${endpoint.host}/.s.PGSQL.${endpoint.port}`
  const socket = endpoint.host.startsWith('/') ? connect(path) : connect(endpoint.port, endpoint.host)
  return new Promise((resolve) => {
    const finish = (readiness: Readiness): void => {
      // A word of farewell, else the server notes a broken connection.
      if (!socket.destroyed) socket.end(Buffer.from([0x58, 0, 0, 0, 4]))
      resolve(readiness)
    }
    let answered = Buffer.alloc(0)
    socket.setTimeout(2000, () => {
      socket.destroy()
      resolve('busy')
    })
    socket.once('connect', () => socket.write(startupPacket(user, database)))
    socket.on('data', (chunk: Buffer) => {
      answered = Buffer.concat([answered, chunk])
      // 'R' asks for (or waives) authentication: the server is up. 'E' is an error, in full before the connection ends.
      if (answered[0] === 0x52) finish('ready')
    })
    socket.once('end', () => finish(readError(answered)))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.destroy()
      resolve(
        error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ENOTDIR'
          ? 'silent'
          : 'busy',
      )
    })
  })
}

// 57P03 is "cannot connect now": starting up, recovering or shutting down. Any other refusal comes from a server at work.
function readError(answered: Buffer): Readiness {
  if (answered[0] !== 0x45) return 'busy'
  return answered.includes('C57P03\0') ? 'busy' : 'ready'
}

function startupPacket(user: string, database: string): Buffer {
  const body = Buffer.from(`user\0${user}\0database\0${database}\0application_name\0douze probe\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, body])
}
