// `douze demo`: loads the simulated company into an empty house, or removes it.
import {
  DemonstrationRefused,
  loadDemonstration,
  removeDemonstration,
  type TargetsByHand,
} from '../demo/index.ts'
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
          const targets = await removeDemonstration(client)
          await around.out(
            around.language === 'fr'
              ? `L’entreprise simulée est retirée ; ${said(targets).fr}.\n`
              : `The simulated company is removed; ${said(targets).en}.\n`,
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

/** What is left in the house, and what of its own went with the company. */
function said({ kept, gone }: TargetsByHand): { readonly fr: string; readonly en: string } {
  const stays =
    kept === 0
      ? { fr: 'la maison est vide', en: 'the house is empty' }
      : {
          fr: `${counted(kept, 'fr')} ${kept < 2 ? 'reste' : 'restent'}, à retirer sur la page des objectifs si besoin`,
          en: `${counted(kept, 'en')} ${kept === 1 ? 'stays' : 'stay'}, to be removed on the page of targets if need be`,
        }
  if (gone === 0) return stays
  return {
    fr: `${stays.fr} ; ${counted(gone, 'fr')} pour une de ses équipes ${gone < 2 ? 'est parti' : 'sont partis'} avec elle`,
    en: `${stays.en}; ${counted(gone, 'en')} for one of its teams went with it`,
  }
}

function counted(many: number, language: 'fr' | 'en'): string {
  if (language === 'fr')
    return many < 2 ? `${many} objectif posé à la main` : `${many} objectifs posés à la main`
  return many === 1 ? '1 target set by hand' : `${many} targets set by hand`
}
