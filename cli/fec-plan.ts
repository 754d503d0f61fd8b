// `douze fec-plan`: shows or changes which accounts of a French accounting file are costs of selling.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { owner } from '../model/reader.ts'
import { changePlan, type PlanInForce, PlanRefused, readPlan } from '../sources/fec/plan.ts'
import { type Command, CommandError, exitCodes, type Surroundings, UsageError } from './command.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const fecPlan: Command = {
  name: 'fec-plan',
  summary: {
    fr: 'montre ou change les comptes du FEC qui sont des coûts de vente',
    en: 'shows or changes the accounts of the FEC that are costs of selling',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    set: {
      words: {
        fr: 'remplace le plan par celui d’un fichier JSON, tel que --json l’écrit',
        en: 'replaces the plan by that of a JSON file, as --json prints it',
      },
      value: { fr: 'FICHIER', en: 'FILE' },
    },
    default: { words: { fr: 'revient au plan par défaut', en: 'goes back to the default plan' } },
    json: { words: { fr: 'écrit le plan en JSON', en: 'prints the plan as JSON' } },
  },
  examples: ['douze fec-plan --json > plan.json', 'douze fec-plan --set plan.json'],
  run: async (around, given) => {
    const file = given.value('set')
    if (file !== undefined && given.has('default'))
      throw new UsageError('Choisissez --set ou --default.', 'Choose --set or --default.')
    const change = file !== undefined ? await readPlanFile(path.resolve(around.currentFolder, file)) : null
    return inHouse(around, async ({ database }) => {
      if (file !== undefined || given.has('default'))
        await database
          .write(owner, (query) => changePlan(query, change, around.clock()))
          .catch(asCommandError)
      const plan = await database.read(owner, readPlan)
      await around.out(
        given.has('json') ? `${JSON.stringify(plan.lines, null, 2)}\n` : planText(around, plan),
      )
      return exitCodes.done
    })
  },
}

async function readPlanFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch {
    throw new CommandError(
      'Ce fichier n’a pas pu être lu, ou n’est pas du JSON. Rien n’a été changé.',
      'This file could not be read, or is no JSON. Nothing was changed.',
    )
  }
}

const reasons: Readonly<Record<PlanRefused['reason'], { fr: string; en: string }>> = {
  'not-a-list': { fr: 'une liste de lignes est attendue', en: 'a list of lines is expected' },
  'unknown-key': {
    fr: 'une ligne a accounts, category, department et share, rien d’autre',
    en: 'a line has accounts, category, department and share, nothing else',
  },
  accounts: {
    fr: 'accounts est le début d’un compte de charges, comme "623"',
    en: 'accounts is the beginning of an account of costs, such as "623"',
  },
  twice: { fr: 'ces comptes y sont deux fois', en: 'these accounts are there twice' },
  category: {
    fr: 'cette catégorie n’existe pas (null : pas un coût de vente)',
    en: 'there is no such category (null: no cost of selling)',
  },
  department: {
    fr: 'department est sales, marketing, research, other ou null',
    en: 'department is sales, marketing, research, other or null',
  },
  share: { fr: 'share est une part entre 0 et 1', en: 'share is a part between 0 and 1' },
}

function asCommandError(error: unknown): never {
  if (!(error instanceof PlanRefused)) throw error
  const { fr, en } = reasons[error.reason]
  throw new CommandError(
    `Ligne ${error.place} du plan : ${fr}. Rien n’a été changé.`,
    `Line ${error.place} of the plan: ${en}. Nothing was changed.`,
  )
}

function planText(around: Surroundings, { lines, isOwn }: PlanInForce): string {
  const fr = around.language === 'fr'
  const said = isOwn
    ? fr
      ? 'Plan de l’organisation.'
      : 'The organisation’s plan.'
    : fr
      ? 'Plan par défaut : des suppositions, à adapter (--json, puis --set).'
      : 'Default plan: assumptions, to be adapted (--json, then --set).'
  const titles = fr
    ? ['Comptes', 'Catégorie', 'Service', 'Part']
    : ['Accounts', 'Category', 'Department', 'Share']
  const rows = lines.map(({ accounts, category, department, share }) => [
    accounts,
    category ?? (fr ? 'pas un coût de vente' : 'no cost of selling'),
    department ?? '',
    share.toLocaleString(around.language, { style: 'percent', maximumFractionDigits: 2 }),
  ])
  return `${table(
    titles.map((title) => ({ title })),
    rows,
    around.columns,
  )}\n${said}\n`
}
