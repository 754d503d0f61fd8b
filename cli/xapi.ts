// `douze xapi`: the programs that may send learning records: issues a key and a secret, lists, takes them back.
import { randomBytes } from 'node:crypto'
import { owner } from '../model/reader.ts'
import {
  listCredentials,
  makeCredential,
  revokeCredential,
  type XapiCredential,
  XapiRefused,
} from '../sources/xapi/index.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'
import { activity, link, status, verb, waiting } from './xapi-meaning.ts'

export const xapi: Command = {
  name: 'xapi',
  summary: {
    fr: 'traces de formation (xAPI) : accès des programmes, personnes attendues, sens des verbes',
    en: 'learning records (xAPI): credentials of programs, people waited for, meanings of verbs',
  },
  usage: '[list | issue | revoke | status | waiting | link | verb | activity] [WORD...]',
  least: 0,
  most: 3,
  options: {
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: [
    'douze xapi issue "LMS Moodle"',
    'douze xapi list',
    'douze xapi revoke xapi-3q2aB7cD9eFg',
    'douze xapi verb https://example.com/verbs/validated passed',
    'douze xapi activity https://example.com/q1 "certification=Certification vente"',
  ],
  run: (around, given) => {
    const [action = 'list', word = ''] = given.words
    const act = Object.hasOwn(verbs, action) ? verbs[action as keyof typeof verbs] : undefined
    if (act === undefined)
      throw new UsageError(
        `« ${action} » n’est pas une action. Au choix : ${Object.keys(verbs).join(', ')}.`,
        `"${action}" is not an action. There are: ${Object.keys(verbs).join(', ')}.`,
      )
    return act(around, given, word)
  },
}

type Act = (around: Surroundings, given: Given, word: string) => Promise<number>

const list: Act = (around, given) =>
  inHouse(around, async ({ database }) => {
    const credentials = await database.read(owner, listCredentials)
    await around.out(given.has('json') ? asJson(credentials) : tableOf(around, credentials))
    return exitCodes.done
  })

const issue: Act = (around, given, name) => {
  if (name.trim() === '')
    throw new UsageError('Il manque le nom du programme.', 'The name of the program is missing.')
  return inHouse(around, async ({ database }) => {
    const made = await database.writeApart(owner, (query) =>
      makeCredential(query, name.trim().slice(0, 120), { now: around.clock(), random: randomBytes }, null),
    )
    await around.out(given.has('json') ? asJson(made) : issuedText(around, made))
    return exitCodes.done
  })
}

const revoke: Act = (around, given, login) => {
  if (login === '') throw new UsageError('Il manque la clé.', 'The key is missing.')
  return inHouse(around, async ({ database }) => {
    try {
      const revoked = await database.writeApart(owner, (query) =>
        revokeCredential(query, login, around.clock()),
      )
      await around.out(given.has('json') ? asJson(revoked) : revokedText(around, revoked))
      return exitCodes.done
    } catch (error) {
      if (error instanceof XapiRefused) throw new CommandError(error.words.fr, error.words.en)
      throw error
    }
  })
}

const verbs = { list, issue, revoke, status, waiting, link, verb, activity }

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function tableOf(around: Surroundings, credentials: readonly XapiCredential[]): string {
  const fr = around.language === 'fr'
  if (credentials.length === 0)
    return fr
      ? 'Aucun programme n’a d’accès xAPI. Pour en donner un : douze xapi issue NOM\n'
      : 'No program has an xAPI credential. To issue one: douze xapi issue NAME\n'
  return table(
    [
      { title: fr ? 'Programme' : 'Program', isFlexible: true },
      { title: fr ? 'Clé' : 'Key' },
      { title: fr ? 'Donné le' : 'Issued on' },
      { title: fr ? 'Dernier usage' : 'Last used' },
    ],
    credentials.map(({ name, login, createdAt, lastUsedAt }) => [
      name,
      login,
      dayOf(createdAt),
      lastUsedAt === null ? (fr ? 'jamais' : 'never') : dayOf(lastUsedAt),
    ]),
    around.columns,
  )
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

function issuedText(
  { language }: Surroundings,
  { name, login, secret }: XapiCredential & { readonly secret: string },
): string {
  return language === 'fr'
    ? `Accès xAPI de « ${name} ». Le secret n’est montré que cette fois :\n\n  clé     ${login}\n  secret  ${secret}\n\nAdresse : celle de Douze, suivie de /xapi/\n`
    : `xAPI credential of "${name}". The secret is shown this once:\n\n  key     ${login}\n  secret  ${secret}\n\nAddress: that of Douze, followed by /xapi/\n`
}

function revokedText({ language }: Surroundings, { name }: XapiCredential): string {
  return language === 'fr'
    ? `L’accès de « ${name} » ne vaut plus. Ce qu’il a envoyé reste.\n`
    : `The credential of "${name}" no longer works. What it sent stays.\n`
}
