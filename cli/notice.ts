// `douze notice`: versions of the notice to employees, and who got which and when.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  noticeStates,
  noticeVersions,
  publishNotice,
  recordReceipts,
  type Way,
  ways,
} from '../access/privacy/index.ts'
import { owner } from '../model/reader.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { asCommandError } from './person.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const notice: Command = {
  name: 'notice',
  summary: {
    fr: 'information des salariés : versions et remises',
    en: 'notice to employees: versions and receipts',
  },
  usage: '[list | publish | given] [VERSION]',
  least: 0,
  most: 2,
  options: {
    fr: {
      words: { fr: 'texte français (publish)', en: 'French text (publish)' },
      value: { fr: 'FICHIER', en: 'FILE' },
    },
    en: {
      words: { fr: 'texte anglais (publish)', en: 'English text (publish)' },
      value: { fr: 'FICHIER', en: 'FILE' },
    },
    to: {
      words: { fr: 'numéro d’une personne, ou all (given)', en: 'number of a person, or all (given)' },
      value: { fr: 'N°|all', en: 'NO|all' },
      isMany: true,
    },
    way: {
      words: { fr: `comment : ${ways.join(', ')} (given)`, en: `how: ${ways.join(', ')} (given)` },
      value: { fr: 'MOYEN', en: 'WAY' },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: [
    'douze notice publish 2026-03 --fr notice.fr.md --en notice.en.md',
    'douze notice given 2026-03 --to all --way "by mail"',
  ],
  run: async (around, given) => {
    const [verb = 'list', name] = given.words
    if (verb === 'list') return inHouse(around, ({ database }) => list(around, given, database))
    if (verb !== 'publish' && verb !== 'given')
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : list, publish, given.`,
        `"${verb}" is not an action. There are: list, publish, given.`,
      )
    if (name === undefined)
      throw new UsageError('Il manque le nom de la version.', 'The name of the version is missing.')
    if (verb === 'publish') {
      const text = { fr: await textOf(around, given, 'fr'), en: await textOf(around, given, 'en') }
      return inHouse(around, async ({ database }) => {
        await database
          .write(owner, (query) => publishNotice(query, { name, text }, around.clock()))
          .catch(asCommandError)
        return list(around, given, database)
      })
    }
    const way = wayOf(given.value('way'))
    return inHouse(around, async ({ database }) => {
      const recorded = await database
        .write(owner, async (query) => {
          const asked = given.values('to')
          const personIds = asked.includes('all')
            ? (await noticeStates(query)).map(({ personId }) => personId)
            : asked.map(numberOf)
          if (personIds.length === 0)
            throw new UsageError('--to attend des numéros, ou all.', '--to needs numbers, or all.')
          return recordReceipts(query, { name, personIds, way }, around.clock())
        })
        .catch(asCommandError)
      await around.out(
        around.language === 'fr'
          ? `Remises notées : ${recorded}.\n`
          : `Receipts written down: ${recorded}.\n`,
      )
      return exitCodes.done
    })
  },
}

async function list(
  around: Surroundings,
  given: Given,
  database: Parameters<Parameters<typeof inHouse>[1]>[0]['database'],
): Promise<number> {
  const { versions, people } = await database.read(owner, async (query) => ({
    versions: await noticeVersions(query),
    people: await noticeStates(query),
  }))
  if (given.has('json')) {
    await around.out(`${JSON.stringify({ versions, people }, null, 2)}\n`)
    return exitCodes.done
  }
  const fr = around.language === 'fr'
  const day = (instant: Date | null) => instant?.toISOString().slice(0, 10) ?? '—'
  await around.out(
    table(
      [
        { title: 'Version', isFlexible: true },
        { title: fr ? 'Publiée (UTC)' : 'Published (UTC)' },
        { title: fr ? 'Remises' : 'Receipts', align: 'right' },
      ],
      versions.map((version) => [version.name, day(version.publishedAt), String(version.receipts)]),
      around.columns,
    ),
  )
  await around.out('\n')
  await around.out(
    table(
      [
        { title: fr ? 'N°' : 'No.', align: 'right' },
        { title: fr ? 'Personne' : 'Person', isFlexible: true },
        { title: fr ? 'Dernière version reçue' : 'Newest version received' },
        { title: fr ? 'Le (UTC)' : 'On (UTC)' },
      ],
      people.map((one) => [String(one.personId), one.name, one.version ?? '—', day(one.receivedAt)]),
      around.columns,
    ),
  )
  return exitCodes.done
}

async function textOf(around: Surroundings, given: Given, language: 'fr' | 'en'): Promise<string> {
  const file = given.value(language)
  if (file === undefined)
    throw new UsageError(
      'publish attend les deux textes : --fr FICHIER --en FICHIER.',
      'publish needs both texts: --fr FILE --en FILE.',
    )
  return readFile(path.resolve(around.currentFolder, file), 'utf8').catch(() => {
    throw new CommandError(`Ce fichier ne peut pas être lu : ${file}`, `This file cannot be read: ${file}`)
  })
}

function wayOf(text: string | undefined): Way {
  const way = ways.find((one) => one === (text ?? 'by mail'))
  if (way === undefined)
    throw new UsageError(`--way attend : ${ways.join(', ')}.`, `--way needs one of: ${ways.join(', ')}.`)
  return way
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new UsageError(`« ${text} » n’est pas un numéro.`, `"${text}" is not a number.`)
  return Number(text)
}
