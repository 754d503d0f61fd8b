// `douze demo`: loads the simulated company into an empty house, or removes it.
import { DemonstrationRefused, loadDemonstration, removeDemonstration } from '../demo/index.ts'
import { owner } from '../model/reader.ts'
import { type Command, CommandError, exitCodes } from './command.ts'
import { inHouse } from './house.ts'

export const demo: Command = {
  name: 'demo',
  summary: {
    fr: 'charge une entreprise simulée dans une maison vide, ou la retire',
    en: 'loads a simulated company into an empty house, or removes it',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    remove: {
      words: {
        fr: 'retire l’entreprise simulée, jusqu’à la dernière ligne',
        en: 'removes the simulated company, to the last row',
      },
    },
  },
  examples: ['douze demo', 'douze demo --remove'],
  run: async (around, given) =>
    inHouse(around, async ({ database }) => {
      const client = await database.connect(owner)
      try {
        if (given.has('remove')) {
          await removeDemonstration(client)
          await around.out(
            around.language === 'fr'
              ? 'L’entreprise simulée est retirée ; la maison est vide.\n'
              : 'The simulated company is removed; the house is empty.\n',
          )
        } else {
          const { rows } = await loadDemonstration(client, around.clock())
          await around.out(
            around.language === 'fr'
              ? `Une entreprise simulée est chargée : ${rows.toLocaleString('fr-FR')} lignes, du 1er janvier 2024 au 30 juin 2026. « douze demo --remove » la retire.\n`
              : `A simulated company is loaded: ${rows.toLocaleString('en-GB')} rows, from 1 January 2024 to 30 June 2026. “douze demo --remove” removes it.\n`,
          )
        }
        return exitCodes.done
      } catch (error) {
        if (error instanceof DemonstrationRefused) throw new CommandError(error.words.fr, error.words.en)
        throw error
      } finally {
        client.release()
      }
    }),
}
