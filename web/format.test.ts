// Values as text in both languages, spaces and signs exactly as printed.
import { describe, expect, it } from 'vitest'
import {
  figureOf,
  formatBytes,
  formatDay,
  formatInstant,
  formatInterval,
  formatNumber,
  formatNumberText,
  formatPeriod,
  formatPeriodId,
  formatInChart,
  formatShare,
  formatValue,
  frenchSpaces,
  lowerFirst,
  minorDigits,
  signOf,
} from './format.ts'

const thin = '\u202f'
const noBreak = '\u00a0'
const minus = '\u2212'
const euros = { kind: 'money', currency: 'EUR' } as const

describe('numbers', () => {
  it('separates thousands with a thin no-break space in French, a comma in English', () => {
    expect(formatNumber(10005534, 'fr')).toBe(`10${thin}005${thin}534`)
    expect(formatNumber(10005534, 'en')).toBe('10,005,534')
  })
  it('writes a true minus, and no minus zero', () => {
    expect(formatNumber(-12, 'fr')).toBe(`${minus}12`)
    expect(formatNumber(-0.01, 'en')).toBe('0')
  })
  it('keeps every digit of a number that came as text', () => {
    expect(formatNumberText('90071992547409931.00', 'en')).toBe('90,071,992,547,409,931')
    expect(formatNumberText('-1234.50', 'fr')).toBe(`${minus}1${thin}234,50`)
    expect(formatNumberText('Acme', 'fr')).toBe('Acme')
  })
  it('writes sizes and shares', () => {
    expect(formatBytes(628972, 'fr')).toBe(`629${noBreak}ko`)
    expect(formatBytes(1400000, 'en')).toBe(`1.4${noBreak}MB`)
    expect(formatShare(0.374, 'fr')).toBe(`37${thin}%`)
    expect(formatShare(0.374, 'en')).toBe('37%')
  })
})

describe('values with their unit', () => {
  it('writes shares as percentages, rounded from their decimal text', () => {
    expect(formatValue(0.6315, { kind: 'ratio' }, 'fr')).toBe(`63,2${thin}%`)
    expect(formatValue(0.6315, { kind: 'ratio' }, 'en')).toBe('63.2%')
    expect(formatValue(0.6315, { kind: 'ratio' }, 'fr', { isExact: true })).toBe(`63,15${thin}%`)
    expect(formatValue(0.00042, { kind: 'ratio' }, 'en')).toBe('0.042%')
  })
  it('writes a difference of shares in points', () => {
    expect(formatValue(0.111, { kind: 'ratio' }, 'fr', { isDifference: true })).toBe(`+11,1${noBreak}pts`)
    expect(formatValue(-0.011, { kind: 'ratio' }, 'en', { isDifference: true })).toBe(
      `${minus}1.1${noBreak}pts`,
    )
  })
  it('writes days and hours', () => {
    expect(formatValue(51.778, { kind: 'days' }, 'fr')).toBe(`51,8${noBreak}j`)
    expect(formatValue(51.778, { kind: 'days' }, 'en', { isExact: true })).toBe(`51.78${noBreak}d`)
    expect(formatValue(142.4, { kind: 'days' }, 'en')).toBe(`142${noBreak}d`)
    expect(formatValue(11.42, { kind: 'hours' }, 'fr')).toBe(`11,4${noBreak}h`)
    expect(formatValue(2.8333, { kind: 'hours-per-week' }, 'fr')).toBe(
      `2${noBreak}h${noBreak}50${noBreak}/ sem.`,
    )
    expect(formatValue(1.999, { kind: 'hours-per-week' }, 'en')).toBe(
      `2${noBreak}h${noBreak}00${noBreak}/ wk`,
    )
    expect(formatValue(0.386, { kind: 'hours-per-week' }, 'fr')).toBe(`23${noBreak}min${noBreak}/ sem.`)
    expect(formatInChart(0.386, { kind: 'hours-per-week' }, 'fr')).toBe(`23${noBreak}min`)
    expect(formatInChart(1_234_567.4, { kind: 'money', currency: 'EUR' }, 'fr')).toBe(`12,3${noBreak}k€`)
    expect(formatValue(-0.005, { kind: 'hours-per-week' }, 'fr')).toBe(`0${noBreak}min${noBreak}/ sem.`)
  })
  it('writes scores as whole points and multiples with their sign', () => {
    expect(formatValue(0.39, { kind: 'score' }, 'fr')).toBe('39')
    expect(formatValue(-0.125, { kind: 'score' }, 'en')).toBe(`${minus}13`)
    expect(formatValue(2.9, { kind: 'times' }, 'fr')).toBe(`2,9${noBreak}×`)
  })
  it('writes the unit of an interval once', () => {
    expect(formatInterval({ low: 0.612, high: 0.65 }, { kind: 'ratio' }, 'fr')).toBe(`61,2 à 65${thin}%`)
    expect(formatInterval({ low: 50.1, high: 54.4 }, { kind: 'days' }, 'en')).toBe(`50.1 to 54.4${noBreak}d`)
    expect(formatInterval({ low: '703000', high: '1017000' }, euros, 'en')).toBe('€7,030 to €10,170')
  })
})

describe('money', () => {
  it('never passes through a float', () => {
    expect(formatValue('9007199254740993123', euros, 'en')).toBe('€90,071,992,547,409,931')
    expect(figureOf('9007199254740993123', euros, 'en').full).toBe('€90,071,992,547,409,931.23')
  })
  it('shows cents under a thousand only when there are some', () => {
    expect(formatValue('105400', euros, 'fr')).toBe(`1${thin}054${noBreak}€`)
    expect(formatValue('5450', euros, 'fr')).toBe(`54,50${noBreak}€`)
    expect(formatValue('5400', euros, 'fr')).toBe(`54${noBreak}€`)
    expect(formatValue('-5', euros, 'en')).toBe(`${minus}€0.05`)
  })
  it('shortens only when asked, and keeps the whole value beside it', () => {
    const short = figureOf('3164250', euros, 'fr', { isCompact: true })
    expect(short).toMatchObject({ number: '31,6', suffix: 'k€', full: `31${thin}642,50${noBreak}€` })
    expect(formatValue('1000553400', euros, 'fr', { isCompact: true })).toBe(`10${noBreak}M€`)
    expect(formatValue('1050553400', euros, 'en', { isCompact: true })).toBe('€10.5M')
    expect(formatValue('99999900', euros, 'en', { isCompact: true })).toBe('€1M')
    expect(formatValue('842000', euros, 'fr', { isCompact: true })).toBe(`8${thin}420${noBreak}€`)
  })
  it('knows how many decimals a currency has', () => {
    expect(minorDigits('JPY')).toBe(0)
    expect(formatValue('1234', { kind: 'money', currency: 'JPY' }, 'en')).toBe('¥1,234')
    expect(formatValue('1234567', { kind: 'money', currency: 'TND' }, 'fr')).toBe(`1${thin}235${noBreak}TND`)
  })
  it('shows a code that is no currency as it is', () => {
    expect(formatValue('12300', { kind: 'money', currency: 'points' }, 'fr')).toBe(`123${noBreak}points`)
  })
  it('gives the sign of any value', () => {
    expect([signOf('-1'), signOf('0'), signOf(0.2), signOf('90071992547409931')]).toEqual([-1, 0, 1, 1])
  })
})

describe('days, instants and periods', () => {
  it('reads a day from its text, whatever the zone of the machine', () => {
    expect(formatDay('2026-01-14', 'fr')).toBe(`14${noBreak}janv.${noBreak}2026`)
    expect(formatDay('2017-03-01', 'fr')).toBe(`1er${noBreak}mars${noBreak}2017`)
    expect(formatDay('2017-03-01', 'en')).toBe(`1${noBreak}Mar${noBreak}2017`)
    expect(formatDay('someday', 'en')).toBe('someday')
  })
  it("writes an instant in the organisation's zone", () => {
    expect(formatInstant('2026-11-22T23:18:54Z', 'Europe/Paris', 'fr')).toBe(
      `23${noBreak}nov.${noBreak}2026, 0${noBreak}h${noBreak}18`,
    )
    expect(formatInstant('2026-11-22T23:18:54Z', 'America/New_York', 'en')).toBe(
      `22${noBreak}Nov${noBreak}2026, 18:18`,
    )
  })
  it('names periods', () => {
    const period = (kind: 'month' | 'quarter' | 'half-year' | 'year' | 'all', id: string) => ({
      kind,
      id,
      start: '',
      end: '',
    })
    expect(formatPeriod(period('quarter', '2017-Q3'), 'fr')).toBe(`T3${noBreak}2017`)
    expect(formatPeriod(period('quarter', '2017-Q3'), 'en')).toBe(`Q3${noBreak}2017`)
    expect(formatPeriod(period('month', '2017-08'), 'fr')).toBe(`août${noBreak}2017`)
    expect(formatPeriod(period('half-year', '2017-H2'), 'fr')).toBe(`S2${noBreak}2017`)
    expect(formatPeriod(period('year', '2017'), 'en')).toBe('2017')
    expect(formatPeriodId('2031-Q1', 'fr')).toBe(`T1${noBreak}2031`)
    expect(formatPeriodId('2031-08', 'en')).toBe(`Aug${noBreak}2031`)
    expect(formatPeriodId('2031', 'fr')).toBe('2031')
    expect(formatPeriodId('soon', 'fr')).toBe('soon')
    expect(formatPeriod(period('all', 'all'), 'fr')).toBe('Toutes les données')
  })
})

describe('sentences', () => {
  it('sets French spaces where their author used ordinary ones', () => {
    expect(frenchSpaces('Lu : « GTX Pro » ; sûr ? 1 480 lignes, 95 %.')).toBe(
      `Lu${thin}: «${thin}GTX Pro${thin}»${thin}; sûr${thin}? 1${thin}480 lignes, 95${thin}%.`,
    )
    expect(frenchSpaces('à 22:40, http://douze.example')).toBe('à 22:40, http://douze.example')
  })
  it('lowers the first letter of a name, not of an acronym', () => {
    expect([lowerFirst('Équipe'), lowerFirst('NPS moyen')]).toEqual(['équipe', 'NPS moyen'])
  })
})
