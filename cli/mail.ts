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
import { readKnownParties } from '../sources/mail/known.ts'
import { expectNobodys } from '../sources/mail/mailbox-settings.ts'
import { MailRefused } from '../sources/mail/refused.ts'
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
import { mailOptions, mailPasswordOf, serverOf } from './mail-options.ts'
import { longWork } from './progress.ts'

const usualDays = 90

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
    ...mailOptions,
    since: {
      words: {
        fr: `premier jour lu (par défaut il y a ${usualDays} jours)`,
        en: `first day read (${usualDays} days ago by default)`,
      },
      value: { fr: 'AAAA-MM-JJ', en: 'YYYY-MM-DD' },
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
    const connection = { ...serverOf(given), password: await mailPasswordOf(around) }
    const since = sinceOf(given, around.clock())
    const isDryRun = given.has('dry-run')
    const report = await inHouse(around, async ({ database }, signal) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'douze-mail-'))
      const work = longWork(around)
      const running = { now: around.clock, signal, onProgress: (progress: Progress) => work.tell(progress) }
      try {
        await database.read(owner, (query) => expectNobodys(query, connection.user))
        const known = await database.read(owner, readKnownParties)
        const file = { name: `${connection.host}.mbox`, path: path.join(folder, 'mailbox') }
        const allowedHosts = new Set(
          await database.read(owner, (query) => readHostList(query, 'internal-hosts')),
        )
        await gatherMailbox(connection, { allowedHosts }, { since, signal }, known, file.path)
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
