// The honest answers to one question side by side; choosing one says all of it beneath them, and shows its trend, breakdown
// and rows below.
import type { CSSProperties } from 'react'
import { formatInterval, formatNumber, formatShare, formatValue } from '../../format.ts'
import type { Language } from '../../../metric/words.ts'
import { useSpeech } from '../../language.tsx'
import { ChartTable } from '../../parts/ChartTable.tsx'
import { FigureText } from '../../parts/FigureText.tsx'
import { partsOf } from '../../parts/parts-of.ts'
import { answerName } from '../../reading.ts'
import type { Text } from '../../text/en.ts'
import type { AnswerJson, DefinitionJson, MeasurementJson } from '../../shapes.ts'
import { stateWord } from '../../parts/state-word.ts'

interface Props {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

export function Answers({ definition, measurement, chosen, onChoose }: Props) {
  const { text } = useSpeech()
  // Those that wait for a source stand together below, with what to bring; alone they would be seven times the same note.
  const shown = measurement.answers.filter(
    (answer) => answer.state !== 'not-connected' || answer.id === chosen,
  )
  // What has nothing to tell of the period is said in a line below those that have.
  const isEmpty = (answer: AnswerJson) => answer.state === 'no-data' && answer.id !== definition.headline
  const told = shown.filter((answer) => !isEmpty(answer))
  return (
    <section className="card" aria-labelledby="answers-title">
      <h2 id="answers-title" className="unseen">
        {text.metric.answers}
      </h2>
      <ul className="answers" style={{ '--columns': evenColumns(told.length) } as CSSProperties}>
        {told.map((answer) => (
          <AnswerCard
            key={answer.id}
            answer={answer}
            definition={definition}
            isChosen={answer.id === chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
      <EmptyAnswers
        answers={shown.filter(isEmpty)}
        definition={definition}
        chosen={chosen}
        onChoose={onChoose}
      />
      <ChosenAnswer answer={shown.find((answer) => answer.id === chosen)} />
      <AnswersTable definition={definition} measurement={measurement} />
    </section>
  )
}

/** Columns for so many cells, five at most, so that the last line is nearly as long as the others. */
function evenColumns(cells: number): number {
  return Math.max(1, Math.ceil(cells / Math.ceil(cells / 5)))
}

interface CardProps {
  readonly answer: AnswerJson
  readonly definition: DefinitionJson
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}

function AnswerCard({ answer, definition, isChosen, onChoose }: CardProps) {
  const { language, text, say } = useSpeech()
  const name = say(answerName(definition, answer.id))
  const explanation = definition.answers.find((one) => one.id === answer.id)?.explanation
  const isMeasured = answer.state === 'measured' && answer.value !== null
  const facts = isMeasured ? basisOf(answer, language, text) : []
  return (
    <li
      className={`answer${answer.state === 'not-connected' ? ' hatched' : ''}`}
      data-state={answer.state}
      data-chosen={isChosen || undefined}
    >
      <h3 className="answer-name">
        <button
          type="button"
          className="answer-button"
          aria-pressed={isChosen}
          title={explanation === undefined ? undefined : say(explanation)}
          onClick={() => onChoose(answer.id)}
        >
          {name}
        </button>
      </h3>
      <p className={isMeasured ? 'answer-value' : 'answer-value state-word'}>
        {isMeasured && answer.value !== null ? (
          <FigureText value={answer.value} unit={answer.unit} />
        ) : (
          stateWord(answer, text)
        )}
      </p>
      {isMeasured ? (
        <p className="note">
          {facts.map((fact, index) => (
            <span key={fact.text}>
              {index === 0 ? '' : ' · '}
              <span className="whole" title={fact.title}>
                {fact.text}
              </span>
            </span>
          ))}
        </p>
      ) : null}
      {isChosen || answer.details.length === 0 ? null : (
        <p className="note answer-more">
          {answer.details.map((detail, index) => (
            <span key={detail.name.en}>
              {index === 0 ? '' : ' · '}
              {say(detail.name)}{' '}
              <span className="whole">
                {formatValue(detail.value, detail.unit, language, { isCompact: true })}
              </span>
            </span>
          ))}
        </p>
      )}
      {isChosen || answer.note === null ? null : <p className="note answer-more">{say(answer.note)}</p>}
    </li>
  )
}

type EmptyProps = Omit<Props, 'measurement'> & { readonly answers: readonly AnswerJson[] }

/** Answers without anything to tell, a line each with the reason. */
function EmptyAnswers({ answers, definition, chosen, onChoose }: EmptyProps) {
  const { text, say } = useSpeech()
  if (answers.length === 0) return null
  return (
    <ul className="answers-empty">
      {answers.map((answer) => (
        <li key={answer.id} data-chosen={answer.id === chosen || undefined}>
          <h3 className="answer-name">
            <button
              type="button"
              className="answer-button"
              aria-pressed={answer.id === chosen}
              onClick={() => onChoose(answer.id)}
            >
              {say(answerName(definition, answer.id))}
            </button>
          </h3>
          <p className="note">
            <span className="state-word">{stateWord(answer, text)}</span>
            {answer.id === chosen || answer.note === null ? null : <> · {say(answer.note)}</>}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What the chosen answer says beside its value: its sentence at a width that reads well, its parts one by one. */
function ChosenAnswer({ answer }: { readonly answer: AnswerJson | undefined }) {
  const { language, say } = useSpeech()
  if (answer === undefined || (answer.note === null && answer.details.length === 0)) return null
  return (
    <div className="answer-chosen">
      {answer.note === null ? null : <p>{say(answer.note)}</p>}
      {answer.details.length === 0 ? null : (
        <dl>
          {answer.details.map((detail) => (
            <div key={detail.name.en}>
              <dt>{say(detail.name)}</dt>
              <dd>{formatValue(detail.value, detail.unit, language)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

interface BasisFact {
  readonly text: string
  readonly title?: string
}

/** What a value rests on: its interval, "4 238 sur 6 711" when it is one count over another, its n, its fragility. */
function basisOf(answer: AnswerJson, language: Language, text: Text): readonly BasisFact[] {
  const { interval, denominator, n, unit } = answer
  const facts: BasisFact[] = []
  if (interval !== null) {
    facts.push({
      text: formatInterval(interval, unit, language, { isCompact: true }),
      title: text.figure.interval(formatShare(interval.level, language), interval.method),
    })
  }
  const parts = partsOf(answer, language, text)
  facts.push(...parts.map((part) => ({ text: part })))
  if (n !== null && !(parts.length > 0 && n === denominator))
    facts.push({ text: text.figure.n(formatNumber(n, language)) })
  if (answer.isFragile) facts.push({ text: text.figure.fragile, title: text.figure.fragileWhy })
  return facts
}

/** The answers with one more decimal, to reconcile with another tool. */
function AnswersTable({ definition, measurement }: Pick<Props, 'definition' | 'measurement'>) {
  const { language, text, say } = useSpeech()
  return (
    <div className="answers-table">
      <ChartTable
        label={text.metric.answers}
        fileName={`${measurement.metric}-${measurement.period.id}`}
        columns={[
          { id: 'name', name: text.metric.answers },
          { id: 'value', name: text.metric.value, isNumber: true },
          { id: 'interval', name: `${text.metric.low} – ${text.metric.high}`, isNumber: true },
          { id: 'n', name: text.metric.sample, isNumber: true },
          { id: 'state', name: text.metric.state },
        ]}
        rows={measurement.answers.map((answer) => ({
          key: answer.id,
          cells: [
            say(answerName(definition, answer.id)),
            answer.value === null ? '' : formatValue(answer.value, answer.unit, language, { isExact: true }),
            answer.interval === null
              ? ''
              : formatInterval(answer.interval, answer.unit, language, { isExact: true }),
            answer.n === null ? '' : formatNumber(answer.n, language),
            stateWord(answer, text),
          ],
        }))}
      />
    </div>
  )
}
