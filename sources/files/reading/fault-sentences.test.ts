import { describe, expect, it } from 'vitest'
import { fileFaultCodes, rowFaultCodes, warningCodes, cutValue } from './fault.ts'
import { faultSentence } from './fault-sentences.ts'

describe('sentences', () => {
  it('exist in both languages for every code, and leave no blank unfilled', () => {
    const detail = {
      bytes: 2_000_000,
      limit: 1000,
      byteOffset: 158,
      first: 3,
      second: 5,
      rejected: 120,
      rows: 200,
      found: 4,
      expected: 9,
      member: 'a.csv',
      pixels: 3.6e9,
      missing: 'amount, stage',
      lines: 2,
      reason: 'text',
      kind: 'html',
      fr: 'La règle, en une phrase.',
      en: 'The rule, in a sentence.',
    }
    for (const code of [...fileFaultCodes, ...rowFaultCodes, ...warningCodes])
      for (const row of [0, 3]) {
        const fault = { code, row, line: 4, column: 'amount', value: '1.234', detail }
        const [fr, en] = [faultSentence(fault, 'fr'), faultSentence(fault, 'en')]
        for (const sentence of [fr, en]) {
          expect(sentence).toMatch(/^[A-ZÀ-Ü«“0-9…].*[.?]$/s)
          expect(sentence).not.toMatch(/[{}…]|undefined|[A-Z]+_[A-Z]+/)
        }
        expect(fr).not.toBe(en)
      }
  })
  it('say what is wrong and where', () => {
    const fault = { code: 'ENCODING_MIXED', row: 1203, line: 1210, detail: { byteOffset: 158_000 } } as const
    expect(faultSentence(fault, 'en')).toContain('in row 1,203 (byte 158,000)')
    expect(faultSentence(fault, 'fr')).toContain('à la ligne 1\u202f203 (octet 158\u202f000)')
    const large = { code: 'ARCHIVE_TOO_LARGE', row: 0, detail: { limit: 100 * 1024 ** 2 } } as const
    expect(faultSentence(large, 'fr')).toContain('100 Mio')
    const value = { code: 'FILE_TOO_LARGE' as const, row: 0, line: 7, detail: { limit: 4 * 2 ** 20 } }
    expect(faultSentence(value, 'en')).toBe(
      'A value is too long at line 7 (at most 4 MiB). Nothing was kept.',
    )
    const cell = {
      code: 'NUMBER_INVALID',
      row: 2,
      line: 2,
      value: '1E+3',
      detail: { reason: 'exponent' },
    } as const
    expect(faultSentence(cell, 'en')).toBe('“1E+3” is in scientific notation; write the number in full.')
  })
  it('tell a fault of JSON’s line from one of its whole', () => {
    expect(faultSentence({ code: 'JSON_INVALID', row: 0, line: 3, detail: {} }, 'en')).toContain(
      'Nothing was kept',
    )
    expect(faultSentence({ code: 'JSON_INVALID', row: 5, line: 5, detail: {} }, 'en')).not.toContain(
      'Nothing',
    )
  })
})

describe('a value in a report', () => {
  it('is cut at 200 characters, never within one', () => {
    expect(cutValue('x'.repeat(300))).toHaveLength(200)
    expect(cutValue(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199))
    expect(cutValue('short')).toBe('short')
  })
})
