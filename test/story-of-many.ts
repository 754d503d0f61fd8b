// A story of many deals and leads drawn by a seeded generator: every kind of row that metrics must tell apart.
import { seededRandom } from '../statistics/random.ts'
import type { Story, StoryDeal, StoryLead } from './story.ts'

/** Days counted from 1 January 2025. */
export function dayOf(number: number): string {
  return new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
}

/** A day so many days after another. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Deals and leads from January 2025 to June 2026, with gaps, reversals, deletions, and owners who changed. */
export function storyOfMany(seed: number, deals = 120, leads = 80): Story {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const reps = ['Ada', 'Grace', 'Edsger', 'Barbara']
  const list = Array.from({ length: deals }, (_, i): StoryDeal => {
    const opened = Math.floor(random() * 500)
    const closed = opened + Math.floor(random() ** 2 * 150) - (random() < 0.03 ? 10 : 0)
    const end = random() < 0.03 ? null : dayOf(Math.max(0, closed))
    const fate = random()
    const owner = pick(reps)
    return {
      id: `d${i}`,
      owner,
      ...(random() < 0.85 && { account: pick(['Acme', 'Bolt', 'Core', 'Dyna', 'Echo', 'Flux']) }),
      opened: random() < 0.05 ? null : dayOf(opened),
      ...(fate < 0.45 ? { won: end } : fate < 0.75 ? { lost: end } : {}),
      amount: random() < 0.1 ? null : BigInt(Math.floor(random() * 90_000)),
      ...(random() < 0.1 && { currency: 'USD' }),
      ...(random() < 0.2 && {
        type: pick(['cross-sell', 'upsell', 'renewal', 'new-business', 'existing-business'] as const),
      }),
      ...(random() < 0.8 && {
        products: random() < 0.2 ? ['Lathe', 'Training'] : [pick(['Lathe', 'Drill', 'Training', 'Glue'])],
      }),
      ...(random() < 0.7 && { leadSource: pick(['Web', 'Fair', 'Partner']) }),
      ...(random() < 0.05 && { pipeline: 'Partners' }),
      ...(random() < 0.03 && { isDeleted: true }),
      ...(random() < 0.1 && {
        ownedBefore: [{ owner: pick(reps.filter((one) => one !== owner)), until: dayOf(opened + 20) }],
      }),
      stage: pick(['Discovery', 'Proposal', 'Contract']),
      ...(random() < 0.6 && {
        stages: [
          ['Discovery', dayOf(opened), dayOf(opened + 10)],
          ['Proposal', dayOf(opened + 10), dayOf(opened + 15)],
          ['Discovery', dayOf(opened + 15), dayOf(opened + 18)],
          ['Contract', dayOf(opened + 18)],
        ] as const,
      }),
    }
  })
  return {
    people: {
      Ada: [`North until ${dayOf(200)}`, 'South'],
      Grace: 'South',
      Edsger: 'East',
      Barbara: null,
      Idle: 'North',
    },
    products: { Lathe: 'machines', Drill: 'machines', Training: 'services', Glue: null },
    accounts: { Acme: { industry: 'metal', country: 'FR' }, Bolt: { industry: 'wood', country: 'BE' } },
    stages: ['Discovery', 'Proposal', 'Contract'],
    leftOut: ['Partners'],
    rates: [{ currency: 'USD', from: dayOf(0), rate: 0.9 }],
    deals: list,
    leads: Array.from({ length: leads }, (_, i): StoryLead => {
      const created = Math.floor(random() * 500)
      return {
        id: `l${i}`,
        owner: pick(reps),
        created: random() < 0.1 ? null : dayOf(created),
        ...(random() < 0.3
          ? { deal: `d${Math.floor(random() * deals)}` }
          : { converted: random() < 0.3 && dayOf(created + Math.floor(random() * 60)) }),
        ...(random() < 0.5 && { qualified: random() < 0.7 }),
        ...(random() < 0.8 && { leadSource: pick(['Web', 'Fair']) }),
      }
    }),
  }
}
