// What the purge asks for before rows go: the metrics know what they need, the purge knows when.
import type { Keeping } from '../../access/privacy/index.ts'
import { storeFigures } from '../../metric/index.ts'
import { metrics } from '../register.ts'

export const keeping: Keeping = {
  figures: (query, table, before) => storeFigures(query, metrics, table, before),
}
