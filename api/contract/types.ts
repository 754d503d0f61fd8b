// Types of the API's JSON, for clients: nothing here exists at run time.
import type { z } from 'zod'
import type { EndpointName, Endpoints } from './endpoints.ts'
import type * as imports from './import-shapes.ts'
import type * as shapes from './measurement-shapes.ts'

type InputOf<Part> = Part extends z.ZodType ? z.input<Part> : undefined
type OutputOf<Part> = Part extends z.ZodType ? z.output<Part> : undefined

/** What a caller of an endpoint sends. */
export interface Request<Name extends EndpointName> {
  readonly path: Endpoints[Name] extends { pathParameters: infer Part } ? OutputOf<Part> : undefined
  readonly query: Endpoints[Name] extends { query: infer Part } ? InputOf<Part> : undefined
  readonly body: Endpoints[Name] extends { body: infer Part } ? InputOf<Part> : undefined
}
/** What an endpoint answers. */
export type Answer<Name extends EndpointName> = Endpoints[Name] extends { answer: infer Part }
  ? OutputOf<Part>
  : never

export type MeasurementJson = z.output<typeof shapes.measurement>
export type AnswerJson = z.output<typeof shapes.answer>
export type ComparisonJson = z.output<typeof shapes.comparison>
export type TrendJson = z.output<typeof shapes.trend>
export type BreakdownJson = z.output<typeof shapes.breakdown>
export type DefinitionJson = z.output<typeof shapes.definition>
export type RowPageJson = z.output<typeof shapes.rowPage>
export type HeadlineJson = z.output<typeof shapes.headline>
export type PeriodJson = z.output<typeof shapes.period>
export type ScopeJson = z.output<typeof shapes.scope>
export type UnitJson = z.output<typeof shapes.unit>
export type ValueJson = z.output<typeof shapes.value>
export type WordsJson = z.output<typeof shapes.words>
export type ImportReportJson = z.output<typeof imports.importReport>
export type FileReportJson = z.output<typeof imports.fileReport>
export type DecisionJson = z.output<typeof imports.decision>
export type ImportEntityJson = z.output<typeof imports.importEntity>
export type FaultJson = z.output<typeof imports.fault>

/** Every refusal of the API. */
export interface ErrorJson {
  readonly error: {
    readonly code: string
    readonly message: { readonly fr: string; readonly en: string }
    readonly requestId: string
    /** Which inputs are at fault, when that can be said: 'query.limit'. */
    readonly fields?: readonly string[]
  }
}
