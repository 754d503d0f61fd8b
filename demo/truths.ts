// What is planted in the simulated company, and nothing else is: tests ask the estimators to find these and only these.
import { dayOf } from './calendar.ts'

/** Half of the reps, drawn by lot, attended on this day; their chance to win a deal closed later rises by so many points. */
export const workshop = { name: 'Découverte client approfondie', heldOn: dayOf('2025-06-12'), points: 0.14 }

/** A workshop given to the reps who won least in the half-year before: they recover by themselves, it changes nothing. */
export const placebo = { name: 'Relance des affaires dormantes', heldOn: dayOf('2025-01-16') }

/** Shown while a deal is in this stage, this item raises the chance to win. */
export const helpfulContent = {
  title: 'Étude de cas : retour sur investissement',
  stage: 'Proposition',
  points: 0.18,
}

/** Sent with large deals, which are won more often anyway: changes nothing. */
export const ridingContent = { title: 'Présentation du groupe' }

/** Leads of this source convert better because large companies come to trade fairs; within a segment they do not. */
export const flatteringSource = 'Salon'

/** From this Monday on, deals of this team take longer. */
export const slowTeam = { name: 'Lyon', from: dayOf('2025-09-01'), factor: 1.6 }

/** How many more people of a company ask, after the first, with its chances: a company decides once, so its leads do not decide alone. */
export const colleagues = { '0': 0.77, '1': 0.17, '2': 0.06 } as const

/** On this day so many reps come at once: nothing is changed by it, but how newcomers begin can be told. */
export const intake = { on: dayOf('2026-04-01'), many: 8 }

/** Share of the customers of a segment that leave in a month. The first one churns. */
export const monthlyChurn: Readonly<Record<Segment, number>> = {
  TPE: 0.045,
  PME: 0.012,
  ETI: 0.009,
  'Grand compte': 0.006,
}
export const churningSegment = 'TPE'

export type Segment = 'TPE' | 'PME' | 'ETI' | 'Grand compte'
export const segments: readonly Segment[] = ['TPE', 'PME', 'ETI', 'Grand compte']
