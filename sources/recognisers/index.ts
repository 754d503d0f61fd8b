// What the other doors of sources/ use to understand a delivery.
export { foldHeader } from './fold-header.ts'
export { readDealType } from './deal-types.ts'
export { readLeadStatus, type LeadStanding } from './lead-words.ts'
export { readOutcome, saysClosed } from './outcome-words.ts'
export { headerKey, type Remembered, shapeKey } from './remembered.ts'
export { planAs, recognise } from './recognise.ts'
export { isSalesforceId, normaliseSalesforceId } from './salesforce-id.ts'
export { proposeStages, type ProposedStage, type StageEvidence } from './stage-outcomes.ts'
