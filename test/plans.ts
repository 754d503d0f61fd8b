// Plans of recognised tables, as tests look at them.
import { recognise } from '../sources/recognisers/index.ts'
import type { Recognition, TablePlan, TableSketch } from '../sources/plan.ts'

export const understood = (recognition: Recognition | undefined): readonly TablePlan[] => {
  if (recognition?.kind !== 'understood') throw new Error(JSON.stringify(recognition))
  return recognition.plans
}

export const used = (plan: TablePlan | undefined): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const { header, field } of plan?.columns ?? []) if (field !== null) fields[header] = field
  return fields
}

export const one = (sketch: TableSketch): TablePlan => {
  const [plan] = understood(recognise([sketch])[0])
  if (plan === undefined) throw new Error('no plan')
  return plan
}

export const codes = (plan: TablePlan | undefined): string[] => (plan?.remarks ?? []).map(({ code }) => code)
