// Targets and standard values over the API: what may be set, what is set, and setting it.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import * as shapes from './measurement-shapes.ts'

const keepers = ['owner', 'leader', 'administrator'] as const

const kind = z.enum(['target', 'standard'])
const day = z.iso.date()

const targets = z.object({
  settable: z.array(
    z.object({
      metric: z.string(),
      answer: z.string(),
      name: shapes.words,
      unit: shapes.unit,
      isBasis: z.boolean(),
    }),
  ),
  kept: z.array(
    z.object({
      targetId: z.number().int(),
      metric: z.string(),
      answer: z.string(),
      kind,
      team: z.string().nullable(),
      validFrom: day,
      value: shapes.value,
      origin: z.string(),
    }),
  ),
})

export const targetEndpoints = {
  targets: endpoint({
    method: 'GET',
    path: '/api/targets',
    summary: 'The targets and standard values set, and what may be given one.',
    roles: keepers,
    answer: targets,
  }),
  setTarget: endpoint({
    method: 'PUT',
    path: '/api/targets',
    summary:
      'Sets a target or a standard value of one answer from a day on; figures are compared with it at once.',
    roles: keepers,
    body: z.strictObject({
      metric: z.string().max(60),
      answer: z.string().max(60),
      kind,
      teamId: z.number().int().positive().nullable().optional(),
      validFrom: day,
      /** As a person types it, in the unit of the answer: "35 %", "52,50", "45". */
      value: z.string().min(1).max(40),
    }),
    answer: targets,
  }),
  removeTarget: endpoint({
    method: 'DELETE',
    path: '/api/targets/:targetId',
    summary: 'Removes a target or standard value.',
    roles: keepers,
    pathParameters: z.object({ targetId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
    answer: targets,
  }),
}
