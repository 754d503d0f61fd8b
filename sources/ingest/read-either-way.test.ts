// What the rules for bad input leave to be read twice, decided once: see docs/connect/bad-input.md.
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { stageTexts } from '../../test/deliver.ts'

const database = await freshDatabase()
const header = 'deal_id,title,amount,currency,stage,owner_email,created_at,status'
const record = (id: string, amount: string) =>
  `{"deal_id":"${id}","title":"t","amount":${amount},"currency":"EUR","stage":"New","owner_email":"lea@example.com","created_at":"2026-01-10","status":"open"}`

/** Verdict and faults of one file. */
async function answer(name: string, text: string) {
  const { files } = await stageTexts(database, { [name]: text })
  const [file] = files
  return {
    verdict: file?.verdict,
    accepted: file?.accepted,
    faults: file?.errors.map(({ row, column, code }) => [row, column, code]),
  }
}

describe('a list in JSON that holds nothing', () => {
  test.each(['[]', ' [ ] \n'])('%j is an empty file', async (text) => {
    expect(await answer('deals.json', text)).toEqual({
      verdict: 'reject',
      accepted: 0,
      faults: [[0, null, 'FILE_EMPTY']],
    })
  })

  test('an object that holds nothing is no table', async () => {
    expect((await answer('deals.json', '{}')).faults).toEqual([[0, null, 'FILE_TYPE_REFUSED']])
  })
})

describe('an amount with an exponent', () => {
  test('is exact as a number of JSON, and refused as text', async () => {
    const records = [
      record('J-1', '1e3'),
      record('J-2', '1.5E2'),
      record('J-3', '"1e3"'),
      record('J-4', '1e-3'),
    ]
    expect(await answer('deals.json', `[${records.join(',')}]`)).toEqual({
      verdict: 'partial',
      accepted: 2,
      faults: [
        [3, 'amount', 'NUMBER_INVALID'],
        [4, 'amount', 'NUMBER_INVALID'],
      ],
    })
    const row = (id: string, amount: string) => `${id},t,${amount},EUR,New,lea@example.com,2026-01-10,open`
    expect(
      (await answer('deals.csv', `${header}\n${row('C-1', '1e3')}\n${row('C-2', '1000')}\n`)).faults,
    ).toEqual([[2, 'amount', 'NUMBER_INVALID']])
  })
})

test('second 60 is no time, in a calendar either', async () => {
  const event = (at: string) =>
    `BEGIN:VEVENT\r\nUID:${at}\r\nDTSTART:${at}\r\nDURATION:PT1H\r\nEND:VEVENT\r\n`
  const events = ['20260504T100060Z', '20260504T100059Z', '20261231T235960', '20260504T100000Z'].map(event)
  expect(
    await answer('lea.ics', `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`),
  ).toEqual({
    verdict: 'partial',
    accepted: 2,
    faults: [
      [1, 'DTSTART', 'DATE_INVALID'],
      [3, 'DTSTART', 'DATE_INVALID'],
    ],
  })
})
