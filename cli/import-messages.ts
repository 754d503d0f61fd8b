// `douze import` of a file that holds messages and no table: handed to the door that reads them.
import { createReadStream } from 'node:fs'
import { owner } from '../model/reader.ts'
import { ImportRefused } from '../sources/ingest/index.ts'
import { receive } from '../sources/singer/index.ts'
import { CommandError, exitCodes, type Given, type Surroundings, UsageError } from './command.ts'
import { inHouseToTheEnd } from './house.ts'
import { importText } from './import-text.ts'
import { singerJson, singerText } from './singer-text.ts'

export interface MessageFile {
  readonly name: string
  readonly path: string
}

/** Takes the messages; the state is part of the report, and not printed by itself. */
export async function importMessages(
  around: Surroundings,
  given: Given,
  file: MessageFile,
  isDryRun: boolean,
): Promise<number> {
  if (isDryRun)
    throw new UsageError(
      `Les messages d’un tap sont gardés à mesure qu’ils arrivent : --dry-run ne s’y applique pas.`,
      'Messages of a tap are kept as they arrive: --dry-run does not apply to them.',
    )
  const refuses = given.value('unknown-people') === 'refuse'
  const received = await inHouseToTheEnd(around, async ({ database }, signal) => {
    try {
      return await receive(database, owner, createReadStream(file.path, { highWaterMark: 1 << 18 }), {
        now: around.clock,
        onState: () => Promise.resolve(),
        source: given.value('source') ?? null,
        tap: null,
        onlyStream: file.name.replace(/\.[a-z]+$/i, ''),
        signal,
        ...(refuses ? { unknownPeople: 'refuse' as const } : {}),
      })
    } catch (error) {
      if (error instanceof ImportRefused) throw new CommandError(error.words.fr, error.words.en)
      throw error
    }
  })
  if (given.has('json')) await around.out(`${JSON.stringify(singerJson(received), null, 2)}\n`)
  else {
    for (const line of singerText(received, around.language)) await around.out(`${line}\n`)
    for (const report of received.reports) await around.out(importText(around, report, false))
  }
  return received.verdict === 'reject' ? exitCodes.failed : exitCodes.done
}
