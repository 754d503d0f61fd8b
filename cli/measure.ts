// `douze measure`: figures in the terminal, all metrics in one table, one metric with all its answers, or one answer
// split by a dimension.
import { encode } from '../api/encode.ts'
import { metrics } from '../api/register.ts'
import {
  breakDown,
  measure as measureMetric,
  measureAll,
  type MetricDefinition,
  RequestError,
} from '../metric/index.ts'
import { owner } from '../model/reader.ts'
import { breakdownText } from './breakdown-text.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouse } from './house.ts'
import { journalled } from './journalled.ts'
import { allText, measurementText, overviewText } from './measurement-text.ts'
import { findMetric, readView, viewOptions } from './view.ts'

export const measure: Command = {
  name: 'measure',
  summary: { fr: 'mesure un indicateur, ou tous', en: 'measures one metric, or all of them' },
  usage: '[METRIC]',
  least: 0,
  most: 1,
  options: {
    ...viewOptions,
    by: {
      words: {
        fr: 'détaille une réponse : team, rep ou une autre dimension de l’indicateur',
        en: 'splits one answer: team, rep or another dimension of the metric',
      },
      value: { fr: 'DIMENSION', en: 'DIMENSION' },
    },
    answer: {
      words: {
        fr: 'la réponse à détailler ; par défaut la principale',
        en: 'the answer to split; by default the headline',
      },
      value: { fr: 'RÉPONSE', en: 'ANSWER' },
    },
    all: {
      words: { fr: 'toutes les réponses de tous les indicateurs', en: 'every answer of every metric' },
    },
    json: {
      words: {
        fr: 'écrit les mesures en JSON (un objet pour un indicateur, une liste pour tous)',
        en: 'prints the measurements as JSON (an object for one metric, a list for all)',
      },
    },
  },
  examples: [
    'douze measure',
    'douze measure conversion-rate --period 2017-Q3',
    'douze measure sales-cycle --period 2017 --by rep',
    'douze measure --scope "team:Nord" --json',
  ],
  run: async (around, given) => {
    const [id] = given.words
    const definition = id === undefined ? null : findMetric(id)
    if (definition === null && given.has('by'))
      throw new UsageError('--by demande un indicateur.', '--by needs a metric.')
    return inHouse(around, async ({ database }) => {
      const view = await readView(database, owner, given)
      const by = given.value('by')
      if (definition !== null && by !== undefined) {
        const split = await asked(
          definition,
          breakDown(database, owner, definition, { ...view, dimension: by, ...answerOf(given) }),
        )
        await journalled(around, database, 'breakdown', view.scope, split, definition.id)
        await print(around, given, split, () => breakdownText(around, definition, split, view))
        return exitCodes.done
      }
      if (definition !== null) {
        const measurement = await measureMetric(database, owner, definition, view)
        await journalled(around, database, 'measurement', view.scope, measurement, definition.id)
        await print(around, given, measurement, () => measurementText(around, definition, measurement, view))
        return measurement.state === 'failed' ? exitCodes.failed : exitCodes.done
      }
      const shown = given.has('all') || given.has('json') ? 'answers' : 'headlines'
      const all = await measureAll(database, owner, metrics, view, shown)
      await journalled(around, database, 'health', view.scope, all)
      await print(around, given, all, () =>
        given.has('all') ? allText(around, all, view) : overviewText(around, all, view),
      )
      return all.some((one) => one.state === 'failed') ? exitCodes.failed : exitCodes.done
    })
  },
}

function answerOf(given: Given): { answer?: string } {
  const answer = given.value('answer')
  return answer === undefined ? {} : { answer }
}

async function print(around: Surroundings, given: Given, value: unknown, text: () => string): Promise<void> {
  await around.out(given.has('json') ? `${JSON.stringify(encode(value), null, 2)}\n` : text())
}

/** A question that a metric cannot be asked, with what it can be asked instead. */
export async function asked<Result>(definition: MetricDefinition, answer: Promise<Result>): Promise<Result> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof RequestError)) throw error
    const answers = definition.answers.map((one) => one.id).join(', ')
    const dimensions = definition.dimensions.map((one) => one.id).join(', ') || '-'
    throw new CommandError(
      `« ${error.asked} » : ${definition.id} ne connaît pas cela. Réponses : ${answers}. Dimensions : ${dimensions}.`,
      `"${error.asked}": ${definition.id} does not know that. Answers: ${answers}. Dimensions: ${dimensions}.`,
    )
  }
}
