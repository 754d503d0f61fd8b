// Where a change since the period before comes from: a sentence, and what each line has to do with it.
import { formatPeriod, formatShare, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { ChartTable } from '../../parts/ChartTable.tsx'
import type { WordsJson } from '../../../api/contract/types.ts'
import type { BreakdownJson } from '../../shapes.ts'

interface Props {
  readonly breakdown: BreakdownJson
  /** Words for labels that are codes. */
  readonly values: Readonly<Record<string, WordsJson>> | undefined
  readonly label: string
  readonly fileName: string
}

export function Change({ breakdown: { change, total }, values, label, fileName }: Props) {
  const { language, text, say } = useSpeech()
  if (change === null) return null
  const title = text.metric.changeFrom(formatPeriod(change.period, language))
  const effect = (value: number) => formatValue(value, total.unit, language, { isDifference: true })
  const own = (value: number | null) => (value === null ? '–' : formatValue(value, total.unit, language))
  return (
    <div className="change">
      <h3 className="list-title">{title}</h3>
      <p className="note">{say(change.sentence)}</p>
      <ChartTable
        label={title}
        fileName={`${fileName}-change`}
        columns={[
          { id: 'label', name: label },
          { id: 'weight', name: text.metric.changeWeight, isNumber: true },
          { id: 'value', name: text.metric.value, isNumber: true },
          { id: 'mix', name: text.metric.changeMix, isNumber: true },
          { id: 'rate', name: text.metric.changeRate, isNumber: true },
        ]}
        rows={[
          ...change.lines.map((line) => {
            const words = values?.[line.key]
            return {
              key: line.key,
              cells: [
                words === undefined ? line.label : say(words),
                `${formatShare(line.shareBefore, language)} → ${formatShare(line.shareNow, language)}`,
                `${own(line.before)} → ${own(line.now)}`,
                effect(line.mix),
                effect(line.rate),
              ],
            }
          }),
          { key: '(total)', cells: [text.metric.whole, '', '', effect(change.mix), effect(change.rate)] },
        ]}
      />
    </div>
  )
}
