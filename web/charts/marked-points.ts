// Which points of a series its verdict rests on: those that are drawn in its colour.
import { drawable } from '../format.ts'
import type { TrendJson } from '../shapes.ts'

/**
 * Places of the points that are marked. With a clear verdict those of its own stretch alone: back from the last point, on its side of
 * the centre. What lay on the other side before is what it is better or worse than. Without one, every point with a signal.
 */
export function markedPoints({ points, limits, verdict }: TrendJson): number[] {
  const signals = points.flatMap((point, index) => (point.signal === null ? [] : [index]))
  if (limits === null || (verdict !== 'better' && verdict !== 'worse')) return signals
  const sideOf = (index: number) => {
    const value = points[index]?.value ?? null
    return value === null ? 0 : Math.sign(drawable(value) - limits.centre)
  }
  const own = sideOf(points.findLastIndex((point) => point.value !== null))
  const before = points.findLastIndex((_, index) => sideOf(index) === -own)
  return signals.filter((index) => index > before && sideOf(index) === own)
}
