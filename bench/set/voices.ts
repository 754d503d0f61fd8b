// What customers answer and say.
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'
import { somebody } from './staff.ts'

function* answers(shape: Shape): Generator<string> {
  for (let row = 1; row <= shape.surveyAnswers; row++) {
    const day = Math.floor(((row - 1) * daysIn(shape)) / shape.surveyAnswers)
    const answered = Math.min(day + chance(row, 71, 10), daysIn(shape) - 1)
    const hasAnswered = chance(row, 72, 10) < 4
    yield `${1 + chance(row, 73, shape.accounts)}\t${row}\t1\tr${chance(row, 74, Math.ceil(shape.surveyAnswers / 3))}\t${dayAt(shape, day)}\t${hasAnswered ? `${dayAt(shape, answered)}\t${chance(row, 75, 11)}` : '\\N\t\\N'}\t${1 + chance(row, 76, 30)}\t${somebody(shape, row, 77, day)}\t${traced(row, importOf(shape, day))}`
  }
}

const comments = ['Trop cher', 'Livraison en retard', 'Très bien', 'Support lent', 'Rien à dire']

function* feedback(shape: Shape): Generator<string> {
  const many = Math.ceil(shape.surveyAnswers / 4)
  for (let row = 1; row <= many; row++) {
    const day = Math.floor(((row - 1) * daysIn(shape)) / many)
    yield `${1 + chance(row, 78, shape.accounts)}\t${row}\t${dayAt(shape, day)}\tticket\t${comments[chance(row, 79, 5)]}\t${somebody(shape, row, 80, day)}\t${traced(row, importOf(shape, day))}`
  }
}

function* actions(shape: Shape): Generator<string> {
  const many = Math.ceil(shape.surveyAnswers / 8)
  for (let row = 1; row <= many; row++) {
    const voice = row * 2
    const day =
      Math.floor(((voice - 1) * daysIn(shape)) / Math.ceil(shape.surveyAnswers / 4)) + chance(row, 81, 50)
    if (day < daysIn(shape))
      yield `${row}\tb${voice}\treply\t${dayAt(shape, day)}\t${somebody(shape, row, 82, day)}\t${traced(row, importOf(shape, day))}`
  }
}

export const voiceParts: readonly Part[] = [
  {
    table: 'surveys',
    columns: ['survey_id', 'name', 'name_key', 'kind', ...tracedColumns],
    lines: function* () {
      yield `1\tNPS\tnps\tnps\t${traced(1, 1)}`
    },
  },
  {
    table: 'survey_answers',
    columns: [
      'account_id',
      'survey_answer_id',
      'survey_id',
      'respondent',
      'invited_on',
      'answered_on',
      'score',
      'product_id',
      'rep_id',
      ...tracedColumns,
    ],
    lines: answers,
  },
  {
    table: 'themes',
    columns: ['theme_id', 'name', 'name_key', 'keywords', ...tracedColumns],
    lines: function* () {
      yield `1\tPrice\tprice\tcher, prix\t${traced(1, 1)}`
      yield `2\tDelay\tdelay\tretard, lent\t${traced(2, 1)}`
    },
  },
  {
    table: 'feedback',
    columns: ['account_id', 'feedback_id', 'received_on', 'channel', 'comment', 'rep_id', ...tracedColumns],
    lines: feedback,
  },
  {
    table: 'feedback_actions',
    columns: ['feedback_action_id', 'feedback_ref', 'kind', 'acted_on', 'owner_id', ...tracedColumns],
    lines: actions,
  },
]
