// Rows that many stories begin with, as an organisation has them that knows its people, its customers and its stages.

/** A person of the list, with her name's key. */
export const knownPerson = (person_id: number, name: string, job: string | null = 'rep') => ({
  person_id,
  display_name: name,
  name_key: name.toLowerCase(),
  is_provisional: false,
  job,
})

/** A customer that has a number of its own where it comes from. */
export const knownAccount = (account_id: number, name: string) => ({
  account_id,
  name,
  name_key: name.toLowerCase(),
  is_identified: true,
})

/** The pipeline of new sales, whose deals count. */
export const salesPipeline = {
  pipeline_id: 1,
  source: 'story',
  name: 'Sales',
  name_key: 'sales',
  is_counted: true,
  is_confirmed: true,
}

/** A stage of that pipeline in which a deal is open. */
export const openStage = (stage_id: number, name: string, position: number) => ({
  stage_id,
  pipeline_id: salesPipeline.pipeline_id,
  name,
  name_key: name.toLowerCase(),
  position,
  outcome: 'open',
  outcome_basis: 'confirmed',
  is_confirmed: true,
})
