// The demonstration over the API: loaded into an empty house, removed to the last row.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const administrators = ['owner', 'administrator'] as const

export const demonstrationEndpoints = {
  loadDemonstration: endpoint({
    method: 'POST',
    path: '/api/demonstration',
    summary: 'Loads a simulated company into an empty house.',
    roles: administrators,
    answer: z.object({ rows: z.number().int() }),
  }),
  removeDemonstration: endpoint({
    method: 'DELETE',
    path: '/api/demonstration',
    summary:
      'Removes every row of the simulated company; says how many targets set by hand stay, and went with its teams.',
    roles: administrators,
    answer: z.object({
      removed: z.literal(true),
      targetsKept: z.number().int(),
      targetsGone: z.number().int(),
    }),
  }),
}
