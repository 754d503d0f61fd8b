// The chosen answer against the period before, a year ago, its target and its standard, each with its verdict.
import { formatInterval, formatNumber, formatPeriod, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { VerdictChip } from '../../parts/VerdictChip.tsx'
import type { BlockProps } from './block-props.ts'

export function Comparisons({ definition, answer }: BlockProps) {
  const { language, text, say } = useSpeech()
  const own = definition.answers.find((one) => one.id === answer.id)
  const isAlone = own?.standsAlone === true || own?.isTimeless === true
  const shown = answer.comparisons.filter((one) => one.value !== null || one.period !== null)
  return (
    <section className="card card-body" aria-labelledby="comparisons-title">
      <h2 id="comparisons-title" className="panel-title">
        {text.metric.comparisons}
      </h2>
      {shown.length === 0 ? (
        <p className="note">{isAlone ? text.metric.notCompared : text.metric.noComparison}</p>
      ) : null}
      <ul className="comparisons">
        {shown.map((comparison) => (
          <li key={comparison.against}>
            <p className="comparison-head">
              <span>
                {comparison.period === null ? (
                  text.against[comparison.against]
                ) : (
                  <>
                    {formatPeriod(comparison.period, language)}
                    <span className="note">, {text.against[comparison.against]}</span>
                  </>
                )}
              </span>
              <span className="comparison-value">
                {comparison.n === null ? null : (
                  <span className="note">{text.figure.n(formatNumber(comparison.n, language))} </span>
                )}
                {comparison.value === null
                  ? '–'
                  : formatValue(comparison.value, answer.unit, language, { isCompact: true })}
              </span>
            </p>
            <p className="comparison-verdict">
              {comparison.value === null && comparison.n === null ? null : (
                <VerdictChip
                  comparison={comparison}
                  unit={answer.unit}
                  isNeither={own?.direction === 'neither'}
                />
              )}
              {comparison.difference === null ? null : (
                <span className="comparison-gap">
                  {formatValue(comparison.difference, answer.unit, language, {
                    isDifference: true,
                    isCompact: true,
                  })}
                  {comparison.interval === null ? null : (
                    <span className="note">
                      {' '}
                      (
                      {formatInterval(comparison.interval, answer.unit, language, {
                        isDifference: true,
                        isCompact: true,
                      })}
                      )
                    </span>
                  )}
                </span>
              )}
            </p>
            <p className="note">{say(comparison.reason)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
