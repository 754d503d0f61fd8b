// Who could have had a line in a breakdown by person or team, and has none.
import { sql } from 'kysely'
import { type FigureData, lineFor, type Sight } from '../../model/sight.ts'
import type { MetricContext } from '../definition.ts'
import type { Breakdown } from '../measurement.ts'
import { personLabel } from '../groups/permits.ts'
import type { BreakdownRequest } from '../view.ts'
import { words } from '../words.ts'

/** Reps and teams of the scope without a line, and why. */
export async function absentFrom(
  context: MetricContext,
  request: BreakdownRequest,
  lines: readonly { readonly key: string | null }[],
  sight: Sight,
  data: FigureData,
): Promise<Breakdown['absent']> {
  const line = sight.of[data].rows === 'line' ? lineFor(sight, data) : null
  if (request.dimension !== 'rep' && request.dimension !== 'team') return []
  const shown = new Set(lines.map((one) => one.key))
  if (request.dimension === 'team') {
    if (request.scope.kind !== 'organisation') return []
    const teams = await context.query
      .selectFrom('teams')
      .select(['team_id', 'name'])
      .orderBy('name')
      .execute()
    return teams
      .filter((team) => !shown.has(String(team.team_id)) && line?.teams.includes(team.team_id) !== false)
      .map((team) => ({
        label: team.name,
        reason: words(
          'Rien à compter pour cette équipe sur la période.',
          'Nothing to count for this team in the period.',
        ),
      }))
  }
  if (request.scope.kind === 'rep') return []
  const inTeam =
    request.scope.kind === 'team'
      ? sql`exists (select from memberships as membership where membership.person_id = person.person_id and membership.team_id = ${request.scope.id})`
      : sql`true`
  // Only the sales force is listed: people with a team, a rep's job, or a deal.
  const { rows } = await sql<{ person_id: number; display_name: string; has_deal: boolean }>`
    select person.person_id, person.display_name, owner.owner_id is not null as has_deal
    from people as person
    left join (
      select owner_id from opportunities where not is_deleted group by owner_id
      union
      select owner_id from opportunity_owners group by owner_id
    ) as owner on owner.owner_id = person.person_id
    where ${inTeam} and (owner.owner_id is not null or person.job = 'rep'
      or (person.job is null and person.person_id in (select person_id from memberships)))
    order by person.display_name, person.person_id`.execute(context.query)
  return rows
    .filter(
      (person) => !shown.has(String(person.person_id)) && line?.people.includes(person.person_id) !== false,
    )
    .map((person) => ({
      label: personLabel(sight, data, person.person_id, person.display_name).label,
      reason: person.has_deal
        ? words('Rien à compter sur la période.', 'Nothing to count in the period.')
        : words(
            'Aucune affaire à son nom dans toutes les données.',
            'No deal under this name in all of the data.',
          ),
    }))
}
