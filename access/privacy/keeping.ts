// What the purge asks of those who know the figures, before rows go: access knows tables, and no metric.
import type { Query } from '../../model/database.ts'
import type { Going } from '../../model/rollups/index.ts'

export interface Keeping {
  /**
   * Keeps what figures of closed periods were counted from, of those that rest on rows of this table from before a day, in the
   * transaction that removes the rows. `before` is the first day of a month.
   */
  readonly figures: (query: Query, table: Going, before: string) => Promise<void>
}
