// New reps and what everybody learnt, for the organisation of test/story-of-many.ts: told after its other rows (test/rows-of-many.ts).
import type { Database } from '../model/database.ts'
import { housekeeper } from '../model/reader.ts'
import { seededRandom } from '../statistics/random.ts'
import { fill } from './fill.ts'
import { tell } from './story.ts'
import { dayOf, later } from './story-of-many.ts'

/** New reps with deals of their own, what everybody learnt, workshops and coaching: drawn apart, so that the rest stays as it was. */
export async function teachMany(database: Database, seed: number): Promise<void> {
  const random = seededRandom(`learning ${seed}`)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const newcomers = Array.from({ length: 14 }, (_, i) => ({
    name: `New ${i}`,
    hired: 60 + Math.floor(random() * 300),
    stays: random() < 0.7 ? null : 60 + Math.floor(random() * 200),
  }))
  await tell(database, {
    people: Object.fromEntries(newcomers.map(({ name }) => [name, pick(['North', 'South'])])),
    deals: newcomers.flatMap(({ name, hired }, i) =>
      Array.from({ length: Math.floor(random() * 8) }, (_, k) => {
        const opened = hired - 10 + Math.floor(random() * 120)
        const closed = opened + Math.floor(random() * 60)
        const fate = random()
        return {
          id: `new ${i} ${k}`,
          owner: name,
          account: pick(['Acme', 'Bolt', 'Core']),
          opened: dayOf(opened),
          ...(fate < 0.5 ? { won: dayOf(closed) } : fate < 0.8 ? { lost: dayOf(closed) } : {}),
          ...(random() < 0.2 && { ownedBefore: [{ owner: 'Ada', until: dayOf(opened + 5) }] }),
        }
      }),
    ),
  })
  const people = await database.write(housekeeper, async (query) => {
    for (const { name, hired, stays } of newcomers)
      await query
        .updateTable('people')
        .set({ hired_on: dayOf(hired), left_on: stays === null ? null : dayOf(hired + stays) })
        .where('display_name', '=', name)
        .execute()
    return query.selectFrom('people').select(['person_id', 'hired_on']).orderBy('display_name').execute()
  })
  await fill(database, 'courses', [
    { course_id: 1, name: 'Product', name_key: 'product', kind: 'certification', months_valid: 6 },
    { course_id: 2, name: 'Law', name_key: 'law', kind: 'certification' },
    { course_id: 3, name: 'Calls', name_key: 'calls', kind: 'course' },
    { course_id: 4, name: 'Knowledge', name_key: 'knowledge', kind: 'skill-test' },
    { course_id: 5, name: 'Welcome', name_key: 'welcome', kind: 'onboarding' },
  ])
  await fill(
    database,
    'training_results',
    Array.from({ length: 160 }, () => {
      const assigned = Math.floor(random() * 480)
      const isDone = random() < 0.75
      const done = assigned + Math.floor(random() * 60)
      return {
        person_id: pick(people).person_id,
        course_id: 1 + Math.floor(random() * 5),
        assigned_on: random() < 0.8 ? dayOf(assigned) : null,
        due_on: random() < 0.6 ? dayOf(assigned + 30) : null,
        completed_on: isDone ? dayOf(done) : null,
        score: isDone && random() < 0.8 ? Math.round(random() * 100) / 100 : null,
        is_passed: isDone && random() < 0.8 ? random() < 0.8 : null,
        valid_until: isDone && random() < 0.3 ? dayOf(done + Math.floor(random() * 300)) : null,
        seconds: isDone && random() < 0.8 ? Math.floor(random() * 20_000) : null,
      }
    }),
  )
  await fill(
    database,
    'workshops',
    [200, 230, 320].map((day, i) => ({
      workshop_id: i + 1,
      name: `Workshop ${i}`,
      held_on: dayOf(day),
      hours: i === 1 ? null : 7,
      is_randomised: i === 0,
    })),
  )
  await fill(
    database,
    'workshop_attendances',
    [1, 2, 3].flatMap((workshop_id) =>
      people
        .filter(() => random() < 0.6)
        .map(({ person_id }) => ({
          workshop_id,
          person_id,
          is_invited: random() < 0.7,
          has_attended: random() < 0.8 ? random() < 0.8 : null,
          score_before: random() < 0.7 ? Math.round(random() * 100) / 100 : null,
          score_after: random() < 0.7 ? Math.round(random() * 100) / 100 : null,
        })),
    ),
  )
  await fill(
    database,
    'coaching_sessions',
    Array.from({ length: 80 }, () => {
      const held = Math.floor(random() * 500)
      const isAgreed = random() < 0.8
      return {
        person_id: pick(people).person_id,
        coach_id: random() < 0.9 ? people[0]!.person_id : null,
        held_on: dayOf(held),
        seconds: random() < 0.8 ? 2_700 : null,
        skill: random() < 0.8 ? pick(['Discovery', 'Closing']) : null,
        action: isAgreed ? 'Prepare three questions' : null,
        action_due_on: isAgreed && random() < 0.8 ? dayOf(held + 14) : null,
        action_done_on: isAgreed && random() < 0.7 ? dayOf(held + Math.floor(random() * 40)) : null,
      }
    }),
  )
  await fill(
    database,
    'onboarding_milestones',
    people
      .filter((one) => one.hired_on !== null && random() < 0.7)
      .flatMap(({ person_id, hired_on }) =>
        [10, 40].map((days, i) => ({
          person_id,
          programme: 'Welcome',
          milestone: `Step ${i}`,
          reached_on: random() < 0.8 ? later(hired_on!, days + Math.floor(random() * 40)) : null,
        })),
      ),
  )
  await fill(
    database,
    'costs',
    people
      .filter((one) => one.hired_on !== null)
      .map(({ person_id, hired_on }) => ({
        person_id,
        day: later(hired_on!, Math.floor(random() * 60)),
        amount_minor: BigInt(Math.floor(random() * 900_000)),
        category: 'recruiting',
        department: 'sales',
      })),
  )
}
