// `douze mail`: reads a mailbox on a server, header by header, into minutes with known customers.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readHostList } from '../model/host-lists.ts'
import { owner } from '../model/reader.ts'
import {
  discardImport,
  ImportRefused,
  type ImportReport,
  makeVisible,
  openImport,
  type Progress,
  stageImport,
} from '../sources/ingest/index.ts'
import { gatherMailbox } from '../sources/mail/gather.ts'
import { type MailConnection, MailRefused } from '../sources/mail/imap.ts'
import { readKnownParties } from '../sources/mail/known.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouse } from './house.ts'
import { importJson, verdictOf } from './import-json.ts'
import { importText } from './import-text.ts'
import { longWork } from './progress.ts'

const usualDays = 90
const securities = ['tls', 'starttls', 'none'] as const
const usualPort = { tls: 993, starttls: 143, none: 143 }

export const mail: Command = {
  name: 'mail',
  summary: {
    fr: 'lit une boîte de messages (IMAP) : moments et clients connus, ni objet ni texte',
    en: 'reads a mailbox (IMAP): moments and known customers, no subject, no text',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    host: { words: { fr: 'serveur IMAP', en: 'IMAP server' }, value: { fr: 'SERVEUR', en: 'HOST' } },
    user: { words: { fr: 'nom du compte', en: 'name of the account' }, value: { fr: 'NOM', en: 'USER' } },
    port: {
      words: { fr: 'port (par défaut 993)', en: 'port (993 by default)' },
      value: { fr: 'PORT', en: 'PORT' },
    },
    since: {
      words: {
        fr: `premier jour lu (par défaut il y a ${usualDays} jours)`,
        en: `first day read (${usualDays} days ago by default)`,
      },
      value: { fr: 'AAAA-MM-JJ', en: 'YYYY-MM-DD' },
    },
    security: {
      words: {
        fr: 'tls (par défaut), starttls, ou none pour un serveur de cette machine, permis par « douze settings »',
        en: 'tls (the default), starttls, or none for a server of this machine, allowed by “douze settings”',
      },
      value: { fr: 'tls|starttls|none', en: 'tls|starttls|none' },
    },
    'dry-run': {
      words: {
        fr: 'lit et montre le rapport sans rien garder',
        en: 'reads and reports without keeping anything',
      },
    },
    json: { words: { fr: 'écrit le rapport en JSON', en: 'prints the report as JSON' } },
  },
  examples: [
    'DOUZE_MAIL_PASSWORD=... douze mail --host imap.example.com --user lea@example.com',
    'douze mail --host imap.example.com --user lea@example.com --since 2026-01-01 < password.txt',
  ],
  run: async (around, given) => {
    const connection = { ...serverOf(given), password: await passwordOf(around) }
    const since = sinceOf(given, around.clock())
    const isDryRun = given.has('dry-run')
    const report = await inHouse(around, async ({ database }, signal) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'douze-mail-'))
      const work = longWork(around)
      const running = { now: around.clock, signal, onProgress: (progress: Progress) => work.tell(progress) }
      try {
        const known = await database.read(owner, readKnownParties)
        const file = { name: `${connection.host}.mbox`, path: path.join(folder, 'mailbox') }
        const allowedHosts = new Set(
          await database.read(owner, (query) => readHostList(query, 'internal-hosts')),
        )
        await gatherMailbox(connection, { allowedHosts }, since, known, file.path, signal)
        const { importId } = await openImport(database, owner, { now: around.clock })
        const staged = await stageImport(database, owner, importId, [file], running)
        if (staged.state !== 'staged') return staged
        if (!isDryRun) return await makeVisible(database, owner, importId, running)
        await discardImport(database, owner, importId, around.clock)
        return staged
      } catch (error) {
        if (error instanceof ImportRefused || error instanceof MailRefused)
          throw new CommandError(error.words.fr, error.words.en)
        throw error
      } finally {
        work.end()
        await rm(folder, { recursive: true, force: true })
      }
    })
    await print(around, given, report, isDryRun)
    return verdictOf(report) === 'reject' ? exitCodes.failed : exitCodes.done
  },
}

function serverOf(given: Given): Omit<MailConnection, 'password'> {
  const host = given.value('host') ?? ''
  const user = given.value('user') ?? ''
  if (host === '' || user === '')
    throw new UsageError('Il manque --host ou --user.', '--host or --user is missing.')
  const security = securities.find((one) => one === (given.value('security') ?? 'tls'))
  if (security === undefined)
    throw new UsageError(
      '--security attend tls, starttls ou none.',
      '--security needs tls, starttls or none.',
    )
  const port = given.value('port') ?? String(usualPort[security])
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new UsageError('--port attend un nombre de 1 à 65535.', '--port needs a number from 1 to 65535.')
  return { host, user, port: Number(port), security }
}

/** From the environment, else the first line of the input: never from the command line, which others can see. */
async function passwordOf(around: Surroundings): Promise<string> {
  const said = around.environment['DOUZE_MAIL_PASSWORD']
  if (said !== undefined && said !== '') return said
  let text = ''
  for await (const piece of around.input()) {
    text += Buffer.from(piece).toString('utf8')
    if (/[\r\n]/.test(text) || text.length > 1000) break
  }
  const [line = ''] = text.split(/[\r\n]/, 1)
  if (line === '')
    throw new UsageError(
      'Il manque le mot de passe : dans DOUZE_MAIL_PASSWORD, ou sur l’entrée de la commande.',
      'The password is missing: in DOUZE_MAIL_PASSWORD, or on the input of the command.',
    )
  return line
}

function sinceOf(given: Given, now: Date): Date {
  const written = given.value('since')
  if (written === undefined) return new Date(now.getTime() - usualDays * 86_400_000)
  const since = new Date(`${written}T00:00:00Z`)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(since.getTime())
  if (!isDay || since.toISOString().slice(0, 10) !== written)
    throw new UsageError('--since attend un jour : AAAA-MM-JJ.', '--since needs a day: YYYY-MM-DD.')
  return since
}

async function print(
  around: Surroundings,
  given: Given,
  report: ImportReport,
  isDryRun: boolean,
): Promise<void> {
  if (given.has('json')) await around.out(`${JSON.stringify(importJson(report), null, 2)}\n`)
  else await around.out(importText(around, report, isDryRun))
}
