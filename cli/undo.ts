// `douze undo`: takes back a visible import as a whole, the last one unless another is named.
import { listImports, undoImport } from '../sources/ingest/index.ts'
import { ImportRefused } from '../sources/ingest/index.ts'
import { owner } from '../model/reader.ts'
import { type Command, CommandError, exitCodes, UsageError } from './command.ts'
import { inHouse } from './house.ts'

export const undo: Command = {
  name: 'undo',
  summary: {
    fr: 'annule un import (le dernier, si aucun n’est nommé)',
    en: 'undoes an import (the last one, unless named)',
  },
  usage: '[ID]',
  least: 0,
  most: 1,
  options: {},
  run: async (around, given) => {
    const [text] = given.words
    if (text !== undefined && !/^[1-9]\d{0,14}$/.test(text))
      throw new UsageError(
        `« ${text} » n’est pas un numéro d’import.`,
        `"${text}" is not the number of an import.`,
      )
    return inHouse(around, async ({ database }, signal) => {
      const last = (await listImports(database, owner)).find((report) => report.state === 'visible')
      const importId = text === undefined ? last?.importId : Number(text)
      if (importId === undefined)
        throw new CommandError('Il n’y a aucun import à annuler.', 'There is no import to undo.')
      try {
        await undoImport(database, owner, importId, { now: around.clock, signal })
      } catch (error) {
        if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
        throw error
      }
      await around.out(
        around.language === 'fr'
          ? `L’import n° ${importId} est annulé ; tout est comme avant lui.\n`
          : `Import no. ${importId} is undone; everything is as it was before.\n`,
      )
      return exitCodes.done
    })
  },
}
