// Grey places for what is on its way: loading keeps the layout and says so once to screen readers.
import { useSpeech } from '../language.tsx'

interface Props {
  /** Heights in pixels of the cards to come. */
  readonly cards: readonly number[]
  readonly columns?: 1 | 2 | 3 | 4
}

export function Skeleton({ cards, columns = 1 }: Props) {
  const { text } = useSpeech()
  return (
    <div className="skeleton" data-columns={columns} aria-busy="true">
      <p className="unseen" role="status">
        {text.loading}
      </p>
      {cards.map((height, index) => (
        // The places have no identity of their own: their order is it.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="card skeleton-card" style={{ height }} />
      ))}
    </div>
  )
}
