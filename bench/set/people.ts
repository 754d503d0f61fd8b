// Who sells what to whom: people in teams, some of whom changed; products, stages, companies; and what each received notice of.
import { chance, dayAt, daysIn, importOf, type Part, type Shape, traced, tracedColumns } from './shape.ts'

export const teamSize = 10
export const stageNames = ['Qualify', 'Discover', 'Demo', 'Proposal', 'Negotiation', 'Contract', 'Legal']

function* rows(many: number, line: (row: number) => string): Generator<string> {
  for (let row = 1; row <= many; row++) yield line(row)
}

/** The team of a rep; half a tenth of the people change to the next one in the middle of the time. */
function* stays(shape: Shape): Generator<string> {
  const teams = teamsOf(shape)
  const middle = dayAt(shape, Math.floor(daysIn(shape) / 2))
  let membership = 0
  for (let rep = 1; rep <= shape.reps; rep++) {
    const team = 1 + (rep % teams)
    const moves = chance(rep, 1, 20) === 0
    yield `${++membership}\t${rep}\t${team}\t\\N\t${moves ? middle : '\\N'}\t1\t1`
    if (moves) yield `${++membership}\t${rep}\t${1 + (team % teams)}\t${middle}\t\\N\t1\t1`
  }
}

function teamsOf({ reps }: Shape): number {
  return Math.max(2, Math.round(reps / teamSize))
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
      'is_provisional',
      'created_import_id',
      'import_id',
    ],
    lines: ({ reps }) =>
      rows(reps, (rep) => `${rep}\tRep ${rep}\trep ${rep}\trep${rep}@example.com\trep\tfalse\t1\t1`),
  },
  {
    table: 'teams',
    columns: ['team_id', 'name', 'name_key', 'region', 'created_import_id', 'import_id'],
    lines: (shape) =>
      rows(teamsOf(shape), (team) => `${team}\tTeam ${team}\tteam ${team}\tRegion ${team % 5}\t1\t1`),
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
    lines: (shape) => rows(shape.reps, (rep) => `${rep}\t1\t${dayAt(shape, -20)} 09:00:00+00\ton paper`),
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
  {
    table: 'content_items',
    columns: [
      'content_item_id',
      'title',
      'title_key',
      'type',
      'department',
      'owner_id',
      'stage',
      'published_on',
      'is_template',
      ...tracedColumns,
    ],
    lines: (shape) =>
      rows(600, (item) => {
        const day = chance(item, 4, daysIn(shape))
        return `${item}\tItem ${item}\titem ${item}\t${['deck', 'sheet', 'case study'][item % 3]}\t${item % 2 === 0 ? 'sales' : 'marketing'}\t${1 + chance(item, 5, shape.reps)}\t${stageNames[item % 7]}\t${dayAt(shape, Math.floor(day / 2))}\tfalse\t${traced(item, 1)}`
      }),
  },
]

function lastDayOf(shape: Shape, month: number): number {
  let day = Math.min(daysIn(shape) - 1, month * 31)
  while (importOf(shape, day) > month) day--
  return day
}
