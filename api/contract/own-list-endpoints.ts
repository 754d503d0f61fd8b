// The contract's rows for lists that only the organisation can give: its domains, its internal servers, its words for time spent.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { words } from './measurement-shapes.ts'

const administrators = ['owner', 'administrator'] as const
const names = z.array(z.string().max(253)).max(200)
const ownNames = z.object({
  /** An attendee of another domain is a customer; empty: the domains of the organisation's people. */
  companyDomains: z.array(z.string()),
  /** Servers of the internal network that Douze may call by their name. */
  internalHosts: z.array(z.string()),
})
const timeWords = z.object({
  words: z.array(z.object({ word: z.string(), category: z.string() })),
  /** What a word can count in. */
  categories: z.array(z.object({ id: z.string(), name: words })),
})

export const ownListEndpoints = {
  ownNames: endpoint({
    method: 'GET',
    path: '/api/own-names',
    summary: 'The domains of the company, and the internal servers that Douze may call.',
    roles: administrators,
    answer: ownNames,
  }),
  setOwnNames: endpoint({
    method: 'PUT',
    path: '/api/own-names',
    summary: 'Replaces the domains of the company, or the internal servers that Douze may call.',
    roles: administrators,
    body: z.strictObject({ companyDomains: names.optional(), internalHosts: names.optional() }),
    answer: ownNames,
  }),
  timeWords: endpoint({
    method: 'GET',
    path: '/api/time-words',
    summary: "The organisation's own words for what time was spent on, with the category of each.",
    roles: administrators,
    answer: timeWords,
  }),
  setTimeWords: endpoint({
    method: 'PUT',
    path: '/api/time-words',
    summary: 'Replaces these words; imports from then on are read by them.',
    roles: administrators,
    body: z.strictObject({
      words: z
        .array(z.strictObject({ word: z.string().min(1).max(200), category: z.string().max(40) }))
        .max(500),
    }),
    answer: timeWords,
  }),
}
