// `douze template`: the columns that Douze asks for when no CRM export is at hand, as a CSV file to fill in.
import { csvLines } from '../api/csv.ts'
import { entities, type Entity, entityNames } from '../sources/entities.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { table } from './table.ts'

export const template: Command = {
  name: 'template',
  summary: { fr: 'écrit un modèle de fichier à remplir', en: 'prints a template file to fill in' },
  usage: '[ENTITY]',
  least: 0,
  most: 1,
  options: {},
  examples: ['douze template opportunities > deals.csv'],
  run: async (around, given) => {
    const [name] = given.words
    const { language } = around
    if (name === undefined) {
      const rows = entityNames
        .filter((one) => headerOf(one).length > 0)
        .map((one) => [one, entities[one].grain[language]])
      await around.out(table([{ title: 'ENTITY' }, { title: '', isFlexible: true }], rows, around.columns))
      return exitCodes.done
    }
    const known = entityNames.find((one) => one === name)
    if (known === undefined || headerOf(known).length === 0)
      throw new UsageError(
        `« ${name} » n’a pas de modèle. Modèles : ${entityNames.join(', ')}.`,
        `"${name}" has no template. Templates: ${entityNames.join(', ')}.`,
      )
    for await (const line of csvLines(
      headerOf(known).map((header) => header[language]),
      [],
      language,
    ))
      await around.out(line)
    return exitCodes.done
  },
}

function headerOf(name: (typeof entityNames)[number]): { readonly en: string; readonly fr: string }[] {
  const entity: Entity = entities[name]
  return Object.values(entity.fields).flatMap((field) =>
    field.template === undefined ? [] : [field.template],
  )
}
