// Stages of unknown words: said to be unknown, then settled by an administrator, and the figures follow.
import { describe, expect, test } from 'vitest'
import { owner } from '../../model/reader.ts'
import { decide } from '../../sources/ingest/index.ts'
import { freshDatabase } from '../database.ts'
import { clock, deliver } from '../deliver.ts'
import { expectTheFigures, figuresOf, plain, tenDeals } from './ten-deals.ts'

describe('stages whose names say nothing', async () => {
  const database = await freshDatabase()
  const stage = { won: 'Zorglub', lost: 'Kaput-X', open: 'Blip' } as const
  const rows = tenDeals.map(
    ({ id, name, account, rep, outcome, cents, opened, closed }) =>
      `D${id},${name},${plain(cents)} EUR,${stage[outcome]},${rep},${opened},${outcome === 'open' ? '' : closed},${account}\n`,
  )
  const report = await deliver(database, {
    'opps.csv': `Deal ID,Deal Name,Amount,Stage,Owner,Created,Closed,Company\n${rows.join('')}`,
  })

  test('are asked about, and nothing is made up', async () => {
    expect(report.findings.map(({ code }) => code)).toContain('NOTHING_DECIDED')
    expect(report.decisions.map(({ subject, proposal }) => `${subject} ${proposal}`)).toEqual([
      'Blip open',
      'Kaput-X open',
      'Zorglub open',
    ])
    // Nothing to count is no nought.
    expect(await figuresOf(database)).toMatchObject({ won: null, mean: null, open: 10 })
  })

  test('give the figures once they are settled, the last closings included', async () => {
    const id = (subject: string) => report.decisions.find((one) => one.subject === subject)?.id ?? ''
    await decide(database, owner, { [id('Zorglub')]: 'won', [id('Kaput-X')]: 'lost' }, clock)
    await expectTheFigures(database)
  })
})
