// Templates as a person sees them: every table that a metric can be measured from has one.
import { expect, it } from 'vitest'
import { entityNames } from './entities.ts'
import { templateOf, templates } from './templates.ts'

it('has one for every table but lists of teams, which people and costs name', () => {
  const without = entityNames.filter((name) => templateOf(name) === undefined)
  expect(without).toEqual(['teams'])
  expect(templates().length).toBe(entityNames.length - 1)
  expect(templateOf('toString')).toBeUndefined()
})

it('says what a cell holds and which columns are required', () => {
  const { columns } = templateOf('activities')!
  expect(columns.filter(({ isRequired }) => isRequired).map(({ header }) => header.fr)).toEqual([
    'commercial',
    'activite',
  ])
  const activity = columns.find(({ header }) => header.en === 'activity')!
  expect(activity.holds.en).toMatch(/^with customers, prospecting, preparation/)
  const hours = columns.find(({ header }) => header.fr === 'heures')!
  expect(hours.holds.fr).toBe('nombre (1,5 pour une heure et demie)')
})
