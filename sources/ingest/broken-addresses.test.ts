// A colleague named by an address that is none: the row says so, instead of looking for somebody of that name.
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { stageTexts } from '../../test/deliver.ts'

test('a broken address of an owner is told as one, a name that nobody has as unknown', async () => {
  const database = await freshDatabase()
  const deals = `Deal ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Deal owner
1,One,Open,10,2026-01-05,2026-02-05,Ana Silva
2,Two,Open,20,2026-01-05,2026-02-05,ana@@douze.example
3,Three,Open,30,2026-01-05,2026-02-05,ana@
4,Four,Open,40,2026-01-05,2026-02-05,Nobody Known
`
  const report = await stageTexts(
    database,
    { 'people.csv': 'owner_name,owner_email\nAna Silva,ana@douze.example\n', 'deals.csv': deals },
    { unknownPeople: 'refuse' },
  )
  const file = report.files.find(({ name }) => name === 'deals.csv')
  expect(file?.errors.map(({ row, code }) => [row, code])).toEqual([
    [3, 'EMAIL_INVALID'],
    [4, 'EMAIL_INVALID'],
    [5, 'REFERENCE_UNKNOWN'],
  ])
})

test('it is told as well where unknown people are kept: nobody is made of it, and the figures keep the other rows', async () => {
  const database = await freshDatabase()
  const report = await stageTexts(database, {
    'deals.csv': `Deal ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Deal owner
1,One,Open,10,2026-01-05,2026-02-05,Ana Silva
2,Two,Open,20,2026-01-05,2026-02-05,ana@@douze.example
3,Three,Open,30,2026-01-05,2026-02-05,ana@
4,Four,Open,40,2026-01-05,2026-02-05,ana@corp
5,Five,Open,40,2026-01-05,2026-02-05,@ana
6,Six,Open,40,2026-01-05,2026-02-05,ana.silva@douze.example
`,
  })
  expect(report.files[0]?.errors.map(({ row, code, column }) => [row, code, column])).toEqual([
    [3, 'EMAIL_INVALID', 'Deal owner'],
    [4, 'EMAIL_INVALID', 'Deal owner'],
  ])
  expect(report.provisionalPeople.toSorted()).toEqual([
    '@ana',
    'Ana Silva',
    'ana.silva@douze.example',
    'ana@corp',
  ])
})
