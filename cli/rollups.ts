// `douze rollups`: compares the totals that are kept by day with the rows they add up, or makes them anew.
import { owner } from '../model/reader.ts'
import { checkRollups, rebuildRollups, type RollupState, within } from '../model/rollups/index.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const rollups: Command = {
  name: 'rollups',
  summary: {
    fr: 'compare les totaux tenus par jour avec leurs lignes, ou les refait',
    en: 'compares the totals kept by day with their rows, or makes them anew',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    check: { words: { fr: 'compare seulement (par défaut)', en: 'only compares (the default)' } },
    rebuild: {
      words: { fr: 'refait les totaux depuis les lignes', en: 'makes the totals anew from the rows' },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: ['douze rollups --check', 'douze rollups --rebuild'],
  run: (around, given) => {
    if (given.has('check') && given.has('rebuild'))
      throw new UsageError('--check ou --rebuild, pas les deux.', '--check or --rebuild, not both.')
    const isRebuilding = given.has('rebuild')
    return inHouse(around, async ({ database }) => {
      const found = isRebuilding
        ? await database.write(owner, (query) => rebuildRollups(within(query)))
        : await database.read(owner, (query) => checkRollups(within(query)))
      if (given.has('json'))
        await around.out(`${JSON.stringify({ isRebuilt: isRebuilding, rollups: found }, null, 2)}\n`)
      else await around.out(tableOf(found, isRebuilding, around.language === 'fr', around.columns))
      return isRebuilding || found.every(({ wrong }) => wrong === 0) ? exitCodes.done : exitCodes.failed
    })
  },
}

function tableOf(
  found: readonly RollupState[],
  isRebuilt: boolean,
  fr: boolean,
  columns: number | null,
): string {
  const wrong = isRebuilt ? (fr ? 'Remis en ordre' : 'Put right') : fr ? 'Faux' : 'Wrong'
  return table(
    [
      { title: fr ? 'Totaux' : 'Totals' },
      { title: fr ? 'Jours' : 'Days', align: 'right' },
      { title: wrong, align: 'right' },
      { title: fr ? 'Lignes gardées depuis' : 'Rows kept since' },
    ],
    found.map((one) => [
      one.rollup,
      String(one.totals),
      String(one.wrong),
      one.rowsFrom ?? (fr ? 'le début' : 'the start'),
    ]),
    columns,
  )
}
