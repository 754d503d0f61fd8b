// The register of what is measured. Each yields lines as it goes.
import { figures } from './figures.ts'
import { history } from './history.ts'
import { importRows } from './import-rows.ts'
import { memory } from './memory.ts'
import { singerRecords } from './singer-records.ts'
import type { BenchPlace } from './place.ts'

export const benches: Readonly<Record<string, (place: BenchPlace) => AsyncGenerator<string>>> = {
  import: importRows,
  singer: singerRecords,
  figures,
  history,
  memory,
}
