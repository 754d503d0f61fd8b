// The OpenAPI 3.1 description, made from the same contract table that makes the routes.
import { z } from 'zod'
import type { Endpoint } from './contract/endpoint.ts'
import { endpoints } from './contract/endpoints.ts'
import { errors } from './errors/errors.ts'

type Json = Record<string, unknown>

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.object({ fr: z.string(), en: z.string() }),
    requestId: z.string(),
    fields: z.array(z.string()).optional(),
  }),
})

/** The whole description, as JSON. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, row] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation(name, row) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Douze',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Twelve sales-enablement KPIs and three outcomes. Money is text: integer minor units of its currency. ' +
        'Days are YYYY-MM-DD in the organisation’s time zone, instants ISO 8601 in UTC. Writes need an Origin ' +
        'or Sec-Fetch-Site header that names this server’s own address.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: { Error: schemaOf(errorSchema, 'output') } },
  }
}

function operation(name: string, row: Endpoint): Json {
  return {
    operationId: name,
    summary: row.summary,
    parameters: [...parametersOf(row.pathParameters, 'path'), ...parametersOf(row.query, 'query')],
    ...requestBody(row),
    responses: {
      '200': { description: 'Done.', content: answerContent(row) },
      default: {
        description: `A refusal: ${[...new Set(Object.values(errors).map((entry) => entry.status))].join(', ')}.`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
    'x-roles': row.roles,
  }
}

function requestBody(row: Endpoint): Json {
  if (row.upload === true) {
    const schema = { type: 'string', contentMediaType: 'application/octet-stream' }
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema } } } }
  }
  if (row.body === undefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(row.body, 'input') } } },
  }
}

function answerContent(row: Endpoint): Json {
  if (!('file' in row.answer)) return { 'application/json': { schema: schemaOf(row.answer, 'output') } }
  return Object.fromEntries(
    row.answer.file.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]),
  )
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: part,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  // `$schema` belongs to a document of its own; within OpenAPI 3.1 the dialect is the same by default.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}
