// `douze person`: the rights of one person, from the machine itself: everything held, who looked, erasure and its replay.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readKeys } from '../access/index.ts'
import { dataKindWords, lookedAt, writeJournal } from '../access/journal/index.ts'
import { erasePerson, PrivacyRefused, replayErasures } from '../access/privacy/index.ts'
import { keepErasure, readErasures } from '../api/jobs/erasure-file.ts'
import { personArchive } from '../api/downloads/person-archive.ts'
import type { House } from '../api/house.ts'
import type { Query } from '../model/database.ts'
import { foldName } from '../model/names.ts'
import { owner } from '../model/reader.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { dataFolderOf, inHouse, keyOf } from './house.ts'
import { table } from './table.ts'

export interface Known {
  readonly personId: number
  readonly name: string
}

type Act = (around: Surroundings, given: Given, house: House, person: Known) => Promise<number>

export const person: Command = {
  name: 'person',
  summary: {
    fr: 'droits d’une personne : export, accès, effacement',
    en: 'a person’s rights: export, who looked, erasure',
  },
  usage: 'export | looks | erase | replay [N° | E-MAIL | NOM]',
  least: 1,
  most: 2,
  options: {
    to: {
      words: { fr: 'fichier zip à écrire (export)', en: 'zip file to write (export)' },
      value: { fr: 'FICHIER', en: 'FILE' },
    },
    yes: {
      words: {
        fr: 'confirme l’effacement, qui ne s’annule pas',
        en: 'confirms the erasure, which cannot be undone',
      },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: [
    'douze person export lea@example.com --to lea.zip',
    'douze person looks 12',
    'douze person erase lea@example.com --yes',
    'douze person replay',
  ],
  run: (around, given) => {
    const [verb = '', who] = given.words
    if (verb === 'replay') return inHouse(around, (house) => replay(around, given, house))
    const act = Object.hasOwn(verbs, verb) ? verbs[verb as keyof typeof verbs] : undefined
    if (act === undefined)
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : export, looks, erase, replay.`,
        `"${verb}" is not an action. There are: export, looks, erase, replay.`,
      )
    if (who === undefined)
      throw new UsageError(
        'Il manque la personne : son numéro, son e-mail ou son nom.',
        'The person is missing: her number, e-mail or name.',
      )
    return inHouse(around, async (house) =>
      act(around, given, house, await house.database.read(owner, (query) => findPerson(query, who))),
    )
  },
}

const verbs: Readonly<Record<'export' | 'looks' | 'erase', Act>> = {
  export: async (around, given, { database }, { personId, name }) => {
    const file = path.resolve(around.currentFolder, given.value('to') ?? `douze-${personId}.zip`)
    const at = around.clock()
    const bytes = personArchive(database, owner, personId, { language: around.language, now: at })
    // A file that stands is never written over: it may be somebody else's.
    const isThere = (error: NodeJS.ErrnoException): never => {
      if (error.code === 'EEXIST')
        throw new CommandError(`Ce fichier existe déjà : ${file}`, `This file exists already: ${file}`)
      throw error
    }
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(bytes, { objectMode: false }), target).catch(
      async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') await rm(file, { force: true })
        return isThere(error)
      },
    )
    await database.write(owner, (query) =>
      writeJournal(query, owner, [{ personId, dataKind: 'export', purpose: 'douze person export' }], {
        at,
        requestId: 'command line',
      }),
    )
    await around.out(
      around.language === 'fr'
        ? `Tout ce qui concerne ${name} est dans ${file}\n`
        : `Everything held about ${name} is in ${file}\n`,
    )
    return exitCodes.done
  },

  looks: async (around, given, { database }, { personId }) => {
    const looks = await database.read(owner, (query) => lookedAt(query, personId, { limit: 1_000 }))
    if (given.has('json')) {
      await around.out(`${JSON.stringify(looks, null, 2)}\n`)
      return exitCodes.done
    }
    const fr = around.language === 'fr'
    await around.out(
      table(
        [
          { title: fr ? 'Quand (UTC)' : 'When (UTC)' },
          { title: fr ? 'Qui' : 'Who', isFlexible: true },
          { title: fr ? 'Rôles' : 'Roles' },
          { title: fr ? 'Quoi' : 'What' },
          { title: fr ? 'Pourquoi' : 'Why', isFlexible: true },
        ],
        looks.map((look) => [
          look.at.toISOString().slice(0, 19).replace('T', ' '),
          look.readerName ?? (look.readerId === null ? '—' : String(look.readerId)),
          look.readerRoles.join(', '),
          Object.entries(dataKindWords).find(([kind]) => kind === look.dataKind)?.[1][around.language] ??
            look.dataKind,
          look.purpose,
        ]),
        around.columns,
      ),
    )
    return exitCodes.done
  },

  erase: async (around, given, { database }, { personId, name }) => {
    if (!given.has('yes'))
      throw new CommandError(
        `Effacer ${name} (n° ${personId}) ne s’annule pas. Pour confirmer : --yes. Pensez à l’effacer aussi dans le CRM, sinon le prochain import la ramène.`,
        `Erasing ${name} (no. ${personId}) cannot be undone. To confirm: --yes. Erase her in the CRM too, or the next import brings her back.`,
      )
    const folder = dataFolderOf(around)
    const keys = await readKeys({ given: keyOf(around), folder, random: randomBytes })
    const erasure = await erasePerson(database, owner, personId, {
      now: around.clock(),
      random: randomBytes,
      keys,
    }).catch(asCommandError)
    await keepErasure(folder, erasure)
    if (given.has('json')) await around.out(`${JSON.stringify(erasure, null, 2)}\n`)
    else
      await around.out(
        around.language === 'fr'
          ? `Effacée. Ses lignes restent sous « ${erasure.pseudonym} » ; aucun total n’a changé. Les sauvegardes antérieures la contiennent encore jusqu’à leur fin : après une restauration, douze person replay.\n`
          : `Erased. Her rows stay under “${erasure.pseudonym}”; no total has changed. Earlier backups still hold her until they end: after a restore, douze person replay.\n`,
      )
    return exitCodes.done
  },
}

async function replay(around: Surroundings, given: Given, { database }: House): Promise<number> {
  const folder = dataFolderOf(around)
  const ledger = await readErasures(folder)
  const keys = await readKeys({ given: keyOf(around), folder, random: randomBytes })
  const again = await replayErasures(database, owner, ledger, {
    now: around.clock(),
    random: randomBytes,
    keys,
  }).catch(asCommandError)
  for (const erasure of again) await keepErasure(folder, erasure)
  if (given.has('json')) await around.out(`${JSON.stringify(again, null, 2)}\n`)
  else
    await around.out(
      around.language === 'fr'
        ? `Effacements au registre : ${ledger.length}. Personnes effacées à nouveau : ${again.length}.\n`
        : `Erasures in the ledger: ${ledger.length}. People erased again: ${again.length}.\n`,
    )
  return exitCodes.done
}

/** Whom a number, an address or a name means. @throws CommandError for nobody and for several */
export async function findPerson(query: Query, who: string): Promise<Known> {
  const people = await query
    .selectFrom('people')
    .select(['person_id', 'display_name', 'email', 'name_key'])
    .execute()
  const identities = await query
    .selectFrom('person_identities')
    .select('person_id')
    .where('kind', '=', 'email')
    .where('value_key', '=', who.trim().toLowerCase())
    .execute()
  const isMeant = (one: (typeof people)[number]): boolean =>
    /^\d+$/.test(who)
      ? one.person_id === Number(who)
      : one.email?.toLowerCase() === who.trim().toLowerCase() ||
        one.name_key === foldName(who) ||
        identities.some(({ person_id }) => person_id === one.person_id)
  const found = people.filter(isMeant)
  const [only] = found
  if (only === undefined)
    throw new CommandError(`Personne ne correspond à « ${who} ».`, `Nobody corresponds to "${who}".`)
  if (found.length > 1)
    throw new CommandError(
      `Plusieurs personnes correspondent à « ${who} » : ${found.map((one) => `n° ${one.person_id}`).join(', ')}. Donnez le numéro.`,
      `Several people correspond to "${who}": ${found.map((one) => `no. ${one.person_id}`).join(', ')}. Give the number.`,
    )
  return { personId: only.person_id, name: only.display_name }
}

/** Says what privacy refuses as a command does. */
export function asCommandError(error: unknown): never {
  if (error instanceof PrivacyRefused) throw new CommandError(error.words.fr, error.words.en)
  throw error
}
