// Templates: what a person fills in when no export is at hand.
import { Readable } from 'node:stream'
import { templateOf, templates } from '../../sources/templates.ts'
import { csvLines } from '../downloads/csv.ts'
import { Refusal } from '../errors/errors.ts'
import { FileAnswer, type Handler } from '../handler.ts'

const list: Handler<'templates'> = async () =>
  templates().map(({ entity, name, grain, table, columns }) => ({
    id: entity,
    name,
    grain,
    table,
    columns: columns.map((column) => ({ ...column })),
  }))

const file: Handler<'templateFile'> = async (_place, { path, query }) => {
  const template = templateOf(path.template)
  if (template === undefined) throw new Refusal('not-found')
  const header = template.columns.map((column) => column.header[query.language])
  const content = Readable.from(csvLines(header, [], query.language), { objectMode: false })
  return new FileAnswer(`${template.entity}-${query.language}.csv`, 'text/csv; charset=utf-8', content)
}

export const templateHandlers = { templates: list, templateFile: file }
