// Working time and days away over the API: who may write and read them, and that figures divide by them at once.
import { beforeAll, describe, expect, it } from 'vitest'
import { timeSpentSelling } from '../kpis/time-spent-selling/definition.ts'
import { parsePeriod } from '../metric/period.ts'
import { measure } from '../metric/runner/runner.ts'
import { organisation } from '../metric/scope.ts'
import { owner } from '../model/reader.ts'
import { testApi } from '../test/api.ts'
import { type Browser, browserOf } from '../test/browser-of.ts'
import { freshDatabase } from '../test/database.ts'
import { fill } from '../test/fill.ts'
import { setUpFirst } from '../test/first-account.ts'
import { tell } from '../test/story.ts'

const now = new Date('2026-04-10T12:00:00Z')
const database = await freshDatabase()
const api = testApi(database, { now })
const people = new Map<string, number>()

interface Calendar {
  weeks: { scheduleId: number; startsOn: string | null; hoursPerWeek: number; isOwn: boolean }[]
  absences: { absenceId: number; firstDay: string; lastDay: string; share: number; isOwn: boolean }[] | null
}
interface Organisation {
  weeks: { hoursPerWeek: number; daysPerWeek: number }[]
  holidays: { holidayId: number; day: string; name: string | null }[]
}
const away = (person: string): string => `/api/people/${people.get(person)}/absences`
const calendarOf = (person: string): string => `/api/people/${people.get(person)}/calendar`
const week = { startsOn: null, hoursPerWeek: 35, daysPerWeek: 5 }

beforeAll(async () => {
  await tell(database, { people: { Ada: 'North', Zoe: 'South', Mia: null } })
  await database.write(owner, async (query) => {
    for (const row of await query.selectFrom('people').selectAll().execute())
      people.set(row.display_name, row.person_id)
    await query
      .updateTable('teams')
      .set({ manager_id: people.get('Mia')! })
      .where('name', '=', 'North')
      .execute()
  })
})

describe('on a machine of one’s own', () => {
  it('says that nothing is written down, and takes a week and a holiday', async () => {
    expect(await api.json('GET', '/api/working-time')).toEqual({ weeks: [], holidays: [] })
    const set = await api.json<Organisation>('PUT', '/api/working-time', { ...week, hoursPerWeek: 39 })
    expect(set.weeks).toMatchObject([{ hoursPerWeek: 39, daysPerWeek: 5 }])
    // The same first day again replaces it.
    const again = await api.json<Organisation>('PUT', '/api/working-time', week)
    expect(again.weeks).toMatchObject([{ hoursPerWeek: 35 }])
    const added = await api.json<Organisation>('POST', '/api/holidays', {
      day: '2026-01-01',
      name: 'Nouvel an',
    })
    expect(added.holidays).toMatchObject([{ day: '2026-01-01', name: 'Nouvel an' }])
    await api.json('POST', '/api/holidays', { day: '2026-01-01' }, 422)
    const { holidayId } = added.holidays[0]!
    expect(await api.json('DELETE', `/api/holidays/${holidayId}`)).toMatchObject({ holidays: [] })
    await api.json('DELETE', `/api/holidays/${holidayId}`, undefined, 404)
  })

  it('notes days away without a reason, refuses what cannot be, and takes them out again', async () => {
    const noted = await api.json<Calendar>('POST', away('Ada'), {
      firstDay: '2026-01-05',
      lastDay: '2026-01-09',
      share: 1,
    })
    expect(noted.absences).toMatchObject([
      { firstDay: '2026-01-05', lastDay: '2026-01-09', share: 1, isOwn: true },
    ])
    const refuse = (body: object, status: number): Promise<unknown> =>
      api.json('POST', away('Ada'), body, status)
    await refuse({ firstDay: '2026-01-09', lastDay: '2026-01-12', share: 1 }, 422)
    await refuse({ firstDay: '2026-02-09', lastDay: '2026-02-08', share: 1 }, 422)
    await refuse({ firstDay: '2026-02-09', lastDay: '2039-02-08', share: 1 }, 422)
    await refuse({ firstDay: '2026-02-30', lastDay: '2026-03-01', share: 1 }, 400)
    await refuse({ firstDay: '2026-02-02', lastDay: '2026-02-02', share: 0.7 }, 400)
    await refuse({ firstDay: '2026-02-02', lastDay: '2026-02-02', share: 1, reason: 'flu' }, 400)
    // Two halves are one whole day.
    const half = { firstDay: '2026-02-02', lastDay: '2026-02-02', share: 0.5 }
    await api.json('POST', away('Ada'), half)
    const twice = await api.json<Calendar>('POST', away('Ada'), half)
    await refuse(half, 422)
    for (const { absenceId } of twice.absences!) await api.json('DELETE', `${away('Ada')}/${absenceId}`)
    expect((await api.json<Calendar>('GET', calendarOf('Ada'))).absences).toEqual([])
    await api.json('GET', '/api/people/999/calendar', undefined, 404)
    await api.json('POST', '/api/people/999/absences', half, 404)
  })

  it('is what figures divide by, from the next question on', async () => {
    // One day of tracked time in a week of five days: 7 hours due each.
    await fill(database, 'activities', [
      {
        rep_id: people.get('Zoe'),
        day: '2026-01-05',
        category: 'buyer-facing',
        basis: 'captured',
        seconds: 7 * 3600,
      },
    ])
    const view = { scope: organisation, period: parsePeriod('2026-01')!, asOf: '2026-01-09' }
    const details = async (): Promise<string> =>
      JSON.stringify(await measure(database, owner, timeSpentSelling, view), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      )
    const before = await details()
    await api.json('POST', away('Zoe'), { firstDay: '2026-01-06', lastDay: '2026-01-09', share: 1 })
    expect(await details()).not.toBe(before)
  })
})

describe('once somebody has an account', () => {
  const browsers = new Map<string, Browser>()
  let administrator: Browser

  beforeAll(async () => {
    const first = await setUpFirst(api, now)
    administrator = first.browser
    for (const [name, role] of [
      ['Ada', 'rep'],
      ['Zoe', 'rep'],
      ['Mia', 'manager'],
    ] as const) {
      const { token } = await administrator.json<{ token: string }>('POST', '/api/users', {
        email: `${name}@ateliers.example`,
        displayName: name,
        roles: [role],
        personId: people.get(name),
      })
      const browser = browserOf(api)
      await browser.json('POST', '/api/invitations/accept', { token, password: 'un banc sous le tilleul' })
      browsers.set(name, browser)
    }
    const { account } = await administrator.json<{ account: { userId: number } }>('GET', '/api/session')
    await administrator.json('PUT', `/api/users/${account.userId}`, { roles: ['administrator'] })
  })

  it('days away are hers and her manager’s to see and note; an administrator sees her week alone', async () => {
    const [ada, zoe, mia] = ['Ada', 'Zoe', 'Mia'].map((name) => browsers.get(name)!)
    const leave = { firstDay: '2026-03-02', lastDay: '2026-03-03', share: 1 }
    await ada!.json('POST', away('Ada'), leave)
    expect((await mia!.json<Calendar>('GET', calendarOf('Ada'))).absences).toHaveLength(1)
    await mia!.json('POST', away('Ada'), { ...leave, firstDay: '2026-03-09', lastDay: '2026-03-09' })
    // Somebody else's calendar answers like that of a person whom there is not.
    const missing = await zoe!.send('GET', '/api/people/999/calendar')
    const foreign = await zoe!.send('GET', calendarOf('Ada'))
    expect([foreign.status, missing.status]).toEqual([404, 404])
    await zoe!.json('POST', away('Ada'), leave, 404)
    await mia!.json('GET', calendarOf('Zoe'), undefined, 404)
    const kept = await administrator.json<Calendar>('GET', calendarOf('Ada'))
    expect(kept).toEqual({ weeks: [], absences: null })
    await administrator.json('POST', away('Ada'), leave, 404)
    const part = await administrator.json<Calendar>('PUT', `/api/people/${people.get('Ada')}/working-time`, {
      startsOn: '2026-01-01',
      hoursPerWeek: 28,
      daysPerWeek: 4,
    })
    expect(part.weeks).toMatchObject([{ startsOn: '2026-01-01', hoursPerWeek: 28, isOwn: true }])
    await ada!.json('PUT', `/api/people/${people.get('Ada')}/working-time`, week, 403)
  })

  it('looks at it are journalled: she reads who did, never what', async () => {
    const looks = await browsers
      .get('Ada')!
      .json<{ looks: { purpose: string; dataKind: string }[] }>(
        'GET',
        `/api/people/${people.get('Ada')}/looks`,
      )
    const purposes = JSON.stringify(looks)
    for (const purpose of ['personCalendar', 'addAbsence', 'setPersonWeek'])
      expect(purposes).toContain(purpose)
    expect(purposes).not.toContain('2026-03')
  })
})
