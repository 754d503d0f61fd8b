// The contract's row for exceptional access: an administrator opens one person's data, says why, and that person is told.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const breakGlassEndpoints = {
  breakGlass: endpoint({
    method: 'POST',
    path: '/api/break-glass',
    summary:
      'Opens the figures and rows of one person to an administrator for 60 minutes; the reason is written to the journal that this person reads.',
    roles: ['administrator'],
    refusesTokens: true,
    body: z.strictObject({
      personId: z.number().int().positive(),
      reason: z.string().trim().min(10).max(500),
    }),
    answer: z.object({ personId: z.number().int(), endsAt: z.iso.datetime() }),
  }),
} as const
