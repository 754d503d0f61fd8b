// The contract table: every route of the API. Add a row here and a handler in api/routes; nothing else.
import { targetEndpoints } from './target-endpoints.ts'
import { z } from 'zod'
import { accessEndpoints, anyRole } from './access-endpoints.ts'
import { breakGlassEndpoints } from './break-glass-endpoints.ts'
import { connectionEndpoints } from './connection-endpoints.ts'
import { demonstrationEndpoints } from './demonstration-endpoints.ts'
import { endpoint } from './endpoint.ts'
import { ownListEndpoints } from './own-list-endpoints.ts'
import { allowance, decision, importEntity, importReport } from './import-shapes.ts'
import { ownTimeEndpoints } from './own-time-endpoints.ts'
import { peopleEndpoints } from './people-endpoints.ts'
import { privacyEndpoints } from './privacy-endpoints.ts'
import { streamEndpoints } from './stream-endpoints.ts'
import { templateEndpoints } from './template-endpoints.ts'
import { workingTimeEndpoints } from './working-time-endpoints.ts'
import { xapiEndpoints } from './xapi-endpoints.ts'
import { breakdown, definition, headline, measurement, period, rowPage, trend } from './measurement-shapes.ts'

/**
 * Figures and rows: each reader sees what model/sight.ts says, below every query: all by name, her own or her line's,
 * people under pseudonyms, figures of groups alone, or the people whom an administrator opened for an hour.
 */
const readersOfFigures = ['owner', 'leader', 'manager', 'rep', 'marketing', 'analyst', 'break-glass'] as const
/** Imports, decisions, settings. */
const administrators = ['owner', 'administrator'] as const

const metricPath = z.object({ metric: z.string().max(60) })
const importPath = z.object({ importId: z.coerce.number().int().positive() })
/** Which figures: ids as in metric/scope.ts and metric/period.ts; default: organisation, last complete quarter with data. */
export const view = z.object({ scope: z.string().max(30).optional(), period: z.string().max(10).optional() })
const rowsQuery = view.extend({
  answer: z.string().max(60).optional(),
  /** Rows left out for this reason instead of the rows counted. */
  excluded: z.string().max(60).optional(),
  sort: z.string().max(60).optional(),
  order: z.enum(['ascending', 'descending']).optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

export const endpoints = {
  home: endpoint({
    method: 'GET',
    path: '/api/home',
    summary:
      'The organisation, whether it has data, the periods that have data; the teams and people whose figures the reader may ask for.',
    roles: anyRole,
    answer: z.object({
      organisation: z.object({
        name: z.string(),
        timeZone: z.string(),
        fiscalStart: z.number().int(),
        currency: z.string(),
      }),
      hasData: z.boolean(),
      asOf: z.string().nullable(),
      /** Last complete quarter with data. */
      defaultPeriod: period.nullable(),
      periods: z.array(period),
      teams: z.array(z.object({ id: z.number().int(), name: z.string(), people: z.number().int() })),
      people: z.array(
        z.object({
          id: z.number().int(),
          name: z.string(),
          teamId: z.number().int().nullable(),
          isProvisional: z.boolean(),
        }),
      ),
      openDecisions: z.number().int(),
      /** The house holds the simulated company. */
      isDemonstration: z.boolean(),
      version: z.string(),
    }),
  }),
  definitions: endpoint({
    method: 'GET',
    path: '/api/metrics',
    summary: 'The fifteen metrics with their definitions in French and English.',
    roles: anyRole,
    answer: z.array(definition),
  }),
  health: endpoint({
    method: 'GET',
    path: '/api/health',
    summary: 'All fifteen measurements for one scope and period, with trends and what really moved.',
    roles: readersOfFigures,
    query: view,
    answer: z.object({
      headlines: z.array(headline),
      metrics: z.array(z.object({ measurement, trend: trend.nullable() })),
    }),
  }),
  measurement: endpoint({
    method: 'GET',
    path: '/api/metrics/:metric',
    summary:
      'One metric for one scope and period: every answer with its interval, comparisons and exclusions.',
    roles: readersOfFigures,
    pathParameters: metricPath,
    query: view,
    answer: measurement,
  }),
  trend: endpoint({
    method: 'GET',
    path: '/api/metrics/:metric/trend',
    summary: 'One answer over successive periods with control limits.',
    roles: readersOfFigures,
    pathParameters: metricPath,
    query: view.extend({
      answer: z.string().max(60).optional(),
      grain: z.enum(['month', 'quarter', 'half-year', 'year']).optional(),
    }),
    answer: trend,
  }),
  breakdown: endpoint({
    method: 'GET',
    path: '/api/metrics/:metric/breakdown',
    summary: 'One answer split by team, rep, product or another dimension of the metric.',
    roles: readersOfFigures,
    pathParameters: metricPath,
    query: view.extend({ by: z.string().max(40), answer: z.string().max(60).optional() }),
    answer: breakdown,
  }),
  rows: endpoint({
    method: 'GET',
    path: '/api/metrics/:metric/rows',
    summary: 'The rows behind an answer, or those left out of it.',
    roles: readersOfFigures,
    pathParameters: metricPath,
    query: rowsQuery,
    answer: rowPage,
  }),
  rowsFile: endpoint({
    method: 'GET',
    path: '/api/metrics/:metric/rows-file',
    summary: 'The rows behind an answer as a file; cells that a spreadsheet would run are neutralised.',
    roles: readersOfFigures,
    pathParameters: metricPath,
    query: view.extend({
      answer: z.string().max(60).optional(),
      excluded: z.string().max(60).optional(),
      format: z.enum(['csv', 'xlsx']).default('csv'),
      language: z.enum(['fr', 'en']).default('fr'),
    }),
    answer: { file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  }),
  importEntities: endpoint({
    method: 'GET',
    path: '/api/import-entities',
    summary:
      'What a file can be taken for, and the fields its columns can fill: the choices of a correction.',
    roles: administrators,
    answer: z.array(importEntity),
  }),
  imports: endpoint({
    method: 'GET',
    path: '/api/imports',
    summary: 'The deliveries so far, newest first.',
    roles: administrators,
    answer: z.array(importReport),
  }),
  createImport: endpoint({
    method: 'POST',
    path: '/api/imports',
    summary: 'Opens a delivery; its files follow, one request each.',
    roles: administrators,
    body: z.strictObject({
      source: z.string().min(1).max(60).optional(),
      unknownPeople: z.enum(['keep', 'refuse']).default('keep'),
      onRowError: z.enum(['keep-good-rows', 'abort']).default('keep-good-rows'),
      /** The files are exports of Douze: its protecting apostrophes are taken away. */
      isOwnExport: z.boolean().default(false),
      /** The day that the files describe, where their rows do not say it. */
      asOf: z.iso.date().optional(),
      /** Who had shared what buyers viewed, where the files do not name her. */
      sharedBy: z.email().max(200).optional(),
    }),
    answer: importReport,
  }),
  uploadFile: endpoint({
    method: 'PUT',
    path: '/api/imports/:importId/files',
    summary: 'Sends one file of a delivery as raw bytes; its name goes in the query.',
    roles: administrators,
    pathParameters: importPath,
    query: z.object({ name: z.string().min(1).max(400) }),
    upload: true,
    answer: z.object({ name: z.string(), bytes: z.number().int() }),
  }),
  stageImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/stage',
    summary: 'Reads the files and makes the report; follow `progress` with GET. Nothing becomes visible.',
    roles: administrators,
    pathParameters: importPath,
    body: z.strictObject({
      /** Corrections of the proposal, by file name: entity, field by column, what the first line is, and what is allowed in reading it. */
      mappings: z
        .record(
          z.string().max(400),
          z.strictObject({
            /** Left out: as proposed; null: the file is left out. */
            entity: z.string().max(40).nullable().optional(),
            columns: z.record(z.string().max(400), z.string().max(60).nullable()),
            allowed: z.array(allowance).max(2).optional(),
            /** What the first line is; left out: worked out from those below it. */
            firstLine: z.enum(['titles', 'data']).optional(),
          }),
        )
        .optional(),
      /** The day that the files describe, where their rows do not say it; left out: as said before. */
      asOf: z.iso.date().optional(),
      /** Who had shared what buyers viewed, where the files do not name her; left out: as said before. */
      sharedBy: z.email().max(200).optional(),
    }),
    answer: importReport,
  }),
  importReport: endpoint({
    method: 'GET',
    path: '/api/imports/:importId',
    summary: 'The report of a delivery, with progress while it is read.',
    roles: administrators,
    pathParameters: importPath,
    answer: importReport,
  }),
  confirmImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/confirm',
    summary: 'Makes everything that was accepted visible, in one transaction.',
    roles: administrators,
    pathParameters: importPath,
    body: z.strictObject({ decisions: z.record(z.string().max(80), z.string().max(60)).optional() }),
    answer: importReport,
  }),
  cancelImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/cancel',
    summary: 'Breaks off the reading or the storing that is under way; nothing of it is kept.',
    roles: administrators,
    pathParameters: importPath,
    body: z.strictObject({}),
    answer: importReport,
  }),
  discardImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/discard',
    summary: 'Drops a delivery that is not visible yet.',
    roles: administrators,
    pathParameters: importPath,
    body: z.strictObject({}),
    answer: importReport,
  }),
  undoImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/undo',
    summary: 'Takes back a visible delivery as a whole, while nothing later depends on it.',
    roles: administrators,
    pathParameters: importPath,
    body: z.strictObject({}),
    answer: importReport,
  }),
  refusedRows: endpoint({
    method: 'GET',
    path: '/api/imports/:importId/refused-rows',
    summary: 'The refused rows as a CSV file: original cells, row, line, column, code and sentence.',
    roles: administrators,
    pathParameters: importPath,
    query: z.object({ language: z.enum(['fr', 'en']).default('fr') }),
    answer: { file: ['text/csv'] },
  }),
  decisions: endpoint({
    method: 'GET',
    path: '/api/decisions',
    summary: 'What decides the figures: stages won and lost, pipelines counted, what a lead is.',
    roles: administrators,
    answer: z.array(decision),
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/api/decisions',
    summary: 'Confirms or changes decisions; figures follow at once.',
    roles: administrators,
    body: z.strictObject({ answers: z.record(z.string().max(80), z.string().max(60)) }),
    answer: z.array(decision),
  }),
  changeSettings: endpoint({
    method: 'PUT',
    path: '/api/settings',
    summary: "Changes the organisation's name, time zone, fiscal start or currency.",
    roles: administrators,
    body: z.strictObject({
      name: z.string().max(120).optional(),
      timeZone: z.string().max(60).optional(),
      fiscalStart: z.number().int().min(1).max(12).optional(),
      currency: z.string().length(3).optional(),
    }),
    answer: z.object({
      name: z.string(),
      timeZone: z.string(),
      fiscalStart: z.number().int(),
      currency: z.string(),
    }),
  }),
  ...targetEndpoints,
  ...ownListEndpoints,
  ...accessEndpoints,
  ...privacyEndpoints,
  ...ownTimeEndpoints,
  ...peopleEndpoints,
  ...workingTimeEndpoints,
  ...demonstrationEndpoints,
  ...breakGlassEndpoints,
  ...xapiEndpoints,
  ...connectionEndpoints,
  ...streamEndpoints,
  ...templateEndpoints,
} as const

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
