// A measurement says by which dimensions its reader may not have an answer split: exactly those that are refused when asked for.
import { expect, test } from 'vitest'
import { metrics, twoTeams, view } from '../../test/two-teams.ts'
import { RequestError } from '../request-error.ts'
import { breakDown, measure } from '../runner/runner.ts'
import { organisation } from '../scope.ts'

const { database, reader, team } = await twoTeams()
const names = ['sales-cycle', 'conversion-rate', 'lead-quality']
const looked = metrics.filter(({ id }) => names.includes(id))

test.each([
  ['leader', 'Zned', organisation, 'open'],
  ['manager', 'Zmia', organisation, 'partly'],
  ['manager', 'Zmia', team('North'), 'open'],
  ['rep', 'Zada', organisation, 'partly'],
  ['marketing', 'Zbob', organisation, 'closed'],
  ['analyst', 'Zbob', organisation, 'open'],
] as const)('%s %s', async (role, name, scope, how) => {
  const who = reader(role, name)
  const found = { open: 0, closed: 0 }
  for (const definition of looked) {
    const asked = { ...view, scope }
    const measured = await measure(database, who, definition, asked)
    for (const { id: answer, state } of measured.answers) {
      if (state === 'not-connected') continue
      const own = definition.answers.find((one) => one.id === answer)!.dimensions
      for (const dimension of own ?? definition.dimensions.map(({ id }) => id)) {
        const isRefused = await breakDown(database, who, definition, { ...asked, answer, dimension }).then(
          () => false,
          (error: unknown) => error instanceof RequestError && error.code === 'unknown-dimension',
        )
        const isClosed = measured.closedDimensions?.[answer]?.includes(dimension) === true
        expect(isClosed, `${definition.id} ${answer} by ${dimension}`).toBe(isRefused)
        found[isClosed ? 'closed' : 'open'] += 1
      }
    }
  }
  expect(found.open > 0, 'some are open').toBe(how !== 'closed')
  expect(found.closed > 0, 'some are closed').toBe(how !== 'open')
})
