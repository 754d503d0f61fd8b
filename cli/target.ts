// `douze target`: lists, sets and removes targets and standard values; every figure is compared with them.
import { metrics } from '../api/register.ts'
import {
  expectedValue,
  type KeptTarget,
  listTargets,
  readTargetValue,
  removeTarget,
  settable,
  setTarget,
  type Unit,
} from '../metric/index.ts'
import type { Language } from '../metric/words.ts'
import type { Database, Query } from '../model/database.ts'
import { foldName } from '../model/names.ts'
import { owner } from '../model/reader.ts'
import { readSettings } from '../model/settings.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { dayName, figure } from './figures.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const target: Command = {
  name: 'target',
  summary: {
    fr: 'montre, fixe ou retire une cible ou une valeur standard',
    en: 'shows, sets or removes a target or a standard value',
  },
  usage: '[METRIC ANSWER VALUE]',
  least: 0,
  most: 3,
  options: {
    standard: {
      words: {
        fr: 'une valeur standard (référence du métier) au lieu d’une cible',
        en: 'a standard value (a reference of the trade) instead of a target',
      },
    },
    team: {
      words: {
        fr: 'pour une équipe ; par défaut l’organisation',
        en: 'for a team; by default the organisation',
      },
      value: { fr: 'ÉQUIPE', en: 'TEAM' },
    },
    from: {
      words: { fr: 'à partir de ce jour ; par défaut aujourd’hui', en: 'from this day on; by default today' },
      value: { fr: 'JOUR', en: 'DAY' },
    },
    remove: {
      words: { fr: 'retire celle de ce numéro', en: 'removes the one of this number' },
      value: { fr: 'NUMÉRO', en: 'NUMBER' },
    },
    json: { words: { fr: 'écrit la liste en JSON', en: 'prints the list as JSON' } },
  },
  examples: [
    'douze target',
    'douze target conversion-rate win-rate "35 %" --from 2026-01-01',
    'douze target content-creation-time hourly-rate 52,50 --standard',
  ],
  run: async (around, given) => {
    if (given.words.length !== 0 && given.words.length !== 3)
      throw new UsageError(
        'Il faut un indicateur, une réponse et une valeur, ou rien pour la liste.',
        'A metric, an answer and a value are needed, or nothing for the list.',
      )
    return inHouse(around, async ({ database }) => {
      const removed = given.value('remove')
      if (removed !== undefined) await remove(database, removed)
      else if (given.words.length === 3) await set(around, database, given)
      const kept = await database.read(owner, listTargets)
      const { currency } = await database.read(owner, readSettings)
      await around.out(
        given.has('json') ? `${JSON.stringify(kept, null, 2)}\n` : listText(around, kept, currency),
      )
      return exitCodes.done
    })
  },
}

async function remove(database: Database, text: string): Promise<void> {
  const isGone = /^\d{1,15}$/.test(text)
    ? await database.write(owner, (query) => removeTarget(query, Number(text)))
    : false
  if (!isGone)
    throw new CommandError(`Il n’y a pas de cible n° ${text}.`, `There is no target number ${text}.`)
}

async function set(around: Surroundings, database: Database, given: Given): Promise<void> {
  const [metric = '', answer = '', text = ''] = given.words
  const found = settable(metrics).find((one) => one.metric === metric && one.answer === answer)
  if (found === undefined) {
    const known = settable(metrics).filter((one) => one.metric === metric)
    const list = (known.length > 0 ? known.map((one) => one.answer) : metrics.map((one) => one.id)).join(', ')
    throw new CommandError(
      `« ${metric} ${answer} » ne peut pas recevoir de cible. Connus : ${list}.`,
      `"${metric} ${answer}" cannot be given a target. Known: ${list}.`,
    )
  }
  const validFrom = given.value('from') ?? around.clock().toISOString().slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(validFrom) || Number.isNaN(Date.parse(`${validFrom}T00:00:00Z`)))
    throw new UsageError('--from attend un jour, 2026-01-31.', '--from needs a day, 2026-01-31.')
  const kind = given.has('standard') || found.isBasis ? 'standard' : 'target'
  const team = given.value('team')
  await database.write(owner, async (query) => {
    const { currency } = await readSettings(query)
    const value = readTargetValue(text, found.unit, currency)
    if (value === null) {
      const expected = expectedValue(found.unit)
      throw new CommandError(`« ${text} » : ${expected.fr}`, `"${text}": ${expected.en}`)
    }
    const teamId = team === undefined ? null : await teamNamed(query, team)
    await setTarget(query, { metric, answer, kind, teamId, validFrom, value })
  })
}

async function teamNamed(query: Query, name: string): Promise<number> {
  const found = await query
    .selectFrom('teams')
    .where('name_key', '=', foldName(name))
    .select('team_id')
    .orderBy('team_id')
    .executeTakeFirst()
  if (found === undefined) throw new CommandError(`Aucune équipe « ${name} ».`, `There is no team "${name}".`)
  return found.team_id
}

function listText(
  { language, columns }: Surroundings,
  kept: readonly KeptTarget[],
  currency: string,
): string {
  const fr = language === 'fr'
  if (kept.length === 0)
    return fr ? 'Aucune cible ni valeur standard n’est fixée.\n' : 'No target or standard value is set.\n'
  return table(
    [
      { title: fr ? 'N°' : 'No.', align: 'right' },
      { title: fr ? 'Indicateur · réponse' : 'Metric · answer', isFlexible: true },
      { title: fr ? 'Sorte' : 'Kind' },
      { title: fr ? 'Pour' : 'For', isFlexible: true },
      { title: fr ? 'À partir du' : 'From' },
      { title: fr ? 'Valeur' : 'Value', align: 'right' },
    ],
    kept.map((one) => [
      String(one.targetId),
      `${one.metric} · ${one.answer}`,
      kindName(one.kind, language),
      one.team ?? 'organisation',
      dayName(one.validFrom, language),
      valueText(one, currency, language),
    ]),
    columns,
  )
}

function kindName(kind: KeptTarget['kind'], language: Language): string {
  return kind === 'target' && language === 'fr' ? 'cible' : kind
}

function valueText(one: KeptTarget, currency: string, language: Language): string {
  const kind = settable(metrics).find(
    (each) => each.metric === one.metric && each.answer === one.answer,
  )?.unit
  if (kind === undefined) return String(one.value)
  const unit: Unit = kind === 'money' ? { kind, currency } : { kind }
  return figure(kind === 'money' ? BigInt(Math.round(one.value)) : one.value, unit, language)
}
