// Who sells what to whom: people in teams, some of whom changed, and their managers; products, stages, companies; and what each
// received notice of.
import { chance, dayAt, daysIn, importOf, type Part, type Shape } from './shape.ts'
import { isThere, managerOf, staffOf, teamOf, teamsOf } from './staff.ts'

export const stageNames = ['Qualify', 'Discover', 'Demo', 'Proposal', 'Negotiation', 'Contract', 'Legal']

function* rows(many: number, line: (row: number) => string): Generator<string> {
  for (let row = 1; row <= many; row++) yield line(row)
}

function* people(shape: Shape): Generator<string> {
  const line = (number: number, job: string, manager: string, days: string) =>
    `${number}\tRep ${number}\trep ${number}\trep${number}@example.com\t${job}\t${manager}\t${days}\tfalse\t1\t1`
  for (const { number, seat, hired, left } of staffOf(shape).people)
    yield line(
      number,
      'rep',
      String(managerOf(shape, teamOf(shape, seat))),
      `${dayAt(shape, hired)}\t${left === null ? '\\N' : dayAt(shape, left)}`,
    )
  for (let team = 1; team <= teamsOf(shape); team++)
    yield line(managerOf(shape, team), 'manager', '\\N', `${dayAt(shape, -2_000)}\t\\N`)
}

/** The team of each; half a tenth of those who are there change to the next one in the middle of the time. */
function* stays(shape: Shape): Generator<string> {
  const middle = Math.floor(daysIn(shape) / 2)
  let membership = 0
  const line = (person: number, team: number, from: number | null, until: number | null) =>
    `${++membership}\t${person}\t${team}\t${from === null ? '\\N' : dayAt(shape, from)}\t${until === null ? '\\N' : dayAt(shape, until)}\t1\t1`
  for (const person of staffOf(shape).people) {
    const { number, seat, hired, left } = person
    const team = teamOf(shape, seat)
    const since = hired < 0 ? null : hired
    const moves = chance(number, 1, 20) === 0 && isThere(person, middle)
    yield line(number, team, since, moves ? middle : left)
    if (moves) yield line(number, 1 + (team % teamsOf(shape)), middle, left)
  }
  for (let team = 1; team <= teamsOf(shape); team++) yield line(managerOf(shape, team), team, null, null)
}

/** Those who came before the first day received it then, all others with their contract. */
function* receipts(shape: Shape): Generator<string> {
  const line = (person: number, day: number) => `${person}\t1\t${dayAt(shape, day)} 09:00:00+00\ton paper`
  for (const { number, hired } of staffOf(shape).people) yield line(number, Math.max(-20, hired - 10))
  for (let team = 1; team <= teamsOf(shape); team++) yield line(managerOf(shape, team), -20)
}

const industries = ['steel', 'wood', 'food', 'care', 'transport', 'energy']

export const peopleParts: readonly Part[] = [
  {
    table: 'people',
    columns: [
      'person_id',
      'display_name',
      'name_key',
      'email',
      'job',
      'manager_id',
      'hired_on',
      'left_on',
      'is_provisional',
      'created_import_id',
      'import_id',
    ],
    lines: people,
  },
  {
    table: 'teams',
    columns: ['team_id', 'name', 'name_key', 'region', 'manager_id', 'created_import_id', 'import_id'],
    lines: (shape) =>
      rows(
        teamsOf(shape),
        (team) => `${team}\tTeam ${team}\tteam ${team}\tRegion ${team % 5}\t${managerOf(shape, team)}\t1\t1`,
      ),
  },
  {
    table: 'memberships',
    columns: [
      'membership_id',
      'person_id',
      'team_id',
      'starts_on',
      'ends_on',
      'created_import_id',
      'import_id',
    ],
    lines: stays,
  },
  {
    table: 'notice_versions',
    columns: ['notice_version_id', 'name', 'text_fr', 'text_en', 'published_at'],
    lines: (shape) => rows(1, () => `1\tFirst\tInformation.\tNotice.\t${dayAt(shape, -30)} 09:00:00+00`),
  },
  {
    table: 'notice_receipts',
    columns: ['person_id', 'notice_version_id', 'received_at', 'way'],
    lines: receipts,
  },
  {
    table: 'products',
    columns: ['product_id', 'name', 'name_key', 'family'],
    lines: () =>
      rows(30, (product) => `${product}\tProduct ${product}\tproduct ${product}\tFamily ${product % 6}`),
  },
  {
    table: 'pipelines',
    columns: ['pipeline_id', 'source', 'name', 'name_key', 'is_counted', 'is_confirmed'],
    lines: () => rows(1, () => '1\tbench\tSales\tsales\ttrue\ttrue'),
  },
  {
    table: 'stages',
    columns: [
      'stage_id',
      'pipeline_id',
      'name',
      'name_key',
      'position',
      'outcome',
      'outcome_basis',
      'is_confirmed',
    ],
    lines: () =>
      rows(
        stageNames.length,
        (stage) =>
          `${stage}\t1\t${stageNames[stage - 1]}\t${stageNames[stage - 1]!.toLowerCase()}\t${stage}\topen\tconfirmed\ttrue`,
      ),
  },
  {
    table: 'accounts',
    columns: [
      'account_id',
      'name',
      'name_key',
      'industry',
      'country',
      'segment',
      'is_identified',
      'created_import_id',
      'import_id',
    ],
    lines: ({ accounts }) =>
      rows(
        accounts,
        (account) =>
          `${account}\tCompany ${account}\tcompany ${account}\t${industries[chance(account, 2, 6)]}\tFR\t${chance(account, 3, 3) === 0 ? 'large' : 'small'}\ttrue\t1\t1`,
      ),
  },
  {
    table: 'imports',
    columns: ['import_id', 'state', 'source', 'options', 'as_of', 'started_at', 'visible_at'],
    lines: (shape) =>
      rows(shape.months, (month) => {
        const last = dayAt(shape, lastDayOf(shape, month))
        return `${month}\tvisible\tbench\t{"place": ${month}}\t${last}\t${last} 20:00:00+00\t${last} 20:10:00+00`
      }),
  },
]

function lastDayOf(shape: Shape, month: number): number {
  let day = Math.min(daysIn(shape) - 1, month * 31)
  while (importOf(shape, day) > month) day--
  return day
}
