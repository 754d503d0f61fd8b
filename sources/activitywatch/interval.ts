// A stretch of time of a tracker.
export interface Interval {
  readonly start: number
  readonly end: number
}
