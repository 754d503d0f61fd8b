// `douze purge`: carries out the rules of retention now, as a running server does daily; shows and sets the rules.
import {
  purge as purgeNow,
  purgeDay,
  readRetention,
  setRetention,
  type Length,
} from '../access/privacy/index.ts'
import { keeping } from '../api/jobs/keeping.ts'
import { housekeeper, owner } from '../model/reader.ts'
import type { Language } from '../metric/words.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { asCommandError } from './person.ts'
import { inHouse } from './house.ts'
import { table } from './table.ts'

export const purge: Command = {
  name: 'purge',
  summary: {
    fr: 'supprime ce dont la durée de conservation est passée',
    en: 'deletes what is kept past its time',
  },
  usage: '',
  least: 0,
  most: 0,
  options: {
    'dry-run': { words: { fr: 'compte seulement', en: 'only counts' } },
    set: {
      words: {
        fr: 'règle une durée d’abord, par exemple leads=24months, refused-rows=10days',
        en: 'sets a length first, for example leads=24months, refused-rows=10days',
      },
      value: { fr: 'RÈGLE=DURÉE', en: 'RULE=LENGTH' },
    },
    reason: {
      words: {
        fr: 'raison, nécessaire pour un journal de plus de 12 mois',
        en: 'reason, needed for a journal of more than 12 months',
      },
      value: { fr: 'TEXTE', en: 'TEXT' },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: ['douze purge --dry-run', 'douze purge --dry-run --set leads=24months'],
  run: (around, given) => {
    const asked = given.value('set')
    const change = asked === undefined ? null : changeOf(asked)
    return inHouse(around, async ({ database }) => {
      const now = around.clock()
      if (change !== null)
        await database
          .write(owner, (query) =>
            setRetention(query, owner, { ...change, reason: given.value('reason') ?? null }, now),
          )
          .catch(asCommandError)
      const { today, rules } = await database.read(owner, async (query) => ({
        today: await purgeDay(query, now),
        rules: await readRetention(query),
      }))
      const isDryRun = given.has('dry-run')
      const purged = await purgeNow(database, housekeeper, { today, now, keeping, isDryRun })
      if (given.has('json')) {
        await around.out(`${JSON.stringify({ today, isDryRun, purged }, null, 2)}\n`)
        return exitCodes.done
      }
      const fr = around.language === 'fr'
      await around.out(
        table(
          [
            { title: fr ? 'Règle' : 'Rule' },
            { title: fr ? 'Quoi' : 'What', isFlexible: true },
            { title: fr ? 'Durée' : 'Length' },
            { title: fr ? 'Plafond' : 'Ceiling' },
            { title: fr ? 'Avant le' : 'Before' },
            {
              title: isDryRun ? (fr ? 'À supprimer' : 'To delete') : fr ? 'Supprimés' : 'Deleted',
              align: 'right',
            },
          ],
          rules.map((rule) => {
            const done = purged.find((one) => one.rule === rule.id)
            return [
              rule.id,
              rule.name[around.language],
              lengthText(rule.inForce, around.language),
              lengthText(rule.ceiling, around.language),
              done?.before ?? '',
              String(done?.removed ?? 0),
            ]
          }),
          around.columns,
        ),
      )
      return exitCodes.done
    })
  },
}

function changeOf(text: string): Length & { readonly rule: string } {
  const match = /^([a-z-]{1,40})=(\d{1,4})(days|months)$/.exec(text)
  if (match === null)
    throw new UsageError(
      '--set attend RÈGLE=24months ou RÈGLE=10days.',
      '--set needs RULE=24months or RULE=10days.',
    )
  return { rule: match[1] ?? '', length: Number(match[2]), unit: match[3] === 'days' ? 'days' : 'months' }
}

function lengthText({ length, unit }: Length, language: Language): string {
  if (language === 'fr') return `${length} ${unit === 'days' ? (length > 1 ? 'jours' : 'jour') : 'mois'}`
  return `${length} ${length > 1 ? unit : unit.slice(0, -1)}`
}
