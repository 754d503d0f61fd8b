// Cells to typed values: infer one style for a column, then convert cell by cell. Pure; the clock and the
// zone come in as arguments.
//
//   const evidence = createEvidence()
//   for each cell of the column: observe(evidence, cell, kinds?.[index])
//   const [style] = settleColumns([evidence, ...], { dateOrder: whatAPersonForced })
//   const value = convert(cell, 'money', style, context, kinds?.[index])
//   if (isFault(value)) value.fault is the code, value.reason a finer reason
export * from './shapes.ts'
export { addEvidence, createEvidence, observe } from './evidence.ts'
export { describeStyle, settleColumns, settleStyle, type StyleOptions } from './style.ts'
export { convert, type CellValue, type ConversionContext } from './convert.ts'
export { isFault } from './value-fault.ts'
export {
  amountSign,
  type OnRounded,
  readDecimal,
  readMeasure,
  readMoney,
  readNumber,
  readPercentage,
  readWhole,
  roundingDecimals,
  takeApart,
} from './numbers.ts'
export { formatDay, isDay, isOpenEnd, parseDay } from './days.ts'
export { isMonth, parseMonth } from './months.ts'
export { readDuration } from './durations.ts'
export { readDay, readInstant, readTime, type TimeContext } from './instants.ts'
export { createZone, type Zone } from './zone.ts'
export {
  isMissing,
  missingMarkers,
  readCurrency,
  readEmail,
  readFlag,
  readId,
  readName,
  readText,
} from './texts.ts'
export {
  currencyOfSign,
  currencyWritten,
  isCurrency,
  minorDigits,
  stripeDigits,
  stripeMinor,
} from './currencies.ts'
