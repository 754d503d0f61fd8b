// A stage as the merge knows it.
import type { Outcome } from '../../../model/tables/stages.ts'

export interface Stage {
  stage_id: number
  pipeline_id: number
  external_id: string | null
  name: string
  name_key: string
  position: number | null
  probability: number | null
  outcome: Outcome
  outcome_basis: 'stated' | 'name' | 'probability' | 'confirmed'
  is_confirmed: boolean
  created_import_id: number | null
}
