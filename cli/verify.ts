// `douze verify`: checks the access journal entry by entry, and prints the last hash to keep elsewhere.
import { verifyJournal } from '../access/journal/index.ts'
import { owner } from '../model/reader.ts'
import { type Command, exitCodes, UsageError } from './command.ts'
import { inHouse } from './house.ts'

export const verify: Command = {
  name: 'verify',
  summary: { fr: 'vérifie le journal des accès', en: 'checks the access journal' },
  usage: '',
  least: 0,
  most: 0,
  options: {
    anchor: {
      words: {
        fr: 'empreinte gardée d’une vérification précédente',
        en: 'hash kept from an earlier check',
      },
      value: { fr: 'ENTRÉE:EMPREINTE', en: 'ENTRY:HASH' },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: ['douze verify', 'douze verify --anchor 1204:9f2c…'],
  run: (around, given) => {
    const anchor = anchorOf(given.value('anchor'))
    return inHouse(around, async ({ database }) => {
      const result = await verifyJournal(database, owner, anchor)
      const { checked, faults, last } = result
      const fr = around.language === 'fr'
      if (given.has('json')) await around.out(`${JSON.stringify(result, null, 2)}\n`)
      else {
        for (const { sentence } of faults) await around.out(`${sentence[around.language]}\n`)
        await around.out(
          fr
            ? `Entrées vérifiées : ${checked}. ${faults.length === 0 ? 'La chaîne est intacte.' : `Défauts : ${faults.length}.`}\n`
            : `Entries checked: ${checked}. ${faults.length === 0 ? 'The chain is whole.' : `Faults: ${faults.length}.`}\n`,
        )
        await around.out(
          fr
            ? `À garder ailleurs : ${last.entry}:${last.hash}\n`
            : `To keep elsewhere: ${last.entry}:${last.hash}\n`,
        )
      }
      return faults.length === 0 ? exitCodes.done : exitCodes.failed
    })
  },
}

function anchorOf(text: string | undefined): { entry: number; hash: string } | undefined {
  if (text === undefined) return undefined
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  if (match === null)
    throw new UsageError(
      '--anchor attend ENTRÉE:EMPREINTE, tel que `douze verify` l’a écrit.',
      '--anchor needs ENTRY:HASH, as `douze verify` printed it.',
    )
  return { entry: Number(match[1]), hash: match[2] ?? '' }
}
