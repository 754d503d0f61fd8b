// What is said of known weaknesses in packages: none only where somebody answered that there are none.
import { expect, it } from 'vitest'
// @ts-expect-error A program of its own, plain JavaScript without declarations.
import { verdictOf } from './advisories.mjs'

const day = '2026-03-02'
const counted = (total: number) => ({ metadata: { vulnerabilities: { total } } })

it.each([
  ['', 'npm gave no answer.'],
  ['<html>', 'npm gave no answer.'],
  ['{}', 'npm gave no answer.'],
  [JSON.stringify({ message: '405 Method Not Allowed', vulnerabilities: {} }), '405 Method Not Allowed'],
])('without an answer it is not checked, never none (%j)', (text, why) => {
  expect(verdictOf(text, day)).toEqual({ code: 2, lines: [`2026-03-02: not checked. ${why}`] })
})

it('none is none that somebody knows, on that day', () => {
  expect(verdictOf(JSON.stringify(counted(0)), day)).toEqual({
    code: 0,
    lines: ['2026-03-02: none known against the runtime packages.'],
  })
})

it('each that is known is named, and fails', () => {
  const vulnerabilities = {
    inner: {
      name: 'inner',
      severity: 'high',
      via: [{ title: 'Reads too far', url: 'https://example.org/1' }],
    },
    outer: { name: 'outer', severity: 'moderate', via: ['inner'] },
  }
  expect(verdictOf(JSON.stringify({ ...counted(2), vulnerabilities }), day)).toEqual({
    code: 1,
    lines: [
      '2026-03-02: 2 known. Mend each within the days of docs/packages.md.',
      '  high inner: Reads too far https://example.org/1',
      '  moderate outer: by inner',
    ],
  })
})
