// Minutes a day and category, folded away below a preview.
import { formatDay } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { SortableTable } from '../../parts/SortableTable.tsx'
import type { TimeCategory } from '../../shapes.ts'
import { Minutes } from './Minutes.tsx'

interface Props {
  readonly totals: readonly {
    readonly day: string
    readonly category: TimeCategory
    readonly minutes: number
  }[]
}

export function MinutesByDay({ totals }: Props) {
  const { language, text } = useSpeech()
  return (
    <details className="disclose">
      <summary>{text.time.byDay}</summary>
      <SortableTable
        isTall
        label={text.time.byDay}
        columns={[
          { id: 'day', name: text.time.day },
          { id: 'category', name: text.time.category },
          { id: 'minutes', name: text.time.length, isNumber: true },
        ]}
        rows={totals.map(({ day, category, minutes }, index) => ({
          key: String(index),
          cells: [
            formatDay(day, language),
            text.time.categories[category],
            <Minutes key="m" minutes={minutes} />,
          ],
        }))}
      />
    </details>
  )
}
