// Lists that only the organisation can give, through the API: read, replaced, and left alone by what is no name or no category.
import { expect, it } from 'vitest'
import { testApi } from '../test/api.ts'
import { freshDatabase } from '../test/database.ts'

const api = testApi(await freshDatabase())

it('domains and internal servers', async () => {
  expect(await api.json('GET', '/api/own-names')).toEqual({ companyDomains: [], internalHosts: [] })
  const names = { companyDomains: ['acme.fr', ' Acme.COM '], internalHosts: ['intranet'] }
  const kept = { companyDomains: ['acme.fr', 'acme.com'], internalHosts: ['intranet'] }
  expect(await api.json('PUT', '/api/own-names', names)).toEqual(kept)
  for (const wrong of ['http://intranet', 'a b', '10.0.0.1:80', '-x', ''])
    await api.json('PUT', '/api/own-names', { companyDomains: [], internalHosts: [wrong] }, 400)
  expect(await api.json('GET', '/api/own-names')).toEqual(kept)
  expect(await api.json('PUT', '/api/own-names', { internalHosts: [] })).toEqual({
    ...kept,
    internalHosts: [],
  })
})

it('words for time spent', async () => {
  const { categories } = await api.json<{ categories: { id: string }[] }>('GET', '/api/time-words')
  expect(categories.map(({ id }) => id)).toContain('buyer-facing')
  const words = [{ word: 'Projet Alpha', category: 'buyer-facing' }]
  expect(await api.json('PUT', '/api/time-words', { words })).toMatchObject({ words })
  await api.json('PUT', '/api/time-words', { words: [{ word: 'x', category: 'sleeping' }] }, 400)
  expect(await api.json('GET', '/api/time-words')).toMatchObject({ words })
})
