// The band between control limits, as a path: one width for all periods, or a step for each where limits follow how many were counted.
import type { TrendJson } from '../shapes.ts'

interface Place {
  readonly left: number
  readonly right: number
  readonly at: (index: number) => number
  readonly y: (value: number) => number
  /** The drawing's own edges: a period of very few would be as high as the whole scale. */
  readonly top: number
  readonly bottom: number
}

interface Bounds {
  readonly low: number
  readonly high: number
}

/** Empty without limits. A period without limits of its own (not over yet, or nothing counted) takes those of the one before. */
export function bandPath(
  limits: TrendJson['limits'],
  points: readonly { readonly limits?: Bounds | undefined }[],
  { left, right, at, y, top, bottom }: Place,
): string {
  if (limits === null) return ''
  const isOne = points.every((point) => point.limits === undefined)
  const steps: { from: number; to: number; bounds: Bounds }[] = []
  let bounds: Bounds = points.find((point) => point.limits !== undefined)?.limits ?? limits
  for (const [i, point] of (isOne ? [{}] : points).entries()) {
    bounds = ('limits' in point ? point.limits : undefined) ?? bounds
    const isLast = isOne || i === points.length - 1
    steps.push({
      from: i === 0 ? left : (at(i - 1) + at(i)) / 2,
      to: isLast ? right : (at(i) + at(i + 1)) / 2,
      bounds,
    })
  }
  const inside = (place: number) => Math.min(bottom, Math.max(top, place))
  const above = steps.flatMap(({ from, to, bounds: { high } }) => [
    [from, inside(y(high))],
    [to, inside(y(high))],
  ])
  const below = steps.toReversed().flatMap(({ from, to, bounds: { low, high } }) => {
    // A band of no height would not be seen.
    const place = Math.max(inside(y(low)), inside(y(high)) + 1)
    return [
      [to, place],
      [from, place],
    ]
  })
  return `M${[...above, ...below].map((place) => place.join(',')).join('L')}Z`
}
