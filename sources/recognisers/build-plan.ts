// Turns an assignment into the plan that a person reads: every column with what becomes of it and why.
import { entities, type Entity, type EntityName, type Words } from '../entities.ts'
import type { PlannedColumn, TablePlan, Vendor } from '../plan.ts'
import type { Assignment, Column, Match } from './match-columns.ts'
import { constantsOf } from './other-tables.ts'
import type { StageColumn } from './stage-columns.ts'

const vendorNames: Readonly<Record<Vendor, string>> = {
  template: 'Douze',
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  dynamics: 'Dynamics 365',
  odoo: 'Odoo',
  generic: '',
}

export const vendorName = (vendor: Vendor): string => vendorNames[vendor]

/** The name of a field on screen. */
export const fieldName = (entity: EntityName, field: string): Words =>
  (entities[entity] as Entity).fields[field]?.name ?? { fr: field, en: field }

function basisWords(match: Match): Words {
  const header = match.column.header.written
  switch (match.basis.by) {
    case 'vendor': {
      const vendor = vendorNames[match.basis.vendor]
      return { fr: `L’en-tête dit « ${header} » (${vendor})`, en: `The header says “${header}” (${vendor})` }
    }
    case 'name':
      return { fr: `L’en-tête dit « ${header} »`, en: `The header says “${header}”` }
    case 'general-name':
      return {
        fr: `L’en-tête « ${header} » est général, et aucune autre colonne ne convient mieux`,
        en: `The header “${header}” is general, and no other column fits better`,
      }
    case 'words':
      return {
        fr: `L’en-tête « ${header} », lu mot à mot, en parle`,
        en: `The header “${header}”, read word by word, speaks of it`,
      }
    default:
      return {
        fr: `Ses valeurs sont celles de ${match.basis.of.fileName}, colonne « ${match.basis.of.header} »`,
        en: `Its values are those of ${match.basis.of.fileName}, column “${match.basis.of.header}”`,
      }
  }
}

/** Why a column fills a field, in a sentence. */
export function matchReason(match: Match): Words {
  const words = basisWords(match)
  const { support } = match
  if (support === null || match.basis.by === 'values') return { fr: `${words.fr}.`, en: `${words.en}.` }
  return { fr: `${words.fr} ; ${support.fr}.`, en: `${words.en}; ${support.en}.` }
}

const leftOut: Words = {
  fr: 'Aucun chiffre n’en a besoin : laissée de côté.',
  en: 'No figure needs it: left out.',
}
const unnamed: Words = { fr: 'Colonne sans nom : laissée de côté.', en: 'A column without a name: left out.' }
const empty: Words = { fr: 'Colonne vide : laissée de côté.', en: 'An empty column: left out.' }

function unusedReason(entity: EntityName, column: Column, assignment: Assignment): Words {
  if (column.header.written === '') return unnamed
  const passed = assignment.passedOver.find((other) => other.match.column.index === column.index)
  if (passed !== undefined) {
    const name = fieldName(entity, passed.match.field)
    const taken = passed.taken.column.header.written
    return {
      fr: `Pourrait aussi être « ${name.fr} », mais la colonne « ${taken} » convient mieux.`,
      en: `Could also be “${name.en}”, but the column “${taken}” fits better.`,
    }
  }
  const belied = assignment.belied.find((match) => match.column.index === column.index)
  if (belied !== undefined) {
    const name = fieldName(entity, belied.field)
    return {
      fr: `L’en-tête dit « ${name.fr} », mais les valeurs n’y ressemblent pas : laissée de côté.`,
      en: `The header says “${name.en}”, but the values do not look like it: left out.`,
    }
  }
  return column.look.count === 0 && column.look.filled === 0 ? empty : leftOut
}

export interface PlanInput {
  readonly entity: EntityName
  readonly vendor: Vendor
  readonly columns: readonly Column[]
  readonly assignment: Assignment
  readonly stageColumns: readonly StageColumn[]
  readonly remarks: TablePlan['remarks']
}

/** The plan of a table's main entity: all its columns, in the order of the file. */
export function buildPlan(input: PlanInput): TablePlan {
  const { entity, vendor, columns, assignment, stageColumns, remarks } = input
  const byColumn = new Map(
    [...assignment.matches.values()].map((match) => [match.column.index, match] as const),
  )
  const staged = new Set(stageColumns.map(({ column }) => column.index))
  const planned = columns.map((column): PlannedColumn => {
    const match = byColumn.get(column.index)
    const { index } = column
    const header = column.header.written
    if (match !== undefined) return { index, header, field: match.field, reason: matchReason(match) }
    if (staged.has(index)) {
      const reason = {
        fr: 'Dates d’une étape : lues dans l’historique des étapes.',
        en: 'Dates of one stage: read into the stage history.',
      }
      return { index, header, field: null, reason }
    }
    return { index, header, field: null, reason: unusedReason(entity, column, assignment) }
  })
  const currency = statedCurrency(assignment)
  const constants = constantsOf(entity, columns, assignment)
  const status = statusOfInvoices(entity, columns)
  return {
    entity,
    vendor,
    columns: planned,
    reason: entityReason(entity, vendor, assignment),
    isTemplate: false,
    remarks,
    ...(currency === null ? {} : { currency }),
    ...(constants === null ? {} : { constants }),
    ...(status === null ? {} : { leftOut: { index: status.index, words: noInvoices } }),
    ...(isCurrencyInCells(assignment) ? { currencyInCells: true } : {}),
    ...(areAmountsMinor(columns, assignment) ? { areAmountsMinor: true } : {}),
    ...(entity === 'currency-rates' && areSalesforceRates(assignment) ? { areRatesInverse: true } : {}),
  }
}

/** The column of amounts. */
const moneyOf = ({ matches }: Assignment): Match | undefined =>
  ['amount', 'listPrice', 'monthly', 'yearly', 'm01']
    .map((field) => matches.get(field))
    .find((match) => match !== undefined)

/** The currency that the header of the amount states ("Montant (€)") or all its cells ("1 200 €"), when no column does. */
export function statedCurrency(assignment: Assignment): string | null {
  if (assignment.matches.has('currency')) return null
  const amount = moneyOf(assignment)
  return amount?.column.header.currency ?? amount?.column.look.writtenCurrency ?? null
}

/** Whether amounts carry their currencies themselves, and neither a column nor their header says which. */
export function isCurrencyInCells(assignment: Assignment): boolean {
  const amount = moneyOf(assignment)
  if (amount === undefined || assignment.matches.has('currency')) return false
  return amount.column.header.currency === null && amount.column.look.signed >= 0.5
}

/** What Stripe's API writes beside its amounts. Exports of its dashboard have other columns, and amounts with their decimals. */
const besideMinorAmounts =
  /^(?:amountdue|amountpaid|amountremaining|unitamount|amountrefunded|amountcaptured|billingreason|balancetransaction(?:id)?|attemptcount)$/

/** Whether amounts count the smallest unit of their currency: a table that Stripe's API gave. */
export function areAmountsMinor(columns: readonly Column[], assignment: Assignment): boolean {
  if (moneyOf(assignment) === undefined || !assignment.matches.has('currency')) return false
  const keys = columns.map(({ header }) => header.key)
  return keys.includes('livemode') && keys.some((key) => besideMinorAmounts.test(key))
}

/** What an invoice or an order is called that is not sent yet, or that does not count any more; folded. */
const noInvoices =
  'draft|void|voided|deleted|cancelled|canceled|brouillon|annulee|annule|supprimee|supprime|pro forma|proforma'.split(
    '|',
  )
const saysWhether = new Set([
  'status',
  'statut',
  'etat',
  'invoicestatus',
  'statutfacture',
  'etatfacture',
  'orderstatus',
  'statutcommande',
  'etatcommande',
])

/** The column in which invoices and orders say whether they count; null where none does. */
export function statusOfInvoices(entity: EntityName, columns: readonly Column[]): Column | null {
  if (entity !== 'revenue') return null
  return columns.find(({ header }) => saysWhether.has(header.key)) ?? null
}

/** DatedConversionRate: `IsoCode`, `StartDate`, `ConversionRate`. */
function areSalesforceRates({ matches }: Assignment): boolean {
  const key = (field: string) => matches.get(field)?.column.header.key
  return key('currency') === 'isocode' && key('rate') === 'conversionrate'
}

/** The few columns that speak most for the entity, named. */
function entityReason(entity: EntityName, vendor: Vendor, assignment: Assignment): Words {
  const telling = [...assignment.matches.values()]
    .toSorted((one, other) => other.score - one.score || (one.field < other.field ? -1 : 1))
    .slice(0, 4)
    .map((match) => match.column.header.written)
    .toSorted()
  const { name, grain } = entities[entity]
  const from =
    vendor === 'generic'
      ? { fr: '', en: '' }
      : { fr: ` de ${vendorNames[vendor]}`, en: ` from ${vendorNames[vendor]}` }
  return {
    fr: `${name.fr}${from.fr}, ${grain.fr} : ses colonnes ${telling.map((header) => `« ${header} »`).join(', ')} le disent.`,
    en: `${name.en}${from.en}, ${grain.en}: its columns ${telling.map((header) => `“${header}”`).join(', ')} say so.`,
  }
}

/** The second plan of a deals table with stage dates: one row of history for each deal and dated stage. */
export function buildStageDatesPlan(
  vendor: Vendor,
  id: Match,
  stageColumns: readonly StageColumn[],
): TablePlan {
  const dated = stageColumns.map(({ column, stage }): PlannedColumn => {
    const isEntry = stage.edge === 'entered'
    return {
      index: column.index,
      header: column.header.written,
      field: isEntry ? 'enteredAt' : 'leftAt',
      stage,
      reason: {
        fr: `L’en-tête nomme l’étape « ${stage.name} » et dit quand l’affaire y ${isEntry ? 'entre' : 'en sort'}.`.replace(
          'y en',
          'en',
        ),
        en: `The header names the stage “${stage.name}” and says when the opportunity ${isEntry ? 'entered' : 'left'} it.`,
      },
    }
  })
  const opportunity: PlannedColumn = {
    index: id.column.index,
    header: id.column.header.written,
    field: 'opportunity',
    reason: {
      fr: 'L’identifiant de l’affaire de la même ligne.',
      en: 'The id of the opportunity of the same row.',
    },
  }
  const names = new Set(stageColumns.map(({ stage }) => stage.name))
  return {
    entity: 'stage-history',
    vendor,
    columns: [opportunity, ...dated].toSorted((one, other) => one.index - other.index),
    reason: {
      fr: `${stageColumns.length} colonnes donnent les dates de ${names.size} étapes : elles deviennent l’historique des étapes.`,
      en: `${stageColumns.length} columns give the dates of ${names.size} stages: they become the stage history.`,
    },
    isTemplate: false,
    remarks: [],
  }
}
