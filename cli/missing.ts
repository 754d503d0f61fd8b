// `douze missing`: for each metric what lacks, and which export or column would bring it.
import { metrics } from '../api/register.ts'
import { type FoundGap, readDataHealth } from '../metric/data-health/read-data-health.ts'
import { owner } from '../model/reader.ts'
import { type Command, exitCodes } from './command.ts'
import { decimal } from './figures.ts'
import { inHouse } from './house.ts'

export const missing: Command = {
  name: 'missing',
  summary: {
    fr: 'dit, par indicateur, ce qui manque et quel export l’apporterait',
    en: 'tells, by metric, what lacks and which export would bring it',
  },
  usage: '',
  least: 0,
  most: 0,
  options: { json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } } },
  run: (around, given) =>
    inHouse(around, async ({ database }) => {
      const { language } = around
      const health = await database.read(owner, (query) => readDataHealth(query, owner, metrics))
      if (given.has('json')) {
        await around.out(`${JSON.stringify(health, null, 2)}\n`)
        return exitCodes.done
      }
      const count = (number: number): string => decimal(number, language, 0)
      const sentence = ({ lacking, among, sampled, name, bring }: FoundGap): string => {
        const about = sampled === null ? '' : language === 'fr' ? 'environ ' : 'about '
        const of = language === 'fr' ? 'sur' : 'of'
        return `  ${about}${count(lacking)} ${of} ${count(among)} ${name[language]}\n    ${bring[language]}\n`
      }
      for (const { metric, state, missing: lacking, gaps } of health.metrics) {
        const definition = metrics.find(({ id }) => id === metric)
        await around.out(`${definition?.name[language] ?? metric} · ${states[state][language]}\n`)
        for (const { bring } of lacking) await around.out(`  ${bring[language]}\n`)
        for (const gap of gaps) await around.out(sentence(gap))
      }
      return exitCodes.done
    }),
}

const states = {
  connected: { fr: 'connecté', en: 'connected' },
  partly: { fr: 'connecté en partie', en: 'partly connected' },
  'not-connected': { fr: 'non connecté', en: 'not connected' },
}
