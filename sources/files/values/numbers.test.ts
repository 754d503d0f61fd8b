import { describe, expect, it } from 'vitest'
import fc from '../../../test/chance.ts'
import { currencyOfSign, minorDigits } from './currencies.ts'
import { createEvidence, observe } from './evidence.ts'
import { amountSign, readDecimal, readMoney, readNumber, readPercentage, readWhole } from './numbers.ts'
import type { NumberStyle } from './shapes.ts'
import { settleStyle, type StyleOptions } from './style.ts'
import { isFault } from './value-fault.ts'

const money = (cell: string, style: NumberStyle = 'french', currency = 'EUR'): unknown => {
  const value = readMoney(cell, style, currency)
  return isFault(value) ? `${value.fault} ${value.reason}` : value
}

const styleOf = (cells: readonly string[], options?: StyleOptions) => {
  const evidence = createEvidence()
  for (const cell of cells) observe(evidence, cell)
  return settleStyle(evidence, options)
}

describe('amounts in French style', () => {
  it.each([
    ['1 234,56', 123_456n],
    ['1\u00a0234,56', 123_456n],
    ['1\u202f234,56', 123_456n],
    ['1.234,56', 123_456n],
    ['1 234,56 €', 123_456n],
    ['1 234,56\u00a0€', 123_456n],
    ['1234,5', 123_450n],
    ['3 000', 300_000n],
    ['-250,25', -25_025n],
    ['- 250,25 €', -25_025n],
    ['−250,25', -25_025n],
    ['(250,25)', -25_025n],
    ['+12', 1200n],
    ['0,99', 99n],
    [',5', 50n],
    ['12.345.678', 1_234_567_800n],
    ['000000000001437,12', 143_712n],
    ['12 EUR', 1200n],
    ['EUR 12', 1200n],
    ['28000,0000', 2_800_000n],
    ['0', 0n],
  ])('%s', (cell, minor) => {
    expect(money(cell)).toBe(minor)
  })
  it.each([
    ['1.234', 'NUMBER_AMBIGUOUS point-group'],
    ['1.234 €', 'NUMBER_AMBIGUOUS point-group'],
    ['1,234.56', 'NUMBER_INVALID style'],
    ['1234.56', 'NUMBER_INVALID style'],
    ['0.123', 'NUMBER_INVALID style'],
    ['1,23456', 'NUMBER_INVALID decimals'],
    ['1,234', 'NUMBER_INVALID decimals'],
    ['1,000', 'NUMBER_INVALID decimals'],
    ['12 34,00', 'NUMBER_INVALID style'],
    ['1 23,00', 'NUMBER_INVALID style'],
    ['1.234 567,00', 'NUMBER_INVALID style'],
    ['5,', 'NUMBER_INVALID style'],
    ['1E+3', 'NUMBER_INVALID exponent'],
    ['1e3', 'NUMBER_INVALID exponent'],
    ['Infinity', 'NUMBER_INVALID not-finite'],
    ['NaN', 'NUMBER_INVALID not-finite'],
    ['=10*10', 'NUMBER_INVALID text'],
    ['n/a', 'NUMBER_INVALID text'],
    ['forty', 'NUMBER_INVALID text'],
    ['12 %', 'NUMBER_INVALID text'],
    ['12 kg', 'NUMBER_INVALID text'],
    ['€ 12 €', 'NUMBER_INVALID text'],
    ['0x10', 'NUMBER_INVALID text'],
    ['1_000', 'NUMBER_INVALID text'],
    ['--1', 'NUMBER_INVALID text'],
    ['-', 'NUMBER_INVALID text'],
    ['$12', 'NUMBER_INVALID other-currency'],
    ['12 USD', 'NUMBER_INVALID other-currency'],
    ['', 'VALUE_REQUIRED empty'],
    ['99999999999999999999,00', 'NUMBER_OUT_OF_RANGE too-large'],
    ['10 000 000 000 000 000,01', 'NUMBER_OUT_OF_RANGE too-large'],
  ])('%s is %s', (cell, fault) => {
    expect(money(cell)).toBe(fault)
  })
  it('reach ten to the sixteenth exactly', () => {
    expect(money('10 000 000 000 000 000,00')).toBe(10n ** 18n)
    expect(money('-9999999999999999,99')).toBe(-999_999_999_999_999_999n)
  })
})

describe('amounts in English style', () => {
  it.each([
    ['1,234.56', 123_456n],
    ['1234.5', 123_450n],
    ['1,234', 123_400n],
    ['1,234,567', 123_456_700n],
    ["1'234.50", 123_450n],
    ['1 234.50', 123_450n],
    ['.5', 50n],
    ['€1,234.56', 123_456n],
    ['-€5.00', -500n],
    ['€-5.00', -500n],
    ['28000.0000', 2_800_000n],
  ])('%s', (cell, minor) => {
    expect(money(cell, 'english')).toBe(minor)
  })
  it.each([
    ['1.234', 'NUMBER_INVALID decimals'],
    ['10.000', 'NUMBER_INVALID decimals'],
    ['1.234,56', 'NUMBER_INVALID style'],
    ['1234,56', 'NUMBER_INVALID style'],
    ['1,23', 'NUMBER_INVALID style'],
    ['12,34,567.00', 'NUMBER_INVALID style'],
  ])('%s is %s', (cell, fault) => {
    expect(money(cell, 'english')).toBe(fault)
  })
})

describe('currencies', () => {
  it('decide the minor unit', () => {
    expect(money('1 500', 'french', 'JPY')).toBe(1500n)
    expect(money('1 500,00', 'french', 'JPY')).toBe(1500n)
    expect(money('1 500,50', 'french', 'JPY')).toBe('NUMBER_INVALID decimals')
    expect(money('1.234', 'english', 'TND')).toBe(1234n)
    expect(money('1,5', 'french', 'ZZZ')).toBe('CURRENCY_UNKNOWN not-a-code')
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD'), minorDigits('ZZZ')]).toEqual([
      2,
      0,
      3,
      undefined,
    ])
  })
  it('stay within eight bytes in their minor unit', () => {
    expect(money('9 999 999 999 999 999,999', 'french', 'KWD')).toBe('NUMBER_OUT_OF_RANGE too-large')
  })
  it('accept a sign that several share, only in one of those', () => {
    expect(money('$12', 'english', 'CAD')).toBe(1200n)
    expect(money('¥12', 'english', 'JPY')).toBe(12n)
    expect(money('$12', 'english', 'GBP')).toBe('NUMBER_INVALID other-currency')
  })
  it('are told by a sign beside the amount', () => {
    expect(amountSign('1 234,56 €')).toBe('€')
    expect(amountSign('GBP 12')).toBe('GBP')
    expect(amountSign('12')).toBe('')
    expect(currencyOfSign('£')).toBe('GBP')
    expect(currencyOfSign('$')).toBeNull()
  })
})

describe('other numbers', () => {
  it('are exact decimals, doubles, whole numbers or shares', () => {
    expect(readDecimal('-1 234,50', 'french')).toBe('-1234.50')
    expect(readDecimal('-0,00', 'french')).toBe('0.00')
    expect(readDecimal('1,234', 'french')).toBe('1.234')
    expect(readNumber('-0.5', 'english')).toBe(-0.5)
    expect(readNumber('-0', 'english')).toBe(0)
    expect(readWhole('12.0', 'english')).toBe(12)
    expect(readWhole('12.5', 'english')).toMatchObject({ fault: 'NUMBER_INVALID', reason: 'not-whole' })
    expect(readWhole('9007199254740993', 'english')).toMatchObject({ fault: 'NUMBER_OUT_OF_RANGE' })
    expect(readNumber('12 €', 'french')).toMatchObject({ fault: 'NUMBER_INVALID' })
    expect(readPercentage('25 %', 'french', 1)).toBe(0.25)
    expect(readPercentage('25', 'french', 100)).toBe(0.25)
    expect(readPercentage('0,25', 'french', 1)).toBe(0.25)
  })
  it('come back as they were written, in either style', () => {
    const groups: Record<NumberStyle, string> = { french: '\u202f', english: ',' }
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom<NumberStyle>('french', 'english'),
        fc.boolean(),
        (minor, style, isGrouped) => {
          const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
          const whole = digits.slice(0, -2).replace(isGrouped ? /\B(?=(\d{3})+$)/g : /(?!)/, groups[style])
          const cell = `${minor < 0n ? '-' : ''}${whole}${style === 'french' ? ',' : '.'}${digits.slice(-2)}`
          expect(readMoney(cell, style, 'EUR')).toBe(minor)
        },
      ),
    )
  })
})

describe('the style of a column', () => {
  it('is the one that most cells fit', () => {
    const french = styleOf(['1 234,56', '1.234,56', '1 234,56 €', '1.234', '1,234.56', '1E+3', '', '10,00'])
    expect([french.numberStyle, french.numberBy]).toEqual(['french', 'content'])
    const english = styleOf(['10.00', '1,234.56', '1 234,00'])
    expect([english.numberStyle, english.numberBy]).toEqual(['english', 'content'])
  })
  it('is not decided by cells that fit both', () => {
    expect(styleOf(['1.234', '5.678', '9,99']).numberStyle).toBe('french')
    expect(styleOf(['1.234', '5.678', '9.99']).numberStyle).toBe('english')
  })
  it('is the organisation’s when nothing tells, and a person’s when one decided', () => {
    expect(styleOf(['10', '20'])).toMatchObject({ numberStyle: 'french', numberBy: 'default' })
    expect(styleOf(['10', '20'], { defaultNumberStyle: 'english' })).toMatchObject({ numberStyle: 'english' })
    expect(styleOf(['1,5', '2,5'], { numberStyle: 'english' })).toMatchObject({
      numberStyle: 'english',
      numberBy: 'option',
    })
  })
  it('tells hundredths from shares', () => {
    expect(styleOf(['0.1', '1', '0']).percentScale).toBe(1)
    expect(styleOf(['10', '75']).percentScale).toBe(100)
    expect(styleOf(['10%', '0.5']).percentScale).toBe(1)
  })
  it.each([
    [['12', '13,5'], 'number'],
    [['12 %', '13 %'], 'percentage'],
    [['2026-01-05', ''], 'day'],
    [['31/12/2026', '01/02/2026'], 'day'],
    [['2026-01-05T10:00:00Z'], 'instant'],
    [['3/4/2024, 10:23 AM'], 'instant'],
    [['1602968603000', '1602968604000'], 'epoch'],
    [['45631', '45632'], 'serial'],
    [['true', 'false'], 'flag'],
    [['oui', 'non'], 'flag'],
    [['ana@example.com', 'b@example.com'], 'email'],
    [['Won', 'Lost'], 'text'],
    [['416-810-9897x752'], 'text'],
    [['', ' '], 'empty'],
  ] as const)('%j looks like %s', (cells, look) => {
    expect(styleOf(cells).look).toBe(look)
  })
})

describe('amounts of programs that count in 32 bits', () => {
  it('are the amounts whose bits they are, and nothing else is rounded', () => {
    expect(readMoney('1.429999948', 'english', 'EUR')).toBe(143n)
    expect(readMoney('639.9499981', 'english', 'EUR')).toBe(63995n)
    expect(readMoney('36.01000071', 'english', 'EUR')).toBe(3601n)
    expect(readMoney('254.049996', 'english', 'EUR')).toBe(25405n)
    expect(readMoney('1.4299', 'english', 'EUR')).toMatchObject({ fault: 'NUMBER_INVALID' })
    expect(readMoney('1.426666667', 'english', 'EUR')).toMatchObject({ fault: 'NUMBER_INVALID' })
  })
})

describe('amounts with too many decimals, where a person allowed rounding', () => {
  const read = (cell: string, style: 'french' | 'english', currency = 'EUR') => {
    const told: string[] = []
    const value = readMoney(cell, style, currency, (added) => told.push(String(added)))
    return [value, ...told]
  }
  it('are rounded half to even, and what that adds is told exactly', () => {
    expect(read('2024.994', 'english')).toEqual([202499n, '-400000000000000000'])
    expect(read('0.125', 'english')).toEqual([12n, '-500000000000000000'])
    expect(read('0.135', 'english')).toEqual([14n, '500000000000000000'])
    expect(read('-0,125', 'french')).toEqual([-12n, '500000000000000000'])
    expect(read('1,2345', 'french', 'JPY')).toEqual([1n, '-23450000000000000000'])
    expect(read('9.9999', 'english')).toEqual([1000n, '10000000000000000'])
  })
  it('an amount that is exact is told of nowhere; what can mean two amounts stays refused', () => {
    expect(read('28000.0000', 'english')).toEqual([2800000n])
    expect(read('12.5', 'english')).toEqual([1250n])
    expect(read('1.234', 'french')).toEqual([expect.objectContaining({ fault: 'NUMBER_AMBIGUOUS' })])
  })
})
