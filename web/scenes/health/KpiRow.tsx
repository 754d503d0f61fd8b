// One KPI on the health page, in any of its four states; hover and focus open the same details.
import { Link, useSearch } from '@tanstack/react-router'
import { IntervalBar } from '../../charts/IntervalBar.tsx'
import { Sparkline } from '../../charts/Sparkline.tsx'
import { formatNumber, formatValue, lowerFirst } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { FigureText } from '../../parts/FigureText.tsx'
import { NoteMark } from '../../parts/NoteMark.tsx'
import { TrendChip, VerdictChip } from '../../parts/VerdictChip.tsx'
import { answerName, comparisonOf, leadAnswer, spoken } from '../../reading.ts'
import type { Against, AnswerJson, DefinitionJson, MeasurementJson, TrendJson } from '../../shapes.ts'
import { EmptyReason } from './EmptyReason.tsx'
import { MissingHeadline, StandInName } from './StandIn.tsx'
import { RowDetails, useDismissal } from './RowDetails.tsx'
import { stateWord } from '../../parts/state-word.ts'

export interface RowProps {
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
  readonly trend: TrendJson | null
  readonly against: Against
}

export function KpiRow({ definition, measurement, trend, against }: RowProps) {
  const { text, say } = useSpeech()
  const { scope = 'organisation' } = useSearch({ from: '__root__' })
  const answer = leadAnswer(measurement)
  const dismissal = useDismissal()
  const details = `details-${definition.id}`
  const state = answer?.state ?? measurement.state
  const isMeasured = answer?.state === 'measured' && answer.value !== null
  return (
    <li className={`kpi${state === 'not-connected' ? ' hatched' : ''}`} data-state={state} {...dismissal}>
      <div className="kpi-line">
        <h3 className="kpi-name">
          <Link
            to="/metrics/$metric"
            params={{ metric: definition.id }}
            className="kpi-link"
            aria-describedby={details}
          >
            {say(definition.name)}
          </Link>
          {/* Never alone on a line of its own. */ '\u00a0'}
          {definition.class === null ? null : (
            <span className="class-letter">
              <span aria-hidden="true">{definition.class}</span>
              <span className="unseen">({text.classes.short[definition.class]})</span>
            </span>
          )}{' '}
          <NoteMark metric={definition.id} scope={scope} period={measurement.period.id} />
        </h3>
        {isMeasured && answer.value !== null ? (
          <p className="kpi-value">
            <FigureText value={answer.value} unit={answer.unit} isCompact />
          </p>
        ) : (
          <p className="kpi-value state-word">{stateWord(answer ?? { state, n: null }, text)}</p>
        )}
      </div>
      {isMeasured ? (
        <MeasuredRow
          answer={answer}
          definition={definition}
          measurement={measurement}
          trend={trend}
          against={against}
        />
      ) : (
        <EmptyReason definition={definition} measurement={measurement} answer={answer} />
      )}
      <RowDetails id={details} definition={definition} answer={answer} />
    </li>
  )
}

function MeasuredRow({
  answer,
  definition,
  measurement,
  trend,
  against,
}: RowProps & { readonly answer: AnswerJson }) {
  const { language, text, say } = useSpeech()
  const comparison = comparisonOf(answer, against)
  const series = trend?.answer === answer.id ? trend : null
  const said = spoken(comparison, series)
  const other = measurement.answers.find((one) => one.id !== answer.id && one.state === 'measured')
  return (
    <>
      <div className="kpi-line">
        <p className="kpi-graphics">
          <IntervalBar answer={answer} trend={trend} />
          {series === null ? null : <Sparkline trend={series} isSaid={said.isLineSaid} />}
        </p>
        {said.by === 'trend' && series !== null ? (
          <p className="kpi-verdict">
            <TrendChip trend={series} />
          </p>
        ) : comparison === null || comparison.verdict === 'no-clear-change' ? null : (
          <p className="kpi-verdict">
            <VerdictChip comparison={comparison} unit={answer.unit} />
          </p>
        )}
      </div>
      <p className="kpi-basis">
        <StandInName definition={definition} answer={answer} />
        {answer.n === null ? null : text.figure.n(formatNumber(answer.n, language))}
        {other === undefined || other.value === null ? null : (
          <>
            {answer.n === null ? null : ' · '}
            {lowerFirst(say(answerName(definition, other.id)))}{' '}
            <span className="whole">
              {formatValue(other.value, other.unit, language, { isCompact: true })}
            </span>
          </>
        )}
        <MissingHeadline definition={definition} measurement={measurement} answer={answer} />
      </p>
    </>
  )
}
