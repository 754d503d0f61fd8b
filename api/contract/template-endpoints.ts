// Templates over the API: what to fill in when no export is at hand. They hold no data.
import { z } from 'zod'
import { anyRole } from './access-endpoints.ts'
import { endpoint } from './endpoint.ts'
import { words } from './measurement-shapes.ts'

const template = z.object({
  /** Id of the table, as in `/api/import-entities`. */
  id: z.string(),
  name: words,
  grain: words,
  /** The table that it feeds, as the needs of metrics name it. */
  table: z.string(),
  columns: z.array(
    z.object({
      /** The header, in each language. */
      header: words,
      name: words,
      isRequired: z.boolean(),
      /** What a cell holds. */
      holds: words,
    }),
  ),
})

export const templateEndpoints = {
  templates: endpoint({
    method: 'GET',
    path: '/api/templates',
    summary:
      'The template of every table that a file can bring: its columns, which are required, what they hold.',
    roles: anyRole,
    answer: z.array(template),
  }),
  templateFile: endpoint({
    method: 'GET',
    path: '/api/templates/:template/file',
    summary: 'One template as a CSV file to fill in.',
    roles: anyRole,
    pathParameters: z.object({ template: z.string().max(60) }),
    query: z.object({ language: z.enum(['fr', 'en']).default('fr') }),
    answer: { file: ['text/csv'] },
  }),
}
