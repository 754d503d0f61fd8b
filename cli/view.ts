// From `--scope`, `--period` and a metric's name, as people type them, to what the runner is asked.
import { metricOf, metrics } from '../api/register.ts'
import {
  home,
  type Home,
  type MetricDefinition,
  organisation,
  parsePeriod,
  parseScope,
  type Period,
  type Scope,
  wholeData,
} from '../metric/index.ts'
import type { Database } from '../model/database.ts'
import { foldName } from '../model/names.ts'
import type { Reader } from '../model/reader.ts'
import { nearest } from './arguments.ts'
import { CommandError, type Given, type OptionSpec, UsageError } from './command.ts'

export const viewOptions: Readonly<Record<string, OptionSpec>> = {
  period: {
    words: {
      fr: '2017, 2017-S2, 2017-T3, 2017-08 ou all ; par défaut le dernier trimestre complet qui a des données',
      en: '2017, 2017-H2, 2017-Q3, 2017-08 or all; by default the last complete quarter that has data',
    },
    value: { fr: 'PÉRIODE', en: 'PERIOD' },
  },
  scope: {
    words: {
      fr: 'organisation, team:NOM ou rep:NOM (un numéro convient aussi)',
      en: 'organisation, team:NAME or rep:NAME (a number will do too)',
    },
    value: { fr: 'PÉRIMÈTRE', en: 'SCOPE' },
  },
}

export interface TerminalView {
  readonly scope: Scope
  readonly scopeName: string | null
  readonly period: Period
  readonly known: Home
}

/** @throws UsageError for a period or scope that is none, CommandError for a name that nobody has */
export async function readView(database: Database, reader: Reader, given: Given): Promise<TerminalView> {
  const known = await home(database, reader)
  const { scope, scopeName } = findScope(given.value('scope'), known)
  return { scope, scopeName, period: findPeriod(given.value('period'), known), known }
}

function findPeriod(text: string | undefined, known: Home): Period {
  if (text === undefined) return known.defaultPeriod ?? wholeData
  // 'T3' and 'S2' are the French quarter and half-year; capitals do not matter.
  const written = text
    .trim()
    .toUpperCase()
    .replace(/-T([1-4])$/, '-Q$1')
    .replace(/-S([12])$/, '-H$1')
  const period = parsePeriod(written === 'ALL' ? 'all' : written, known.organisation.fiscalStart)
  if (period !== null) return period
  throw new UsageError(
    `« ${text} » n’est pas une période. Exemples : 2017, 2017-S2, 2017-T3, 2017-08, all.`,
    `"${text}" is not a period. Examples: 2017, 2017-H2, 2017-Q3, 2017-08, all.`,
  )
}

function findScope(text: string | undefined, known: Home): { scope: Scope; scopeName: string | null } {
  if (text === undefined || text === 'organisation') return { scope: organisation, scopeName: null }
  const match = /^(team|rep|équipe|equipe|commercial):(.+)$/is.exec(text)
  if (match === null)
    throw new UsageError(
      `« ${text} » n’est pas un périmètre. Exemples : organisation, team:Nord, "rep:Léa Martin".`,
      `"${text}" is not a scope. Examples: organisation, team:North, "rep:Lea Martin".`,
    )
  const kind = /^(team|[ée]quipe)$/i.test(match[1] ?? '') ? 'team' : 'rep'
  const named = (match[2] ?? '').trim()
  const among: readonly { readonly id: number; readonly name: string }[] =
    kind === 'team' ? known.teams : known.people
  const byNumber = parseScope(`${kind}:${named}`)
  const found = among.filter((one) =>
    byNumber !== null && byNumber.kind !== 'organisation'
      ? one.id === byNumber.id
      : foldName(one.name) === foldName(named),
  )
  const [one] = found
  if (one !== undefined && found.length === 1) return { scope: { kind, id: one.id }, scopeName: one.name }
  throw found.length > 1 ? ambiguous(kind, named, found) : unknown(kind, named, among)
}

function ambiguous(kind: string, named: string, found: readonly { readonly id: number }[]): CommandError {
  const numbers = found.map((one) => `${kind}:${one.id}`).join(', ')
  return new CommandError(
    `Plusieurs portent le nom « ${named} » : ${numbers}. Donnez le numéro.`,
    `Several are called "${named}": ${numbers}. Give the number.`,
  )
}

function unknown(
  kind: 'team' | 'rep',
  named: string,
  among: readonly { readonly name: string }[],
): CommandError {
  const names = among.map((one) => one.name)
  const closest = nearest(foldName(named), names.map(foldName))
  const proposal = closest === null ? undefined : names.find((name) => foldName(name) === closest)
  const french =
    kind === 'team' ? `Aucune équipe ne s’appelle « ${named} ».` : `Personne ne s’appelle « ${named} ».`
  const english = kind === 'team' ? `No team is called "${named}".` : `Nobody is called "${named}".`
  const list = names.slice(0, 20).join(', ')
  if (proposal !== undefined)
    return new CommandError(`${french} Peut-être « ${proposal} » ?`, `${english} Perhaps "${proposal}"?`)
  return list === ''
    ? new CommandError(french, english)
    : new CommandError(`${french} Connus : ${list}.`, `${english} Known: ${list}.`)
}

/** A metric by its id. @throws UsageError naming the closest */
export function findMetric(id: string): MetricDefinition {
  const metric = metricOf(id.toLowerCase())
  if (metric !== undefined) return metric
  const ids = metrics.map((one) => one.id)
  const closest = nearest(id.toLowerCase(), ids)
  throw new UsageError(
    `« ${id} » n’est pas un indicateur.${closest === null ? '' : ` Peut-être ${closest} ?`} Connus : ${ids.join(', ')}.`,
    `"${id}" is not a metric.${closest === null ? '' : ` Perhaps ${closest}?`} Known: ${ids.join(', ')}.`,
  )
}
