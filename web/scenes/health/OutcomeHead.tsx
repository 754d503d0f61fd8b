// The outcome that an imperative serves: the one large figure of its column.
import { Link, useSearch } from '@tanstack/react-router'
import { Sparkline } from '../../charts/Sparkline.tsx'
import { formatInterval, formatNumber, formatValue, lowerFirst } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { FigureText } from '../../parts/FigureText.tsx'
import { NoteMark } from '../../parts/NoteMark.tsx'
import { TrendChip, VerdictChip } from '../../parts/VerdictChip.tsx'
import { answerName, comparisonOf, leadAnswer, spoken } from '../../reading.ts'
import { EmptyReason } from './EmptyReason.tsx'
import type { RowProps } from './KpiRow.tsx'
import { MissingHeadline, StandInName } from './StandIn.tsx'
import { RowDetails, useDismissal } from './RowDetails.tsx'
import { stateWord } from '../../parts/state-word.ts'

export function OutcomeHead({ definition, measurement, trend, against }: RowProps) {
  const { language, text, say } = useSpeech()
  const { scope = 'organisation' } = useSearch({ from: '__root__' })
  const dismissal = useDismissal()
  const answer = leadAnswer(measurement)
  const comparison = answer === null ? null : comparisonOf(answer, against)
  const series = trend !== null && trend.answer === answer?.id ? trend : null
  const said = spoken(comparison, series)
  const state = answer?.state ?? measurement.state
  const details = `details-${definition.id}`
  const others = measurement.answers
    .filter((one) => one.id !== answer?.id && one.state === 'measured')
    .slice(0, 2)
  const isMeasured = answer?.state === 'measured' && answer.value !== null
  return (
    <div
      className={`outcome${state === 'not-connected' ? ' hatched' : ''}`}
      data-state={state}
      {...dismissal}
    >
      <p className={isMeasured ? 'outcome-value' : 'outcome-value state-word'}>
        {isMeasured && answer.value !== null ? (
          <FigureText value={answer.value} unit={answer.unit} isCompact />
        ) : (
          stateWord(answer ?? { state, n: null }, text)
        )}
      </p>
      <p className="outcome-trend">
        {isMeasured && series !== null ? (
          <Sparkline trend={series} isSaid={said.isLineSaid} width={136} height={32} />
        ) : null}
      </p>
      <h3 className="kpi-name">
        <Link
          to="/metrics/$metric"
          params={{ metric: definition.id }}
          className="kpi-link"
          aria-describedby={details}
        >
          {say(definition.name)}
        </Link>{' '}
        <NoteMark metric={definition.id} scope={scope} period={measurement.period.id} />
      </h3>
      {isMeasured ? (
        <>
          <p className="kpi-verdict">
            {said.by === 'trend' && series !== null ? (
              <TrendChip trend={series} />
            ) : comparison === null ? null : (
              <VerdictChip comparison={comparison} unit={answer.unit} hasDifference />
            )}
          </p>
          <p className="kpi-basis">
            <StandInName definition={definition} answer={answer} />
            {answer.interval === null ? null : (
              <span className="whole">
                {formatInterval(answer.interval, answer.unit, language, { isCompact: true })}
              </span>
            )}
            {answer.interval === null || answer.n === null ? null : ' · '}
            {answer.n === null ? null : text.figure.n(formatNumber(answer.n, language))}
            {others.map((one, i) =>
              one.value === null ? null : (
                <span key={one.id}>
                  {i === 0 && answer.interval === null && answer.n === null ? null : ' · '}
                  {lowerFirst(say(answerName(definition, one.id)))}{' '}
                  <span className="whole">
                    {formatValue(one.value, one.unit, language, { isCompact: true })}
                  </span>
                </span>
              ),
            )}
            <MissingHeadline definition={definition} measurement={measurement} answer={answer} />
          </p>
        </>
      ) : (
        <EmptyReason definition={definition} measurement={measurement} answer={answer} />
      )}
      <RowDetails id={details} definition={definition} answer={answer} />
    </div>
  )
}
