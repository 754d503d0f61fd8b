// The people of the simulated company: eight teams, their managers, reps who come, leave and change team, marketing. At
// the end sixty reps are there.
import { foldName } from '../model/names.ts'
import { type Random, randomIndex, randomNormal, shuffled } from '../statistics/random.ts'
import { dayOf, dayText, days, isWorkday, lastDay, workdayFrom } from './calendar.ts'
import type { Rows } from './rows.ts'
import { intake } from './truths.ts'

export interface Stay {
  readonly team: number
  readonly from: number
  /** First day no longer in the team. */
  readonly to: number
}

export interface Rep {
  readonly id: number
  readonly name: string
  readonly hired: number
  /** First day no longer there; Infinity while she works here. */
  readonly left: number
  readonly stays: readonly Stay[]
  /** Added to the chance to win, in log odds. */
  readonly skill: number
  readonly away: ReadonlySet<number>
}

export interface Staff {
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  readonly managers: readonly number[]
  readonly marketing: readonly number[]
  readonly reps: readonly Rep[]
}

const teams: readonly (readonly [string, string])[] = [
  ['Paris', 'Nord'],
  ['Lille', 'Nord'],
  ['Nantes', 'Ouest'],
  ['Bordeaux', 'Ouest'],
  ['Toulouse', 'Sud'],
  ['Marseille', 'Sud'],
  ['Lyon', 'Est'],
  ['Strasbourg', 'Est'],
]
const firstNames =
  'Léa Tom Inès Hugo Nadia Karim Zoé Lucas Manon Adrien Chloé Yanis Camille Antoine Sarah Maxime Julie Paul Émilie Théo Fanny Rachid Clara Benoît Aïcha Simon Louise Mehdi Élodie Victor Anaïs Gabriel Noémie Samuel Océane Bastien Mathilde Idriss Pauline Cédric'.split(
    ' ',
  )
const lastNames =
  'Martin Durand Petit Bernard Moreau Lefèvre Garnier Roussel Fontaine Chevalier Benali Nguyen Perrin Blanchard Guérin Marchand Colin Renaud Picard Lemoine Aubry Barbier Haddad Vidal Brunet Schmitt Carpentier Leclerc Delmas Bouvier Maillard Prévost Klein Besson Texier Hervé Pons Weber Royer Tessier'.split(
    ' ',
  )

/** Who was there before or comes by herself; the intake is besides. */
const manyReps = 60

/** The intake has a chance of its own: what came before it is the same without it. */
export function makeStaff(rows: Rows, random: Random, ofIntake: Random): Staff {
  const names = shuffled(
    firstNames.flatMap((first) => lastNames.map((last) => `${first} ${last}`)),
    random,
  )
  const person = (job: string, hired: number, left: number, managerId: number | null): number => {
    const name = names[rows.of('people').length]!
    const email = `${foldName(name).replaceAll(' ', '.')}@demonstration.example`
    const id = rows.add('people', {
      display_name: name,
      name_key: foldName(name),
      email,
      job,
      manager_id: managerId,
      hired_on: dayText(hired),
      left_on: left > lastDay ? null : dayText(left),
      is_provisional: false,
    })
    rows.add('person_identities', {
      kind: 'email',
      source: '',
      value_key: email,
      value: email,
      person_id: id,
    })
    return id
  }
  const leader = person('leader', -1_800, Infinity, null)
  const managers = teams.map(() => person('manager', -900 - randomIndex(random, 900), Infinity, leader))
  const made = teams.map(([name, region], i) => ({
    id: rows.add('teams', { name, name_key: foldName(name), region, manager_id: managers[i]! }),
    name,
  }))
  for (const [i, manager] of managers.entries())
    rows.add('memberships', { person_id: manager, team_id: made[i]!.id, starts_on: null, ends_on: null })
  const marketing = Array.from({ length: 5 }, () => person('marketing', -600, Infinity, leader))
  const takeOn = (chance: Random, i: number, hired: number): Rep => {
    const team = i % teams.length
    const leaves = i % 7 === 3
    const left = leaves ? Math.max(hired + 150, 200 + randomIndex(chance, days - 260)) : Infinity
    const id = person('rep', hired, left, managers[team]!)
    const moves = i % 11 === 5
    const move = moves ? 300 + randomIndex(chance, 300) : Infinity
    const next = (team + 3) % teams.length
    const stays: Stay[] =
      move < left && move > hired
        ? [
            { team, from: hired, to: move },
            { team: next, from: move, to: left },
          ]
        : [{ team, from: hired, to: left }]
    for (const stay of stays)
      rows.add('memberships', {
        person_id: id,
        team_id: made[stay.team]!.id,
        starts_on: dayText(stay.from),
        ends_on: stay.to > lastDay ? null : dayText(stay.to),
      })
    return {
      id,
      name: names[id - 1]!,
      hired,
      left,
      stays,
      skill: randomNormal(chance) * 0.25,
      away: new Set(),
    }
  }
  // Two thirds were there before; the others come all along, and one in seven leaves.
  const force = Array.from({ length: manyReps }, (_, i) =>
    takeOn(random, i, i < 40 ? -60 - randomIndex(random, 1_200) : workdayFrom(20 + (i - 40) * 44)),
  )
  const newcomers = Array.from({ length: intake.many }, (_, i) => takeOn(ofIntake, manyReps + i, intake.on))
  return {
    teams: made,
    managers,
    marketing,
    reps: [
      ...force.map((rep) => ({ ...rep, away: takeLeave(rows, random, rep) })),
      ...newcomers.map((rep) => ({ ...rep, away: takeLeave(rows, ofIntake, rep) })),
    ],
  }
}

/** Five weeks of leave a year and a few days besides, written as stays away without a reason. */
function takeLeave(rows: Rows, random: Random, rep: Rep): ReadonlySet<number> {
  const away = new Set<number>()
  const leave = (from: number, length: number): void => {
    if (from < rep.hired || from + length > rep.left || from > lastDay) return
    rows.add('absences', {
      person_id: rep.id,
      starts_on: dayText(from),
      ends_on: dayText(from + length),
      share: 1,
    })
    for (let day = from; day < from + length; day++) away.add(day)
  }
  for (const year of [2024, 2025, 2026]) {
    leave(dayOf(`${year}-08-01`) + randomIndex(random, 3) * 7, 14)
    leave(dayOf(`${year}-12-23`), 9)
    leave(dayOf(`${year}-02-10`) + randomIndex(random, 3) * 7, 7)
    leave(workdayFrom(dayOf(`${year}-04-20`) + randomIndex(random, 40)), 4)
    leave(workdayFrom(dayOf(`${year}-10-01`) + randomIndex(random, 60)), 1 + randomIndex(random, 3))
  }
  return away
}

export function isThere(rep: Rep, day: number): boolean {
  return day >= rep.hired && day < rep.left
}

export function isAtWork(rep: Rep, day: number): boolean {
  return isThere(rep, day) && isWorkday(day) && !rep.away.has(day)
}

/** Position of her team on a day. */
export function teamOn(rep: Rep, day: number): number {
  return (rep.stays.find((stay) => day >= stay.from && day < stay.to) ?? rep.stays.at(-1)!).team
}

/** Months since she came, in the middle of which a new rep is half as good: 0 on the first day, 1 once settled. */
export function ramp(rep: Rep, day: number): number {
  return Math.min(1, Math.max(0, (day - rep.hired) / 150))
}

/** Who looks after a rep's customers on a day: herself, or a colleague of her last team. */
export function successor({ reps }: Staff, rep: Rep, day: number): Rep {
  if (isThere(rep, day)) return rep
  const team = rep.stays.at(-1)!.team
  return (
    reps.find((one) => isThere(one, day) && teamOn(one, day) === team) ??
    reps.find((one) => isThere(one, day)) ??
    rep
  )
}
