// Figures before and after somebody is erased: none changes, for what she did is kept under a pseudonym, with the day on which she
// had been told.
import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { erasePerson } from '../access/privacy/index.ts'
import { parseKeys } from '../access/secrets.ts'
import { parsePeriod } from '../metric/period.ts'
import type { Scope } from '../metric/scope.ts'
import { housekeeper, owner } from '../model/reader.ts'
import { freshDatabase } from './database.ts'
import { changedIn, everyMeasurement, wholeOrganisation } from './every-figure.ts'
import { idOf } from './fill.ts'
import { register } from './register.ts'
import { fillMany } from './rows-of-many.ts'
import { storyOfMany } from './story-of-many.ts'
import { tell } from './story.ts'

const now = new Date('2026-06-20T03:00:00Z')
const periods = ['2025-Q2', '2026-Q1'].map((id) => parsePeriod(id)!)
const database = await freshDatabase()
let team: Scope = wholeOrganisation
let ada = 0

beforeAll(async () => {
  await tell(database, storyOfMany(4))
  await fillMany(database, 4)
  team = { kind: 'team', id: await idOf(database, 'teams', 'North') }
  ada = await idOf(database, 'people', 'Ada')
  await database.write(owner, async (query) => {
    await query
      .insertInto('notice_versions')
      .values({
        notice_version_id: 1,
        name: 'first',
        text_fr: 'x',
        text_en: 'x',
        published_at: new Date('2024-01-01T00:00:00Z'),
      })
      .execute()
    for (const { person_id } of await query.selectFrom('people').select('person_id').execute())
      await query
        .insertInto('notice_receipts')
        .values({
          person_id,
          notice_version_id: 1,
          // She of all people was told late: what she did before counts neither before nor after.
          received_at: new Date(person_id === ada ? '2025-05-15T08:00:00Z' : '2024-01-02T08:00:00Z'),
          way: 'on paper',
        })
        .execute()
  })
}, 300_000)

const figures = () =>
  everyMeasurement(database, {
    definitions: register,
    asked: [{ name: 'owner', reader: owner, scopes: [wholeOrganisation, team] }],
    periods,
  })

test('no figure of the organisation or of her team changes', { timeout: 600_000 }, async () => {
  const before = await figures()
  const keys = parseKeys(randomBytes(32).toString('hex'))
  await erasePerson(database, housekeeper, ada, { now, random: randomBytes, keys })
  expect(changedIn(before, await figures())).toEqual([])
})
