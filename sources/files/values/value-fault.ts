// Why a cell cannot be taken. One frozen object per reason: converting three million cells allocates none.
import type { RowFaultCode } from '../reading/fault.ts'
import type { ValueFault } from './shapes.ts'

function make(fault: RowFaultCode, reason: string): ValueFault {
  return Object.freeze({ fault, reason })
}

export const faults = {
  required: make('VALUE_REQUIRED', 'empty'),
  notNumber: make('NUMBER_INVALID', 'text'),
  exponent: make('NUMBER_INVALID', 'exponent'),
  notFinite: make('NUMBER_INVALID', 'not-finite'),
  otherStyle: make('NUMBER_INVALID', 'style'),
  decimals: make('NUMBER_INVALID', 'decimals'),
  notWhole: make('NUMBER_INVALID', 'not-whole'),
  otherCurrency: make('NUMBER_INVALID', 'other-currency'),
  ambiguousNumber: make('NUMBER_AMBIGUOUS', 'point-group'),
  tooLarge: make('NUMBER_OUT_OF_RANGE', 'too-large'),
  currency: make('CURRENCY_UNKNOWN', 'not-a-code'),
  notDate: make('DATE_INVALID', 'text'),
  noSuchDay: make('DATE_INVALID', 'no-such-day'),
  otherOrder: make('DATE_INVALID', 'order'),
  twoDigitYear: make('DATE_INVALID', 'two-digit-year'),
  noSuchTime: make('DATE_INVALID', 'no-such-time'),
  tooEarly: make('DATE_OUT_OF_RANGE', 'too-early'),
  zone: make('TIME_ZONE_UNKNOWN', 'unknown'),
  noZone: make('TIME_ZONE_UNKNOWN', 'missing'),
  skippedTime: make('TIME_NONEXISTENT', 'spring'),
  suspectId: make('ID_SUSPECT', 'exponent'),
  email: make('EMAIL_INVALID', 'shape'),
  tooLong: make('TEXT_TOO_LONG', 'length'),
  nul: make('TEXT_NUL', 'nul'),
  flag: make('VALUE_UNKNOWN', 'flag'),
  duration: make('NUMBER_INVALID', 'duration'),
} as const

/** Tells a fault from a value: values are text, numbers, bigints, booleans or null, never objects. */
export function isFault(value: unknown): value is ValueFault {
  return typeof value === 'object' && value !== null && 'fault' in value
}
