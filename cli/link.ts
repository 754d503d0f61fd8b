// `douze link`: prints another link that opens the page, on a machine on which nobody has an account yet. Whoever can read
// the data folder has the data already.
import { randomBytes } from 'node:crypto'
import { newStartCode } from '../access/index.ts'
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { type Command, CommandError, exitCodes, type Surroundings } from './command.ts'
import { inHouse } from './house.ts'
import { portSaid } from './port.ts'

export const link: Command = {
  name: 'link',
  summary: {
    fr: 'affiche un autre lien qui ouvre la page, tant que personne n’a de compte',
    en: 'prints another link that opens the page, as long as nobody has an account',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {},
  run: async (around) => {
    const address = `http://127.0.0.1:${portSaid(around.environment)}`
    const opening = await inHouse(around, ({ database }) => openingLink(database, around, address))
    if (opening === null)
      throw new CommandError(
        'Quelqu’un a un compte ici : chacun ouvre la page à son adresse et se connecte. Un lien pour une personne : douze users reset E-MAIL',
        'Somebody has an account here: everybody opens the page at its address and signs in. A link for one person: douze users reset E-MAIL',
      )
    await around.out(
      around.language === 'fr'
        ? `Ce lien ouvre Douze pendant qu’il tourne ; il remplace le précédent :\n\n  ${opening}\n\nSi Douze répond à un autre port, changez-le dans le lien.\n`
        : `This link opens Douze while it is running; it replaces the earlier one:\n\n  ${opening}\n\nIf Douze answers at another port, change it in the link.\n`,
    )
    return exitCodes.done
  },
}

/** The page's address with a new code behind the #, which no server and no log gets to see; null once there are accounts. */
export async function openingLink(
  database: Database,
  { clock }: Pick<Surroundings, 'clock'>,
  address: string,
): Promise<string | null> {
  const code = await database.writeApart(housekeeper, (query) =>
    newStartCode(query, { clock, random: randomBytes }),
  )
  return code === null ? null : `${address}/first-start#${code}`
}
