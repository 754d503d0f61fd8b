// What each block of a metric’s page is given.
import type { AnswerJson, DefinitionJson, HomeJson, MeasurementJson } from '../../shapes.ts'

/** What every block of the page receives. */
export interface BlockProps {
  readonly home: HomeJson
  readonly definition: DefinitionJson
  readonly measurement: MeasurementJson
  readonly answer: AnswerJson
}
