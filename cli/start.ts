// `douze start`: opens the data, listens on this machine, and leaves in good order when asked.
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import type { ProviderSettings } from '../access/index.ts'
import type { Front } from '../api/front.ts'
import { type House, openHouse } from '../api/house.ts'
import { type Log, makeLog } from '../api/log.ts'
import { PortTakenError, type RunningServer, startServer } from '../api/server.ts'
import { readPages } from '../api/static-files.ts'
import { type Command, exitCodes, type Surroundings, UsageError } from './command.ts'
import { databaseUrlOf, dataFolderOf, dropFolderOf, keyOf } from './house.ts'
import { frontOf } from './front.ts'
import { openingLink } from './link.ts'
import { usualPort } from './port.ts'
import { providerOf } from './provider.ts'

export const start: Command = {
  name: 'start',
  summary: {
    fr: 'démarre Douze et affiche le lien de la page',
    en: 'starts Douze and prints the link of the page',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    port: {
      words: {
        fr: 'port local ; par défaut DOUZE_PORT, sinon 1212',
        en: 'local port; by default DOUZE_PORT, else 1212',
      },
      value: { fr: 'PORT', en: 'PORT' },
    },
  },
  run: async (around, given) => {
    const provider = providerOf(around)
    const front = frontOf(around)
    const port = portOf(given.value('port') ?? around.environment['DOUZE_PORT'])
    // Before the database is touched: a second start must not disturb the first.
    if (port !== 0 && !(await isFree(port))) return portTaken(around, port)
    const log = makeLog(around.environment['DOUZE_LOG'] ?? 'warn')
    const house = await openHouse({
      folder: dataFolderOf(around),
      url: databaseUrlOf(around),
      language: around.language,
      onProgress: around.say,
      onLostConnection: (error) => log.warn({ error }, 'database-connection-lost'),
    })
    try {
      return await serve(around, house, { port, provider, front, log })
    } finally {
      await house.close()
    }
  },
}

interface Served {
  readonly port: number
  readonly provider: ProviderSettings | null
  readonly front: Front
  readonly log: Log
}

async function serve(
  around: Surroundings,
  house: House,
  { port, provider, front, log }: Served,
): Promise<number> {
  const fr = around.language === 'fr'
  let server: RunningServer
  try {
    server = await startServer({
      house,
      dataFolder: dataFolderOf(around),
      dropFolder: dropFolderOf(around),
      pages: readPages(path.join(around.root, 'dist', 'web')),
      port,
      log,
      clock: around.clock,
      version: around.version,
      key: keyOf(around),
      provider,
      front,
    })
  } catch (error) {
    if (error instanceof PortTakenError) return portTaken(around, port)
    throw error
  }
  for (const note of house.notes) around.say(note)
  // As long as nobody has an account, the link carries the code that makes its opener the owner.
  const opening = (await openingLink(house.database, around, server.address)) ?? server.address
  await around.out(fr ? `Douze est prêt : ${opening}\n` : `Douze is ready: ${opening}\n`)
  if (front.publicOrigin !== null)
    await around.out(
      fr
        ? `Pour les autres, par le serveur web de cette machine : ${front.publicOrigin}\n`
        : `For everybody else, by way of this machine's web server: ${front.publicOrigin}\n`,
    )
  await around.stopAsked
  around.say(fr ? 'Douze s’arrête…' : 'Douze is stopping…')
  await server.stop()
  return exitCodes.done
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return usualPort
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new UsageError(
    `« ${text} » n’est pas un port : un nombre de 1 à 65535 (0 en prend un libre).`,
    `"${text}" is not a port: a number from 1 to 65535 (0 takes a free one).`,
  )
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    probe.listen(port, '127.0.0.1')
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}

/** Says who has the port: Douze itself, or another program. */
async function portTaken(around: Surroundings, port: number): Promise<number> {
  const fr = around.language === 'fr'
  const address = `http://127.0.0.1:${port}`
  if (await isDouze(address))
    around.say(
      fr
        ? `Douze répond déjà à ${address}. Pour un second, choisissez un autre port et un autre dossier : DOUZE_PORT=${port + 1} DOUZE_DATA=… npm start`
        : `Douze already answers at ${address}. For a second one choose another port and another folder: DOUZE_PORT=${port + 1} DOUZE_DATA=… npm start`,
    )
  else
    around.say(
      fr
        ? `Le port ${port} est pris par un autre programme. Choisissez-en un autre : DOUZE_PORT=${port + 1} npm start`
        : `Port ${port} is taken by another program. Choose another one: DOUZE_PORT=${port + 1} npm start`,
    )
  return exitCodes.portTaken
}

async function isDouze(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/openapi.json`, { signal: AbortSignal.timeout(1_500) })
    const json = (await answer.json()) as { info?: { title?: unknown } }
    return json.info?.title === 'Douze'
  } catch {
    return false
  }
}
