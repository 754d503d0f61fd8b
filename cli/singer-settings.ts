// The settings of `target-douze`: from files in JSON, and from the environment under TARGET_DOUZE_*. What they may hold is in one table, from
// which `--about` is printed.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Protocol } from '../sources/singer/index.ts'
import { type Surroundings, UsageError } from './command.ts'

export interface SingerSettings {
  readonly dataFolder: string | undefined
  readonly databaseUrl: string | undefined
  readonly source: string | undefined
  readonly tap: string | undefined
  readonly protocol: Protocol | undefined
  readonly catalog: string | undefined
  readonly unknownPeople: 'keep' | 'refuse' | undefined
  readonly lineMegabytes: number | undefined
  readonly batchFolder: string | undefined
  readonly validates: boolean
}

interface Setting {
  readonly type: 'string' | 'number' | 'boolean'
  readonly description: string
  readonly choices?: readonly string[]
  readonly isSecret?: true
}

export const singerSettings: Readonly<Record<string, Setting>> = {
  data_folder: {
    type: 'string',
    description: 'Data folder of Douze; default: DOUZE_DATA, else data in the checkout.',
  },
  database_url: {
    type: 'string',
    description: 'Address of the company’s own PostgreSQL, where Douze uses one; default: DATABASE_URL.',
    isSecret: true,
  },
  source: {
    type: 'string',
    description:
      'Name of the system that the ids belong to; default: crm for a CRM, else the name of the tap’s system.',
  },
  tap: {
    type: 'string',
    description:
      'Name of the tap, as tap-salesforce: only its streams are recognised. Default: the streams tell.',
  },
  protocol: {
    type: 'string',
    description: 'Which messages arrive; default: the first one tells.',
    choices: ['singer', 'airbyte', 'bare'],
  },
  catalog: {
    type: 'string',
    description: 'Path of a configured Airbyte catalogue: keys of the streams, and which of them are read.',
  },
  unknown_people: {
    type: 'string',
    description: 'keep (the default) keeps a record whose person is unknown; refuse refuses it.',
    choices: ['keep', 'refuse'],
  },
  batch_folder: {
    type: 'string',
    description:
      'Folder whose files BATCH messages may name (JSON lines, plain or gzip). Without it BATCH messages are refused.',
  },
  validate_records: {
    type: 'boolean',
    description: 'true (the default): a record that is not as its schema says ends the run; false takes it.',
  },
  max_line_megabytes: { type: 'number', description: 'Longest line that is read; default 32.' },
}

/** Reads what `--config` names, later ones over earlier ones. Keys that Douze does not know are told and left alone. @throws UsageError */
export async function readSingerSettings(
  around: Surroundings,
  configs: readonly string[],
): Promise<SingerSettings> {
  const found = new Map<string, string>()
  for (const config of configs)
    for (const [name, value] of config === 'ENV' ? fromEnvironment(around) : await fromFile(around, config)) {
      const setting = Object.hasOwn(singerSettings, name) ? singerSettings[name] : undefined
      if (setting === undefined) around.say(unknownSetting(around, name))
      else found.set(name, checked(name, value, setting))
    }
  const text = (name: string) => found.get(name)
  const megabytes = text('max_line_megabytes')
  return {
    dataFolder: text('data_folder'),
    databaseUrl: text('database_url'),
    source: text('source'),
    tap: text('tap'),
    protocol: text('protocol') as Protocol | undefined,
    catalog: text('catalog'),
    unknownPeople: text('unknown_people') as 'keep' | 'refuse' | undefined,
    batchFolder: text('batch_folder'),
    validates: text('validate_records')?.toLowerCase() !== 'false',
    lineMegabytes: megabytes === undefined ? undefined : Number(megabytes),
  }
}

function fromEnvironment({ environment }: Surroundings): [string, unknown][] {
  const prefix = 'TARGET_DOUZE_'
  return Object.entries(environment).flatMap(([name, value]): [string, unknown][] =>
    name.startsWith(prefix) && value !== undefined && value !== ''
      ? [[name.slice(prefix.length).toLowerCase(), value]]
      : [],
  )
}

async function fromFile(around: Surroundings, file: string): Promise<[string, unknown][]> {
  let read: unknown
  try {
    read = JSON.parse(await readFile(path.resolve(around.currentFolder, file), 'utf8'))
  } catch {
    throw new UsageError(
      `--config : ${file} ne peut être lu, ou n’est pas du JSON.`,
      `--config: ${file} cannot be read, or is not JSON.`,
    )
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new UsageError(
      `--config : ${file} doit être un objet JSON.`,
      `--config: ${file} must be a JSON object.`,
    )
  return Object.entries(read).filter(([, value]) => value !== null && value !== '')
}

function checked(name: string, value: unknown, { type, choices }: Setting): string {
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
  const isNumber = /^\d{1,4}(?:\.\d+)?$/.test(text) && Number(text) > 0
  const isFlag = /^(?:true|false)$/i.test(text)
  if (
    text === '' ||
    (type === 'number' && !isNumber) ||
    (type === 'boolean' && !isFlag) ||
    (choices !== undefined && !choices.includes(text))
  )
    throw new UsageError(
      `Réglage ${name} : ${choices?.join(' ou ') ?? 'une autre valeur est attendue'}.`,
      `Setting ${name}: ${choices?.join(' or ') ?? 'another value is expected'}.`,
    )
  return text
}

function unknownSetting({ language }: Surroundings, name: string): string {
  return language === 'fr' ? `Réglage inconnu, ignoré : ${name}` : `Unknown setting, ignored: ${name}`
}
