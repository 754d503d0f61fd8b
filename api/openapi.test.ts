// The description of the API is a valid OpenAPI 3.1 document, checked rule by rule where the standard is strict.
import { describe, expect, it } from 'vitest'
import { endpoints } from './contract/endpoints.ts'
import { openApi } from './openapi.ts'

interface Parameter {
  name: string
  in: string
  required: boolean
  schema: object
}
interface Operation {
  operationId: string
  summary: string
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}

const description = openApi('1.2.3') as {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}
const operations = Object.entries(description.paths).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
)

/** Keywords of JSON Schema 2020-12, the dialect of OpenAPI 3.1, that zod writes. */
const keywords = new Set(
  (
    'type properties required additionalProperties items anyOf oneOf allOf enum const minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems pattern default description format ' +
    'propertyNames not prefixItems contentMediaType $ref'
  ).split(' '),
)
const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'])

function faultsOf(schema: unknown, at: string): string[] {
  if (typeof schema === 'boolean') return []
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${at}: not a schema`]
  const parts = schema as Record<string, unknown>
  const faults = Object.keys(parts)
    .filter((key) => !keywords.has(key))
    .map((key) => `${at}: unknown keyword ${key}`)
  for (const type of [(parts['type'] ?? []) as string | string[]].flat())
    if (!types.has(type)) faults.push(`${at}: no type ${type}`)
  if (
    typeof parts['$ref'] === 'string' &&
    !(parts['$ref'].replace('#/components/schemas/', '') in description.components.schemas)
  )
    faults.push(`${at}: ${parts['$ref']} is nowhere`)
  for (const [name, part] of Object.entries(parts['properties'] ?? {}))
    faults.push(...faultsOf(part, `${at}.${name}`))
  for (const name of (parts['required'] ?? []) as string[])
    if (!Object.hasOwn(parts['properties'] ?? {}, name))
      faults.push(`${at}: requires ${name}, which it lacks`)
  for (const key of ['items', 'additionalProperties', 'propertyNames', 'not'])
    if (key in parts) faults.push(...faultsOf(parts[key], `${at}.${key}`))
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems'])
    for (const part of (parts[key] ?? []) as unknown[]) faults.push(...faultsOf(part, `${at}.${key}`))
  return faults
}

describe('the OpenAPI description', () => {
  it('names its version and the program', () => {
    expect(description.openapi).toBe('3.1.0')
    expect(description.info).toMatchObject({ title: 'Douze', version: '1.2.3' })
  })

  it('describes every endpoint once', () => {
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      Object.keys(endpoints).toSorted(),
    )
  })

  it('declares every parameter of a path, and only those', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const declared = operation.parameters.filter((one) => one.in === 'path')
      expect(declared.map((one) => one.name)).toEqual(inPath)
      expect(declared.every((one) => one.required)).toBe(true)
      const names = operation.parameters.map((one) => `${one.in} ${one.name}`)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('has a body for writes only, and a description for each response', () => {
    for (const { verb, operation } of operations) {
      if (verb === 'get') expect(operation.requestBody).toBeUndefined()
      for (const response of Object.values(operation.responses)) expect(response.description).not.toBe('')
      expect(Object.keys(operation.responses)).toEqual(['200', 'default'])
    }
  })

  it('holds only valid schemas, and no reference to nowhere', () => {
    const faults = operations.flatMap(({ path, verb, operation }) => [
      ...operation.parameters.flatMap((one) => faultsOf(one.schema, `${verb} ${path} ${one.name}`)),
      ...Object.values(operation.requestBody?.content ?? {}).flatMap((one) =>
        faultsOf(one.schema, `${verb} ${path} body`),
      ),
      ...Object.values(operation.responses).flatMap((response) =>
        Object.values(response.content).flatMap((one) => faultsOf(one.schema, `${verb} ${path} answer`)),
      ),
    ])
    expect(faults).toEqual([])
    expect(faultsOf(description.components.schemas['Error'], 'Error')).toEqual([])
  })

  it('says money as text and who may ask', () => {
    const text = JSON.stringify(description)
    expect(text).toContain('"x-roles":["owner"]')
    expect(text).toContain('^-?\\\\d+$')
  })
})
