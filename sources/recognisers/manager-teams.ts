// Teams of a list of people that names managers and no teams.
import type { PlannedColumn, TablePlan } from '../plan.ts'
import type { Match } from './match-columns.ts'

/** Where nothing names the team but a manager is given, the team is the manager's and carries their name. */
export function withTeamOfManager(plan: TablePlan, matches: ReadonlyMap<string, Match>): TablePlan {
  const manager = matches.get('manager')
  if (manager === undefined || matches.has('team')) return plan
  const header = manager.column.header.written
  const { look } = manager.column
  // An address or an id is no name for a team: merging finds the manager's own.
  const isName = look.opaque < 0.5 && look.numbers < 0.5 && look.emails < 0.5
  const team: PlannedColumn = {
    index: manager.column.index,
    header,
    field: 'team',
    reason: {
      fr: `Aucune colonne ne nomme l’équipe : chaque équipe porte le nom de son responsable (« ${header} »).`,
      en: `No column names the team: each team carries the name of its manager (“${header}”).`,
    },
  }
  const region = matches.get('region')
  const also = region === undefined ? { fr: '', en: '' } : { fr: ` ; « ${region.column.header.written} » est lue comme région`, en: `; “${region.column.header.written}” is read as the region` } // prettier-ignore
  return {
    ...plan,
    columns: (isName ? [...plan.columns, team] : [...plan.columns]).toSorted(
      (one, other) => one.index - other.index,
    ),
    remarks: [
      ...plan.remarks,
      {
        code: 'team-named-after-manager',
        words: {
          fr: `L’équipe d’une personne est celle de son responsable et porte son nom${also.fr}.`,
          en: `A person’s team is that of their manager and carries the manager’s name${also.en}.`,
        },
      },
    ],
  }
}
