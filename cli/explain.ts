// `douze explain`: what a metric counts and how, without a database: question, formula, choices, answers, versions.
import { metrics } from '../api/register.ts'
import type { MetricDefinition } from '../metric/index.ts'
import type { Language, Words } from '../metric/words.ts'
import { type Command, exitCodes, type Surroundings } from './command.ts'
import { dayName } from './figures.ts'
import { wrap } from './table.ts'
import { findMetric } from './view.ts'

export const explain: Command = {
  name: 'explain',
  summary: {
    fr: 'dit ce que compte un indicateur, et comment',
    en: 'tells what a metric counts, and how',
  },
  usage: '[METRIC]',
  least: 0,
  most: 1,
  options: {},
  examples: ['douze explain', 'douze explain customer-churn'],
  run: async (around, given) => {
    const [id] = given.words
    await around.out(id === undefined ? listed(around) : explained(around, findMetric(id)))
    return exitCodes.done
  },
}

const titles = {
  formula: { fr: 'Formule', en: 'Formula' },
  reading: { fr: 'Comment le lire', en: 'How to read it' },
  ebookSlip: {
    fr: 'Ce que l’e-book imprime, et ce que nous faisons',
    en: 'What the e-book prints, and what we do',
  },
  answers: { fr: 'Réponses', en: 'Answers' },
  history: { fr: 'Versions', en: 'Versions' },
} satisfies Record<string, Words>

/** All metrics, a line each. */
function listed({ language, columns }: Surroundings): string {
  return metrics
    .map(
      ({ id, name, question }) => `${id} · ${name[language]}\n${wrap(question[language], columns, '  ')}\n`,
    )
    .join('')
}

function explained({ language, columns }: Surroundings, definition: MetricDefinition): string {
  const paragraph = (title: Words, text: Words | undefined): string =>
    text === undefined ? '' : `\n${title[language]}\n${wrap(text[language], columns, '  ')}\n`
  const answers = definition.answers.map(
    ({ id, name, explanation }) =>
      `  ${name[language]} (${id})\n${wrap(explanation[language], columns, '    ')}\n`,
  )
  const versions = definition.history.map(({ version, on, why }) =>
    wrap(`${version} · ${dayName(on, language)} · ${why[language]}`, columns, '  '),
  )
  return [
    `${definition.name[language]} (${definition.id})\n${definition.question[language]}\n`,
    paragraph(titles.formula, definition.formula),
    paragraph(titles.reading, definition.explanation),
    paragraph(titles.ebookSlip, definition.ebookSlip),
    `\n${heading(titles.answers, language)}${answers.join('')}`,
    `\n${heading(titles.history, language)}${versions.join('\n')}\n`,
  ].join('')
}

function heading(title: Words, language: Language): string {
  return `${title[language]}\n`
}
