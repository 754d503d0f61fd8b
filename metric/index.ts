// What other folders import of the metric machinery.
export { countAhead, stateOf } from './runner/count-ahead.ts'
export * from './definition.ts'
export * from './measurement.ts'
export type { Gone } from './gone.ts'
export { type Headline, headlines } from './compare/headlines.ts'
export { type Home, isComplete } from './runner/home.ts'
export * from './period.ts'
export { RequestError, type RequestFault } from './request-error.ts'
export * from './runner/runner.ts'
export * from './scope.ts'
export { storeFigures } from './runner/store-figures.ts'
export {
  expectedValue,
  type KeptTarget,
  listTargets,
  readTargetValue,
  removeTarget,
  type Settable,
  settable,
  setTarget,
} from './compare/target-setting.ts'
export * from './unit.ts'
export * from './view.ts'
export { type Language, type Words, words } from './words.ts'
