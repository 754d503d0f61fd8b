import { describe, expect, it } from 'vitest'
import { cellKind } from '../reading/shapes.ts'
import { convert, type ConversionContext } from './convert.ts'
import { createEvidence, observe } from './evidence.ts'
import { settleStyle } from './style.ts'
import {
  isMissing,
  missingMarkers,
  readCurrency,
  readEmail,
  readFlag,
  readId,
  readName,
  readText,
} from './texts.ts'
import { readDuration } from './durations.ts'
import { createZone } from './zone.ts'

describe('ids', () => {
  it('keep case and zeros, and lose their outer spaces', () => {
    expect(readId(' 007aB ')).toBe('007aB')
    expect(readId('12E5')).toBe('12E5')
  })
  it('are suspect when a spreadsheet has damaged them', () => {
    for (const cell of ['1.23E+15', '1,23E+15', '1E+12'])
      expect(readId(cell)).toMatchObject({ fault: 'ID_SUSPECT' })
  })
})

describe('e-mail addresses', () => {
  it.each(['lea.martin@example.com', 'O’brien+x@sub.example.co', 'ré@exämple.fr', "o'b@example.com"])(
    '%s',
    (cell) => {
      expect(readEmail(` ${cell.toUpperCase()} `)).toBe(cell.toUpperCase().toLowerCase())
    },
  )
  it.each([
    'lea.martin',
    'a@b',
    '@b.fr',
    'a@',
    'a@@b.fr',
    'a b@c.fr',
    'a@b..fr',
    '.a@b.fr',
    'a@-b.fr',
    'Lea <lea@b.fr>',
    'a@b.fr, c@d.fr',
  ])('%s is refused', (cell) => {
    expect(readEmail(cell)).toMatchObject({ fault: 'EMAIL_INVALID' })
  })
  it('take no more time when they are long', () => {
    expect(readEmail(`${'a.'.repeat(200_000)}@b.fr`)).toMatchObject({ fault: 'EMAIL_INVALID' })
  })
})

describe('texts', () => {
  it('are kept exactly up to 10,000 characters', () => {
    expect(readText('\t=1+1 ')).toBe('\t=1+1 ')
    expect(readText('x'.repeat(10_000))).toHaveLength(10_000)
    expect(readText('x'.repeat(10_001))).toMatchObject({ fault: 'TEXT_TOO_LONG' })
    // A character of two units is one to whoever counts.
    expect(readText('🦄'.repeat(10_000))).toHaveLength(20_000)
    expect(readText('🦄'.repeat(10_001))).toMatchObject({ fault: 'TEXT_TOO_LONG' })
    expect(readText('a\0b')).toMatchObject({ fault: 'TEXT_NUL' })
    expect(readName('  Espaces  autour  ')).toBe('Espaces  autour')
  })
  it('are missing only by the markers chosen for their column', () => {
    expect(isMissing('  ')).toBe(true)
    expect(isMissing('Null')).toBe(false)
    for (const marker of ['Select', 'NaN', '-', 'N/A', 'null', ' none '])
      expect(isMissing(marker, missingMarkers)).toBe(true)
    expect(isMissing('Nanette', missingMarkers)).toBe(false)
  })
})

describe('flags, currencies and durations', () => {
  it('read both languages', () => {
    for (const cell of ['true', 'TRUE', 'Oui', '1', 'vrai', 'Yes']) expect(readFlag(cell)).toBe(true)
    for (const cell of ['false', 'Non', '0', 'FAUX', 'No']) expect(readFlag(cell)).toBe(false)
    expect(readFlag('maybe')).toMatchObject({ fault: 'VALUE_UNKNOWN' })
  })
  it('know the currencies in use', () => {
    expect(['EUR', 'eur', '€', 'Euro - EUR', 'US Dollar (USD)', 'euro'].map(readCurrency)).toEqual([
      'EUR',
      'EUR',
      'EUR',
      'EUR',
      'USD',
      'EUR',
    ])
    for (const cell of ['ZZZ', '$', 'Dollar'])
      expect(readCurrency(cell)).toMatchObject({ fault: 'CURRENCY_UNKNOWN' })
  })
  it('count seconds', () => {
    expect([readDuration('01:00:01'), readDuration('0:30'), readDuration('30:00:00')]).toEqual([
      3601, 1800, 108_000,
    ])
    expect(readDuration('1:75')).toMatchObject({ fault: 'NUMBER_INVALID' })
  })
})

describe('a converted cell', () => {
  const context: ConversionContext = { zone: createZone('Europe/Paris'), calendar: 1900, currency: 'EUR' }
  const french = (() => {
    const evidence = createEvidence()
    observe(evidence, '1 234,56')
    return settleStyle(evidence)
  })()
  it('is a value of its field’s kind, null when empty', () => {
    expect(convert('1 234,56', 'money', french, context)).toBe(123_456n)
    expect(convert('', 'money', french, context)).toBeNull()
    expect(convert('n/a', 'money', french, context)).toMatchObject({ fault: 'NUMBER_INVALID' })
    expect(convert('n/a', 'money', french, { ...context, missing: missingMarkers })).toBeNull()
    expect(convert('05/01/2026', 'day', french, context)).toBe('2026-01-05')
    expect(convert('05/01/2026', 'instant', french, context)).toBe(Date.UTC(2026, 0, 4, 23))
    expect(convert('oui', 'flag', french, context)).toBe(true)
    expect(convert(' A1 ', 'id', french, context)).toBe('A1')
    expect(convert('12,5', 'number', french, context)).toBe('12.5')
  })
  it('reads a spreadsheet’s numbers with a point in a French column', () => {
    expect(convert('1234.5', 'money', french, context, cellKind.number)).toBe(123_450n)
    expect(convert('1234.5', 'money', french, context, cellKind.text)).toMatchObject({
      fault: 'NUMBER_INVALID',
    })
    expect(convert('25.5%', 'percentage', french, context, cellKind.percentage)).toBe(0.255)
    expect(convert('46027', 'day', french, context, cellKind.number)).toBe('2026-01-05')
  })
  it('suspects a long number as an id', () => {
    expect(convert('1230000000000000', 'id', french, context, cellKind.number)).toMatchObject({
      fault: 'ID_SUSPECT',
    })
    expect(convert('123456789012345', 'id', french, context, cellKind.number)).toBe('123456789012345')
  })
})
