// The contract's rows for the people of the organisation: the list, who is who, teams and stays.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const administrators = ['owner', 'administrator'] as const

const personPath = z.object({ personId: z.coerce.number().int().positive() })
const day = z.iso.date().nullable()

const organisation = z.object({
  people: z.array(
    z.object({
      personId: z.number().int(),
      name: z.string(),
      email: z.string().nullable(),
      job: z.enum(['rep', 'manager', 'leader', 'marketing', 'other']).nullable(),
      managerId: z.number().int().nullable(),
      hiredOn: z.string().nullable(),
      leftOn: z.string().nullable(),
      isProvisional: z.boolean(),
      /** Every other way in which the sources write her. */
      alsoWritten: z.array(z.string()),
      stays: z.array(
        z.object({
          membershipId: z.number().int(),
          teamId: z.number().int(),
          /** First day in the team; null: as far back as the data goes. */
          startsOn: z.string().nullable(),
          /** First day no longer in the team; null: still. */
          endsOn: z.string().nullable(),
        }),
      ),
    }),
  ),
  teams: z.array(z.object({ teamId: z.number().int(), name: z.string(), region: z.string().nullable() })),
})

export const peopleEndpoints = {
  people: endpoint({
    method: 'GET',
    path: '/api/people',
    summary:
      'The people of the organisation and its teams, in the order of names, with every stay in a team.',
    roles: administrators,
    answer: organisation,
  }),
  joinPeople: endpoint({
    method: 'POST',
    path: '/api/people/:personId/join',
    summary:
      'Says that a provisional person is the same as a known one: all that names the first then names the second, for later imports too.',
    roles: administrators,
    refusesTokens: true,
    pathParameters: personPath,
    /** The known person. */
    body: z.strictObject({ into: z.number().int().positive() }),
    answer: organisation,
  }),
  addTeam: endpoint({
    method: 'POST',
    path: '/api/teams',
    summary: 'Makes a team.',
    roles: administrators,
    body: z.strictObject({
      name: z.string().trim().min(1).max(120),
      region: z.string().trim().max(120).nullable().default(null),
    }),
    answer: organisation,
  }),
  addStay: endpoint({
    method: 'POST',
    path: '/api/people/:personId/stays',
    summary: 'Puts a person into a team, from a day on or for a while; figures follow at once.',
    roles: administrators,
    pathParameters: personPath,
    body: z.strictObject({ teamId: z.number().int().positive(), startsOn: day, endsOn: day }),
    answer: organisation,
  }),
  changeStay: endpoint({
    method: 'PUT',
    path: '/api/stays/:membershipId',
    summary: 'Changes the days of a stay in a team; figures follow at once.',
    roles: administrators,
    pathParameters: z.object({ membershipId: z.coerce.number().int().positive() }),
    body: z.strictObject({ startsOn: day, endsOn: day }),
    answer: organisation,
  }),
} as const
