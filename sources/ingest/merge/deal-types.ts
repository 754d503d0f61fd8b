// The kinds of sale that a delivery writes, each word read once.
import type { EntityName } from '../../entities.ts'
import { readDealType } from '../../recognisers/index.ts'
import { select } from '../sql.ts'
import { brings, createMap, type Merge, table } from './context.ts'

/** Makes a temporary table (written, type): what each written type means; null when it does not say. */
export async function readDealTypes(merge: Merge, entity: EntityName, name: string): Promise<void> {
  const found: { written: string; type: string | null }[] = []
  if (brings(merge, entity, 'type')) {
    const rows = await select<{ written: string }>(
      merge.client,
      `select distinct type as written from ${table(merge, entity)} where type is not null`,
    )
    for (const { written } of rows) found.push({ written, type: readDealType(written) })
  }
  await createMap(merge, name, 'written text, type text', found)
}
