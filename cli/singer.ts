// `douze singer`, also called `target-douze`: takes what a tap writes on its input and prints the states that are safe, and nothing else, on its
// output. Everything that is said to people goes to the other output.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { owner } from '../model/reader.ts'
import { ImportRefused } from '../sources/ingest/index.ts'
import { type Json, parseJson, readCatalogue, receive, type ReceiveOptions } from '../sources/singer/index.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouseToTheEnd } from './house.ts'
import { singerAbout } from './singer-about.ts'
import { readSingerSettings, type SingerSettings } from './singer-settings.ts'
import { listedStreams, mapStreams } from './singer-streams.ts'
import { singerText } from './singer-text.ts'

export const singer: Command = {
  name: 'singer',
  summary: {
    fr: 'reçoit ce qu’écrit un tap Singer ou une source Airbyte (target-douze)',
    en: 'receives what a Singer tap or an Airbyte source writes (target-douze)',
  },
  usage: '< MESSAGES',
  least: 0,
  most: 0,
  options: {
    config: {
      words: {
        fr: 'réglages : un fichier JSON, ou ENV pour TARGET_DOUZE_*',
        en: 'settings: a JSON file, or ENV for TARGET_DOUZE_*',
      },
      value: { fr: 'FICHIER|ENV', en: 'FILE|ENV' },
      isMany: true,
    },
    input: {
      words: { fr: 'lit ce fichier au lieu de l’entrée', en: 'reads this file instead of the input' },
      value: { fr: 'FICHIER', en: 'FILE' },
    },
    stream: {
      words: {
        fr: 'le flux des lignes qui ne nomment pas le leur (_airbyte_data)',
        en: 'the stream of lines that do not name theirs (_airbyte_data)',
      },
      value: { fr: 'NOM', en: 'NAME' },
    },
    streams: { words: { fr: 'liste les flux reçus', en: 'lists the streams that have landed' } },
    map: {
      words: {
        fr: 'dit ce qu’est un flux : FLUX=ENTITÉ, FLUX:PROPRIÉTÉ=CHAMP (rien après = : laissé de côté)',
        en: 'says what a stream is: STREAM=ENTITY, STREAM:PROPERTY=FIELD (nothing after =: left out)',
      },
      value: { fr: 'CORRESPONDANCE', en: 'MAPPING' },
      isMany: true,
    },
    source: {
      words: { fr: 'avec --map : la source du flux', en: 'with --map: the source of the stream' },
      value: { fr: 'NOM', en: 'NAME' },
    },
    about: { words: { fr: 'dit ce que la cible sait faire', en: 'says what the target can do' } },
    format: {
      words: { fr: 'avec --about : json ou text', en: 'with --about: json or text' },
      value: { fr: 'json|text', en: 'json|text' },
    },
    version: { words: { fr: 'dit la version', en: 'says the version' } },
  },
  examples: [
    'tap-salesforce --config tap.json | target-douze --config target.json',
    'douze singer --streams',
    'douze singer --map invoices=revenue --map invoices:total=amount',
  ],
  run: async (around, given) => {
    if (given.has('version')) return say(around, `target-douze ${around.version}\n`)
    if (given.has('about')) return say(around, singerAbout(around.version, given.value('format') === 'json'))
    const settings = await readSingerSettings(around, given.values('config'))
    const house = inSettings(around, settings)
    if (given.has('streams')) return listedStreams(house)
    if (given.values('map').length > 0) return mapStreams(house, given)
    return takeMessages(house, given, settings)
  },
}

async function say(around: Surroundings, text: string): Promise<number> {
  await around.out(text)
  return exitCodes.done
}

/** The house that the settings name, over that of the environment. */
function inSettings(around: Surroundings, { dataFolder, databaseUrl }: SingerSettings): Surroundings {
  return {
    ...around,
    environment: {
      ...around.environment,
      ...(dataFolder === undefined ? {} : { DOUZE_DATA: dataFolder }),
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
  }
}

async function takeMessages(around: Surroundings, given: Given, settings: SingerSettings): Promise<number> {
  const file = given.value('input')
  const catalogue = settings.catalog === undefined ? null : await readCatalogueFile(around, settings.catalog)
  const input =
    file === undefined
      ? around.input()
      : createReadStream(path.resolve(around.currentFolder, file), { highWaterMark: 1 << 18 })
  const options: Omit<ReceiveOptions, 'signal'> = {
    now: around.clock,
    onState: (text) => around.out(`${text}\n`),
    source: settings.source ?? null,
    tap: settings.tap ?? null,
    onlyStream: given.value('stream') ?? null,
    catalogue,
    validates: settings.validates,
    ...(settings.protocol === undefined ? {} : { protocol: settings.protocol }),
    ...(settings.unknownPeople === undefined ? {} : { unknownPeople: settings.unknownPeople }),
    ...(settings.batchFolder === undefined
      ? {}
      : { batchFolder: path.resolve(around.currentFolder, settings.batchFolder) }),
    ...(settings.lineMegabytes === undefined ? {} : { mostLineBytes: settings.lineMegabytes * 1024 * 1024 }),
  }
  const received = await inHouseToTheEnd(around, async ({ database }, signal) => {
    try {
      return await receive(database, owner, input, { ...options, signal })
    } catch (error) {
      if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
      if (file !== undefined && isMissingFile(error)) throw noInput(file)
      throw error
    }
  })
  for (const line of singerText(received, around.language)) around.say(line)
  return received.fault === null ? exitCodes.done : exitCodes.failed
}

async function readCatalogueFile(
  around: Surroundings,
  file: string,
): Promise<ReceiveOptions['catalogue'] & object> {
  let catalogue: Json
  try {
    catalogue = parseJson(await readFile(path.resolve(around.currentFolder, file), 'utf8'))
  } catch {
    throw new UsageError(
      `Le catalogue ${file} ne peut être lu, ou n’est pas du JSON.`,
      `The catalogue ${file} cannot be read, or is not JSON.`,
    )
  }
  return readCatalogue(catalogue)
}

function isMissingFile(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES')
  )
}

function noInput(file: string): CommandError {
  return new CommandError(`Le fichier ${file} ne peut être lu.`, `The file ${file} cannot be read.`)
}
