// `douze keys`: the keys under which the few secrets are encrypted; shown by their ids, or followed by a new one.
import { randomBytes } from 'node:crypto'
import { addKey, readKeys, sealAgain } from '../access/index.ts'
import { owner } from '../model/reader.ts'
import { sealConnectionsAgain } from '../sources/connections/connections.ts'
import { type Command, CommandError, exitCodes, UsageError } from './command.ts'
import { dataFolderOf, inHouse, keyOf } from './house.ts'

export const keys: Command = {
  name: 'keys',
  summary: {
    fr: 'montre les clés de chiffrement, ou en ajoute une nouvelle',
    en: 'shows the encryption keys, or adds a new one',
  },
  usage: '[rotate | seal-again]',
  least: 0,
  most: 1,
  options: {},
  examples: ['douze keys rotate'],
  run: (around, given) => {
    const [verb] = given.words
    if (verb !== undefined && verb !== 'rotate' && verb !== 'seal-again')
      throw new UsageError(
        `« ${verb} » : seuls rotate et seal-again sont possibles.`,
        `"${verb}": only rotate and seal-again are possible.`,
      )
    const key = keyOf(around)
    if (verb === 'rotate' && key !== undefined)
      throw new CommandError(
        'Les clés viennent de DOUZE_KEY : ajoutez-y la nouvelle à la fin, après une virgule, puis : douze keys seal-again',
        'The keys come from DOUZE_KEY: add the new one at its end, after a comma, then: douze keys seal-again',
      )
    return inHouse(around, async ({ database }) => {
      const folder = dataFolderOf(around)
      const ring =
        verb === 'rotate'
          ? await addKey({ folder, random: randomBytes })
          : await readKeys({ given: key, folder, random: randomBytes })
      const fr = around.language === 'fr'
      if (verb !== undefined) {
        const renewed = await database.write(
          owner,
          async (query) =>
            (await sealAgain(query, ring, { random: randomBytes })) +
            (await sealConnectionsAgain(query, ring, { random: randomBytes })),
        )
        around.say(
          fr
            ? `${renewed} secret(s) chiffré(s) à nouveau. Une ancienne clé ne sert plus qu’à lire d’anciennes sauvegardes.`
            : `${renewed} secret(s) encrypted again. An older key only serves to read older backups.`,
        )
      }
      for (const [at, { id }] of ring.keys.entries()) {
        const isNewest = at === ring.keys.length - 1
        await around.out(`${id}${isNewest ? (fr ? '  chiffre' : '  encrypts') : ''}\n`)
      }
      return exitCodes.done
    })
  },
}
