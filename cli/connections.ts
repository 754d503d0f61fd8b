// `douze connections`: the sources that deliver by themselves, from the machine itself: shown, made, run, paused, removed.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { makePasswords, readKeys } from '../access/index.ts'
import { runDue } from '../api/jobs/connection-runs.ts'
import { makeImportJobs } from '../api/jobs/import-jobs.ts'
import { doImportTask } from '../api/jobs/import-tasks.ts'
import { openInbox } from '../api/uploads/inbox.ts'
import { makeRunningConnections } from '../api/jobs/running-connections.ts'
import { makeLog } from '../api/log.ts'
import type { Database } from '../model/database.ts'
import { owner } from '../model/reader.ts'
import { readSettings } from '../model/settings.ts'
import {
  addConnection,
  changeConnection,
  type Connection,
  ConnectionRefused,
  type Keeping,
  listConnections,
  removeConnection,
  runSoon,
} from '../sources/connections/connections.ts'
import { placeOfFolder, settlingFiles } from '../sources/connections/drop-folder.ts'
import { listFolders } from '../sources/mail/imap.ts'
import {
  connectionTo,
  expectNobodys,
  foldersIn,
  type Mailbox,
  mailboxOf,
  settingsOf,
} from '../sources/mail/mailbox-settings.ts'
import { MailRefused } from '../sources/mail/refused.ts'
import { allowedHosts } from '../sources/own-time/subscription.ts'
import { type SenderName, senderNames, senders } from '../sources/webhooks/senders.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { originOf } from './front.ts'
import { dataFolderOf, dropFolderOf, inHouse, keyOf } from './house.ts'
import { mailOptions, mailPasswordOf, serverOf } from './mail-options.ts'
import { longWork } from './progress.ts'
import { table } from './table.ts'

export const connections: Command = {
  name: 'connections',
  summary: {
    fr: 'montre les sources qui livrent d’elles-mêmes ; en connecte, en lance, en retire',
    en: 'shows the sources that deliver by themselves; connects, runs, removes them',
  },
  usage: '[list | add-webhook | add-folder | add-mail | run | password | pause | resume | remove] [NAME]',
  least: 0,
  most: 2,
  options: {
    sender: {
      words: {
        fr: `qui envoie : ${senderNames.join(', ')} (add-webhook)`,
        en: `who sends: ${senderNames.join(', ')} (add-webhook)`,
      },
      value: { fr: 'OUTIL', en: 'TOOL' },
    },
    schedule: {
      words: {
        fr: 'quand regarder, en cinq champs de cron ; par défaut tous les jours à 6 h (add-folder, add-mail)',
        en: 'when to look, in five fields of cron; by default every day at 6:00 (add-folder, add-mail)',
      },
      value: { fr: 'CRON', en: 'CRON' },
    },
    ...mailOptions,
    folders: {
      words: {
        fr: 'dossiers lus, séparés par des virgules ; par défaut tous sauf privés, indésirables, corbeille et brouillons (add-mail)',
        en: 'folders read, separated by commas; by default all but private ones, junk, trash and drafts (add-mail)',
      },
      value: { fr: 'DOSSIERS', en: 'FOLDERS' },
    },
    source: {
      words: { fr: 'à qui sont les identifiants ; par défaut crm', en: 'whose the ids are; by default crm' },
      value: { fr: 'NOM', en: 'NAME' },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: [
    'DOUZE_SECRET=whsec_… douze connections add-webhook enquetes --sender formbricks',
    'douze connections add-folder "exports du CRM" --schedule "0 6 * * *"',
    'DOUZE_MAIL_PASSWORD=… douze connections add-mail "boîte commune" --host imap.example.com --user ventes@example.com',
    'douze connections run "exports du CRM"',
  ],
  run: (around, given) => {
    const [verb = 'list', name = ''] = given.words
    const act = Object.hasOwn(verbs, verb) ? verbs[verb as keyof typeof verbs] : undefined
    if (act === undefined)
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : ${Object.keys(verbs).join(', ')}.`,
        `"${verb}" is not an action. There are: ${Object.keys(verbs).join(', ')}.`,
      )
    if (verb !== 'list' && name === '')
      throw new UsageError('Il manque le nom de la connexion.', 'The name of the connection is missing.')
    return inHouse(around, async ({ database }, signal) => {
      try {
        await act({ around, given, database, name, signal })
      } catch (error) {
        if (error instanceof ConnectionRefused || error instanceof MailRefused)
          throw new CommandError(error.words.fr, error.words.en)
        throw error
      }
      return exitCodes.done
    })
  },
}

interface Asked {
  readonly around: Surroundings
  readonly given: Given
  readonly database: Database
  readonly name: string
  readonly signal: AbortSignal
}
type Act = (asked: Asked) => Promise<void>

const list: Act = async ({ around, given, database }) => {
  const found = await database.read(owner, listConnections)
  await around.out(given.has('json') ? `${JSON.stringify(found, null, 2)}\n` : listing(around, found))
}

const addWebhook: Act = async (asked) => {
  const { around, given, name } = asked
  const sender = given.value('sender') ?? 'plain'
  if (!Object.hasOwn(senders, sender))
    throw new UsageError(
      `« ${sender} » n’est pas connu. Au choix : ${senderNames.join(', ')}.`,
      `"${sender}" is not known. There are: ${senderNames.join(', ')}.`,
    )
  const signs = senders[sender as SenderName].signature !== 'address'
  const secret = around.environment['DOUZE_SECRET']
  if (signs && (secret === undefined || secret.length < 8))
    throw new UsageError(
      'Donnez le secret de signature dans DOUZE_SECRET : sur la ligne de commande, il resterait dans l’historique.',
      'Give the signing secret in DOUZE_SECRET: on the command line it would stay in the history.',
    )
  const { reference } = await add(asked, {
    kind: 'webhook',
    settings: { sender },
    secret: signs ? (secret ?? null) : null,
    schedule: null,
  })
  await around.out(`${originOf(around)}/hooks/${reference ?? ''}\n`)
  around.say(
    around.language === 'fr'
      ? `« ${name} » attend à cette adresse, qui n’est montrée que cette fois.`
      : `“${name}” waits at this address, which is shown this once.`,
  )
}

const addFolder: Act = async (asked) => {
  const { around, given, name } = asked
  const folders = dropFolderOf(around)
  await placeOfFolder(folders, name).catch((error: unknown) => {
    if (error instanceof RangeError)
      throw new CommandError(
        'Ce nom ne peut pas être celui d’un dossier.',
        'This name cannot be that of a folder.',
      )
    throw error
  })
  const schedule = given.value('schedule') ?? '0 6 * * *'
  await add(asked, { kind: 'folder', settings: { folder: name }, secret: null, schedule })
  await around.out(`${path.join(folders, name)}\n`)
}

const addMail: Act = async (asked) => {
  const { around, given, database, signal } = asked
  const server = serverOf(given)
  const folders = foldersIn(given.value('folders') ?? '')
  const secret = await mailPasswordOf(around)
  await database.read(owner, (query) => expectNobodys(query, server.user))
  await tryToOpen(asked, { ...server, folders }, secret, signal)
  const schedule = given.value('schedule') ?? '0 6 * * *'
  await add(asked, { kind: 'mail', settings: settingsOf({ ...server, folders }), secret, schedule })
  await around.out(listing(around, [await named(database, asked.name)]))
}

/** Another password for a mailbox, once it lets in. */
const password: Act = async (asked) => {
  const { around, database, name, signal } = asked
  const { connectionId, kind, settings } = await named(database, name)
  if (kind !== 'mail')
    throw new CommandError('Cette connexion n’a pas de mot de passe.', 'This connection has no password.')
  const secret = await mailPasswordOf(around)
  await tryToOpen(asked, mailboxOf(settings), secret, signal)
  const keeping = await keepingOf(asked)
  await database.writeApart(owner, (query) => changeConnection(query, connectionId, { secret }, keeping))
}

async function tryToOpen(
  { database }: Asked,
  mailbox: Mailbox,
  secret: string,
  signal: AbortSignal,
): Promise<void> {
  const names = { allowedHosts: await database.read(owner, allowedHosts) }
  await listFolders(connectionTo(mailbox, secret), names, { folders: mailbox.folders, signal })
}

const run: Act = async ({ around, database, name, signal: stopping }) => {
  const { connectionId } = await named(database, name)
  await database.writeApart(owner, (query) => runSoon(query, connectionId, around.clock()))
  const log = makeLog('warn')
  const work = longWork(around)
  const folder = dataFolderOf(around)
  const runs = makeRunningConnections((progress) => work.tell(progress))
  stopping.addEventListener('abort', () => runs.stop())
  await runDue({
    database,
    runs,
    clock: around.clock,
    log,
    inbox: openInbox(path.join(folder, 'inbox')),
    dropFolder: dropFolderOf(around),
    jobs: makeImportJobs(
      (task, tell, signal) => doImportTask(database, task, { now: around.clock, onProgress: tell, signal }),
      log,
    ),
    access: {
      clock: around.clock,
      random: randomBytes,
      passwords: makePasswords(),
      keys: () => readKeys({ given: keyOf(around), folder, random: randomBytes }),
    },
  }).finally(() => work.end())
  await around.out(listing(around, [await named(database, name)]))
  await saySettling(around, await named(database, name))
}

/** A file dropped a moment ago may still be written: it is not read yet, and that is no reason to find nothing without a word. */
async function saySettling(around: Surroundings, { kind, name, settings }: Connection): Promise<void> {
  if (kind !== 'folder') return
  const folder = await placeOfFolder(dropFolderOf(around), settings['folder'] ?? name)
  const now = around.clock()
  for (const file of await settlingFiles(folder, now)) {
    const seconds = Math.max(1, Math.ceil((file.completeAt.getTime() - now.getTime()) / 1000))
    await around.out(
      around.language === 'fr'
        ? `« ${file.name} » vient d’être déposé et s’écrit peut-être encore : il se lit une fois immobile 5 secondes. Relancez dans ${seconds} s ; le serveur, s’il tourne, le lira de lui-même.\n`
        : `“${file.name}” was dropped a moment ago and may still be written: it is read once at rest for 5 seconds. Run again in ${seconds} s; the server, where it runs, will read it by itself.\n`,
    )
  }
}

const pause =
  (isPaused: boolean): Act =>
  async (asked) => {
    const { connectionId } = await named(asked.database, asked.name)
    const keeping = await keepingOf(asked)
    await asked.database.writeApart(owner, (query) =>
      changeConnection(query, connectionId, { isPaused }, keeping),
    )
  }

const remove: Act = async ({ database, name }) => {
  const { connectionId } = await named(database, name)
  await database.writeApart(owner, (query) => removeConnection(query, connectionId))
}

const verbs = {
  list,
  'add-webhook': addWebhook,
  'add-folder': addFolder,
  'add-mail': addMail,
  run,
  password,
  pause: pause(true),
  resume: pause(false),
  remove,
}

async function add(
  asked: Asked,
  made: Pick<Parameters<typeof addConnection>[1], 'kind' | 'settings' | 'secret' | 'schedule'>,
): Promise<{ readonly reference: string | null }> {
  const keeping = await keepingOf(asked)
  const source = asked.given.value('source') ?? (made.kind === 'mail' ? 'mail' : 'crm')
  return asked.database.writeApart(owner, (query) =>
    addConnection(query, { ...made, name: asked.name, source, personId: null }, keeping),
  )
}

async function keepingOf({ around, database }: Asked): Promise<Keeping> {
  const { timeZone } = await database.read(owner, readSettings)
  const keys = await readKeys({ given: keyOf(around), folder: dataFolderOf(around), random: randomBytes })
  return { now: around.clock(), random: randomBytes, keys, timeZone }
}

async function named(database: Database, name: string): Promise<Connection> {
  const found = (await database.read(owner, listConnections)).find((one) => one.name === name)
  if (found === undefined)
    throw new CommandError(
      `Aucune connexion ne s’appelle « ${name} ». « douze connections » les montre.`,
      `No connection is called “${name}”. "douze connections" shows them.`,
    )
  return found
}

function listing(around: Surroundings, found: readonly Connection[]): string {
  const fr = around.language === 'fr'
  const at = (instant: Date | null): string =>
    instant === null ? '' : instant.toISOString().slice(0, 16).replace('T', ' ')
  return table(
    [
      { title: fr ? 'Nom' : 'Name' },
      { title: fr ? 'Genre' : 'Kind' },
      { title: fr ? 'Dernier passage (UTC)' : 'Last run (UTC)' },
      { title: fr ? 'Prochain (UTC)' : 'Next (UTC)' },
      { title: fr ? 'En attente' : 'Waiting', align: 'right' },
      { title: fr ? 'État' : 'State', isFlexible: true },
    ],
    found.map((one) => [
      one.name,
      one.kind,
      at(one.lastRunAt),
      at(one.nextRunAt),
      String(one.waiting),
      one.isPaused ? (fr ? 'en pause' : 'paused') : (one.lastFault?.[around.language] ?? ''),
    ]),
    around.columns,
  )
}
