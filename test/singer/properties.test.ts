// Delivery at least once: repeated, cut anywhere, sent again from any earlier STATE, the records and the tables made of them end the same.
import { expect, test } from 'vitest'
import fc from '../chance.ts'
import { freshWorld, type TestWorld } from '../database.ts'
import { rowsOf } from '../deliver.ts'
import { landed, lines, send } from './send.ts'

type Message = Record<string, unknown>

/** Databases that every try finds as new. */
const worlds: readonly TestWorld[] = await Promise.all([freshWorld(), freshWorld(), freshWorld()])
const emptied = async (): Promise<void> => {
  await Promise.all(worlds.map((one) => one.empty()))
}
function world(place: number): TestWorld {
  const found = worlds[place]
  if (found === undefined) throw new RangeError(`there is no world ${place}`)
  return found
}

const heads: readonly Message[] = [
  {
    type: 'SCHEMA',
    stream: 'Opportunity',
    key_properties: ['Id'],
    schema: {
      properties: {
        Id: { type: 'string' },
        StageName: { type: 'string' },
        Amount: { type: 'number' },
        CreatedDate: { type: 'string' },
        IsClosed: {},
        IsWon: {},
      },
    },
  },
  {
    type: 'SCHEMA',
    stream: 'Event',
    key_properties: ['Id'],
    schema: {
      properties: {
        Id: {},
        OwnerId: {},
        WhoId: {},
        StartDateTime: {},
        EndDateTime: {},
        IsAllDayEvent: {},
        IsChild: {},
        IsPrivate: {},
      },
    },
  },
  {
    type: 'SCHEMA',
    stream: 'notes',
    key_properties: ['a', 'b'],
    schema: { properties: { a: {}, b: {}, text: {} } },
  },
]
/** A meeting that is private now and then, or with nobody from outside: then it is none. */
const meeting = fc
  .record({
    id: fc.integer({ min: 1, max: 4 }),
    isPrivate: fc.boolean(),
    hours: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ id, isPrivate, hours }): Message => ({
    type: 'RECORD',
    stream: 'Event',
    record: {
      Id: `E${id}`,
      OwnerId: 'U1',
      WhoId: 'C1',
      StartDateTime: '2026-02-03T09:00:00Z',
      EndDateTime: `2026-02-03T${9 + hours}:00:00Z`,
      IsAllDayEvent: false,
      IsChild: false,
      IsPrivate: isPrivate,
    },
  }))
const stages = ['Prospecting', 'Proposal', 'Closed Won', 'Closed Lost']

const deal = fc
  .record({
    id: fc.integer({ min: 1, max: 5 }),
    amount: fc.integer({ min: 0, max: 99_999 }),
    stage: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ id, amount, stage }): Message => ({
    type: 'RECORD',
    stream: 'Opportunity',
    record: {
      Id: `D${id}`,
      StageName: stages[stage],
      Amount: amount / 100,
      CreatedDate: '2026-01-05T08:00:00Z',
      IsClosed: stage > 1,
      IsWon: stage === 2,
    },
  }))
const note = fc
  .record({
    a: fc.integer({ min: 1, max: 3 }),
    b: fc.constantFrom('x', 'y'),
    text: fc.string({ unit: 'binary', maxLength: 8 }),
  })
  .map((record): Message => ({ type: 'RECORD', stream: 'notes', record }))
/** A run: records with a STATE now and then that says how many messages came before it. */
const run = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: deal },
      { weight: 4, arbitrary: note },
      { weight: 4, arbitrary: meeting },
      { weight: 3, arbitrary: fc.constant(null) },
    ),
    { minLength: 5, maxLength: 25 },
  )
  .map((parts) => parts.map((part, at): Message => part ?? { type: 'STATE', value: { at } }))

/** What figures rest on, without the numbers that every database counts up by itself. */
const figures = `select o.external_id, o.outcome, o.amount_minor, o.opened_on, k.name as stage from opportunities as o
  join stages as k using (stage_id)
  union all select external_id, category, seconds, day, null from activities order by 1`

/** Sends what follows the last state printed, until the run has been sent to its end. */
async function sendCut(
  database: Parameters<typeof send>[0],
  messages: readonly Message[],
  cut: number,
  pieceBytes: number,
) {
  const text = lines(...heads, ...messages)
  const first = await send(database, text.slice(0, Math.floor((text.length * cut) / 1000)), { pieceBytes })
  const last = first.printed.at(-1)
  const from = last === undefined ? 0 : (JSON.parse(last) as { at: number }).at + 1
  await send(database, lines(...heads, ...messages.slice(from)), { pieceBytes })
}

test(
  'a run that is cut anywhere and goes on from the last state printed ends like one that was not',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc
        .asyncProperty(
          run,
          fc.integer({ min: 0, max: 1000 }),
          fc.constantFrom(1, 7, 100, 65_536),
          async (messages, cut, pieceBytes) => {
            const [whole, pieced] = [world(0), world(1)]
            await send(whole, lines(...heads, ...messages))
            await sendCut(pieced, messages, cut, pieceBytes)
            expect(await landed(pieced)).toEqual(await landed(whole))
            expect(await rowsOf(pieced, figures)).toEqual(await rowsOf(whole, figures))
          },
        )
        .beforeEach(emptied),
      { numRuns: 100, seed: 1980 },
    )
  },
)

test(
  'a run sent again from any of its states, any number of times, changes nothing',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc
        .asyncProperty(
          run,
          fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
          async (messages, places) => {
            const database = world(0)
            const text = lines(...heads, ...messages)
            await send(database, text)
            const before = [await landed(database), await rowsOf(database, figures)]
            const states = messages.flatMap(({ type }, at) => (type === 'STATE' ? [at + 1] : []))
            for (const place of places)
              await send(
                database,
                lines(...heads, ...messages.slice(states[place % Math.max(1, states.length)] ?? 0)),
              )
            expect([await landed(database), await rowsOf(database, figures)]).toEqual(before)
          },
        )
        .beforeEach(emptied),
      { numRuns: 50, seed: 1980 },
    )
  },
)

test(
  'a bad line anywhere: exactly what the last state before it covers is there, and the repaired run completes it',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc
        .asyncProperty(run, fc.nat(1000), async (messages, place) => {
          const [broken, covered, whole] = [world(0), world(1), world(2)]
          const at = place % messages.length
          const { fault, printed } = await send(
            broken,
            lines(...heads, ...messages.slice(0, at), 'INFO oops', ...messages.slice(at)),
          )
          expect(fault?.line).toBe(heads.length + at + 1)
          const last = messages.slice(0, at).findLastIndex(({ type }) => type === 'STATE')
          expect(printed.at(-1)).toBe(last < 0 ? undefined : JSON.stringify({ at: last }))
          await send(covered, lines(...heads, ...messages.slice(0, last + 1)))
          expect(await landed(broken)).toEqual(await landed(covered))
          await send(broken, lines(...heads, ...messages.slice(last + 1)))
          await send(whole, lines(...heads, ...messages))
          expect(await landed(broken)).toEqual(await landed(whole))
        })
        .beforeEach(emptied),
      { numRuns: 50, seed: 1980 },
    )
  },
)
