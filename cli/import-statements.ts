// `douze import` of a file of learning records (xAPI): handed to the store, and reported like any other file.
import { randomUUID } from 'node:crypto'
import { owner } from '../model/reader.ts'
import type { DeliveredFile } from '../sources/ingest/index.ts'
import { type StatementFileReport, takeStatementFile } from '../sources/xapi/index.ts'
import { exitCodes, type Given, type Surroundings } from './command.ts'
import { inHouseToTheEnd } from './house.ts'

export async function importStatements(
  around: Surroundings,
  given: Given,
  file: DeliveredFile,
  isDryRun: boolean,
): Promise<number> {
  const report = await inHouseToTheEnd(around, ({ database }) =>
    takeStatementFile(database, owner, file.path, { now: around.clock(), makeId: randomUUID, isDryRun }),
  )
  await around.out(
    given.has('json')
      ? `${JSON.stringify(jsonOf(report, around), null, 2)}\n`
      : textOf(around, file.name, report, isDryRun),
  )
  return report.verdict === 'reject' ? exitCodes.failed : exitCodes.done
}

function jsonOf(report: StatementFileReport, { language }: Surroundings): object {
  return {
    ...report,
    errors: report.errors.map(({ row, code, field, words }) => ({
      row,
      code,
      column: field,
      sentence: words[language],
    })),
    warnings: [],
  }
}

function textOf(
  { language }: Surroundings,
  name: string,
  { verdict, accepted, rejected, duplicates, added, unchanged, errors }: StatementFileReport,
  isDryRun: boolean,
): string {
  const fr = language === 'fr'
  const kept = isDryRun
    ? fr
      ? 'à blanc, rien n’a été gardé'
      : 'dry run, nothing was kept'
    : verdict === 'reject'
      ? fr
        ? 'rien n’a été gardé'
        : 'nothing was kept'
      : fr
        ? `${added} nouvelle(s), ${unchanged} déjà là`
        : `${added} new, ${unchanged} there already`
  const head = fr
    ? `${name} : traces de formation (xAPI), ${accepted} acceptée(s), ${rejected} refusée(s), ${duplicates} répétée(s) ; ${kept}.`
    : `${name}: learning records (xAPI), ${accepted} accepted, ${rejected} refused, ${duplicates} repeated; ${kept}.`
  const lines = errors.slice(0, 20).map(({ row, code, words }) => `✗ ${row} · ${words[language]} (${code})`)
  return `${[head, ...lines].join('\n')}\n`
}
