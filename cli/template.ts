// `douze template`: the columns that Douze asks for when no export is at hand, as a CSV file to fill in, or explained.
import { csvLines } from '../api/downloads/csv.ts'
import { templateOf, templates } from '../sources/templates.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { table } from './table.ts'

export const template: Command = {
  name: 'template',
  summary: { fr: 'écrit un modèle de fichier à remplir', en: 'prints a template file to fill in' },
  usage: '[TABLE]',
  least: 0,
  most: 1,
  options: {
    explain: {
      words: {
        fr: 'explique les colonnes au lieu d’écrire le fichier',
        en: 'explains the columns instead of printing the file',
      },
    },
  },
  examples: ['douze template opportunities > deals.csv', 'douze template activities --explain'],
  run: async (around, given) => {
    const [name] = given.words
    const { language } = around
    if (name === undefined) {
      const rows = templates().map(({ entity, grain }) => [entity, grain[language]])
      await around.out(table([{ title: 'TABLE' }, { title: '', isFlexible: true }], rows, around.columns))
      return exitCodes.done
    }
    const known = templateOf(name)
    if (known === undefined) {
      const names = templates().map(({ entity }) => entity)
      throw new UsageError(
        `« ${name} » n’a pas de modèle. Modèles : ${names.join(', ')}.`,
        `"${name}" has no template. Templates: ${names.join(', ')}.`,
      )
    }
    if (given.has('explain')) {
      const words =
        language === 'fr' ? ['COLONNE', '', 'CE QU’ELLE CONTIENT'] : ['COLUMN', '', 'WHAT IT HOLDS']
      const rows = known.columns.map(({ header, isRequired, holds }) => [
        header[language],
        isRequired ? (language === 'fr' ? 'obligatoire' : 'required') : '',
        holds[language],
      ])
      await around.out(
        table(
          [{ title: words[0]! }, { title: '' }, { title: words[2]!, isFlexible: true }],
          rows,
          around.columns,
        ),
      )
      return exitCodes.done
    }
    const header = known.columns.map((column) => column.header[language])
    for await (const line of csvLines(header, [], language)) await around.out(line)
    return exitCodes.done
  },
}
