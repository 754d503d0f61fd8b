// What job the title of a person stands for.
import { foldName } from '../../../model/names.ts'

export type Job = 'rep' | 'manager' | 'leader' | 'marketing' | 'other'

const jobs: readonly (readonly [Job, RegExp])[] = [
  ['leader', /^(leader|vp|head|chief|cro|ceo|coo|president|directeur general|directrice generale|dirigeant|dg)\b/],
  ['leader', /\b(vice president|directeur commercial|directrice commerciale|head of sales|sales director|director of sales|executive (office|board|committee)|direction generale|comite de direction|comex|codir)\b/],
  ['marketing', /\bmarketing\b/],
  ['manager', /\b(manager|responsable|chef|cheffe|team lead|superviseur|supervisor|directeur|directrice|director|encadrant)\b/],
  [
    'rep',
    /\b(rep|reps|representative|sales|commercial|commerciale|vendeur|vendeuse|vente|ventes|account executive|ae|sdr|bdr|seller|agent|executive|conseiller|conseillere|charge|chargee|ingenieur d.affaires|technico)\b/,
  ],
] // prettier-ignore

/** The job that a title stands for; null when there is none. */
export function readJob(title: string | null): Job | null {
  if (title === null || title.trim() === '') return null
  const folded = foldName(title)
  return jobs.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other'
}
