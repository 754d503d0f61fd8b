// `douze imports`: the deliveries so far, newest first.
import { listImports } from '../sources/ingest/index.ts'
import { owner } from '../model/reader.ts'
import { type Command, exitCodes } from './command.ts'
import { decimal } from './figures.ts'
import { inHouse } from './house.ts'
import { importJson } from './import-json.ts'
import { stateName } from './import-text.ts'
import { table } from './table.ts'

export const imports: Command = {
  name: 'imports',
  summary: { fr: 'liste les imports', en: 'lists the imports' },
  usage: '',
  least: 0,
  most: 0,
  options: { json: { words: { fr: 'écrit la liste en JSON', en: 'prints the list as JSON' } } },
  run: (around, given) =>
    inHouse(around, async ({ database }) => {
      const reports = await listImports(database, owner)
      const { language } = around
      const fr = language === 'fr'
      if (given.has('json')) {
        await around.out(`${JSON.stringify(reports.map(importJson), null, 2)}\n`)
        return exitCodes.done
      }
      const rows = reports.map((report) => [
        String(report.importId),
        report.startedAt.slice(0, 16).replace('T', ' '),
        report.source,
        stateName(report.state)[language],
        decimal(
          report.files.reduce((total, file) => total + file.accepted, 0),
          language,
          0,
        ),
        report.files.map((file) => file.name).join(', '),
      ])
      await around.out(
        table(
          [
            { title: fr ? 'N°' : 'No.', align: 'right' },
            { title: fr ? 'Début (UTC)' : 'Started (UTC)' },
            { title: 'Source' },
            { title: fr ? 'État' : 'State' },
            { title: fr ? 'Acceptées' : 'Accepted', align: 'right' },
            { title: fr ? 'Fichiers' : 'Files', isFlexible: true },
          ],
          rows,
          around.columns,
        ),
      )
      return exitCodes.done
    }),
}
