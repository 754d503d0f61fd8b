// That a person chose to bring her time in some way, recorded with its moment, and taken back when she says so.
import type { Query } from '../../model/database.ts'
import type { OwnTimeWay } from '../../model/tables/own-time-choices.ts'
import { removeOwnTime } from './keep.ts'

export interface Choice {
  readonly way: OwnTimeWay
  readonly chosenAt: Date
  readonly revokedAt: Date | null
}

/** Notes the choice; the first moment stays until it is taken back. */
export async function noteChoice(query: Query, personId: number, way: OwnTimeWay, now: Date): Promise<void> {
  const chosen = { chosen_at: now, revoked_at: null }
  await query
    .insertInto('own_time_choices')
    .values({ person_id: personId, way, ...chosen })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'way'])
        .doUpdateSet(chosen)
        .where('own_time_choices.revoked_at', 'is not', null),
    )
    .execute()
}

/** Takes a choice back: what it brought goes, and the moment is noted. @returns how many pieces of time went */
export async function revokeChoice(
  query: Query,
  personId: number,
  way: OwnTimeWay,
  now: Date,
): Promise<number> {
  const removed = await removeOwnTime(query, personId, { way })
  await query
    .updateTable('own_time_choices')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('way', '=', way)
    .where('revoked_at', 'is', null)
    .execute()
  return removed
}

export async function choicesOf(query: Query, personId: number): Promise<Choice[]> {
  const rows = await query
    .selectFrom('own_time_choices')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('way')
    .execute()
  return rows.map((row) => ({ way: row.way, chosenAt: row.chosen_at, revokedAt: row.revoked_at }))
}
