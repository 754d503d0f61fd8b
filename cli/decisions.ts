// `douze decisions`: what decides the figures; shown, or answered with ID=VALUE.
import { decide, decisions as readDecisions } from '../sources/ingest/index.ts'
import { type Decision, ImportRefused } from '../sources/ingest/index.ts'
import { owner } from '../model/reader.ts'
import { type Command, CommandError, exitCodes, type Surroundings, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { wrap } from './table.ts'

export const decisions: Command = {
  name: 'decisions',
  summary: {
    fr: 'montre ou confirme ce qui décide des chiffres (étapes gagnées, pipelines comptés…)',
    en: 'shows or confirms what decides the figures (stages won, pipelines counted…)',
  },
  usage: '[ID=VALUE...]',
  least: 0,
  most: 500,
  options: {
    all: {
      words: { fr: 'confirme toutes les propositions restantes', en: 'confirms all remaining proposals' },
    },
    json: { words: { fr: 'écrit les décisions en JSON', en: 'prints the decisions as JSON' } },
  },
  examples: ['douze decisions', 'douze decisions "stage:12=won"', 'douze decisions --all'],
  run: async (around, given) => {
    const answers = answersOf(given.words)
    return inHouse(around, async ({ database }) => {
      const before = await readDecisions(database, owner)
      if (given.has('all'))
        for (const { id, proposal, isConfirmed } of before) if (!isConfirmed) answers[id] ??= proposal
      const now =
        Object.keys(answers).length === 0
          ? before
          : await decide(database, owner, answers, around.clock).catch((error: unknown) => {
              if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
              throw error
            })
      await around.out(given.has('json') ? `${JSON.stringify(now, null, 2)}\n` : textOf(around, now))
      return exitCodes.done
    })
  },
}

function answersOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      // The value has no `=`; an id, made from a stage's name, may have one.
      const at = word.lastIndexOf('=')
      if (at < 1 || at === word.length - 1)
        throw new UsageError(`« ${word} » : forme attendue ID=VALEUR.`, `"${word}": expected ID=VALUE.`)
      return [word.slice(0, at), word.slice(at + 1)]
    }),
  )
}

function textOf(around: Surroundings, all: readonly Decision[]): string {
  const { language, columns } = around
  const fr = language === 'fr'
  if (all.length === 0) return fr ? 'Rien à décider.\n' : 'Nothing to decide.\n'
  return all
    .map((decision) => {
      const name = decision.choices.find((choice) => choice.value === decision.proposal)?.name[language]
      const mark = decision.isConfirmed ? '✓' : '?'
      const weight = decision.weight === null ? '' : ` (${decision.weight[language]})`
      const choices = decision.choices.map((choice) => choice.value).join(' | ')
      return [
        wrap(`${mark} ${decision.question[language]}${weight} → ${name ?? decision.proposal}`, columns),
        wrap(decision.reason[language], columns, '    '),
        `    ${decision.id}=${choices}`,
      ].join('\n')
    })
    .join('\n')
    .concat('\n')
}
