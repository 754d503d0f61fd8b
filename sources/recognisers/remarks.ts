// What a person should know before trusting the figures of a table: what is missing, what was decided for them.
import type { EntityName, Words } from '../entities.ts'
import type { Vendor } from '../plan.ts'
import { areAmountsMinor, isCurrencyInCells, statedCurrency, statusOfInvoices } from './build-plan.ts'
import type { Assignment, Column } from './match-columns.ts'
import { readOutcome } from './outcome-words.ts'

export interface Remark {
  readonly code: string
  readonly words: Words
}

const remark = (code: string, fr: string, en: string): Remark => ({ code, words: { fr, en } })

/** Remarks in the order in which a person would ask. */
export function remarksOn(
  entity: EntityName,
  vendor: Vendor,
  columns: readonly Column[],
  found: Assignment,
): Remark[] {
  const has = (field: string): boolean => found.matches.has(field)
  const remarks: Remark[] = []
  if (entity === 'opportunities') remarks.push(...onOpportunities(vendor, columns, found))
  if (entity === 'leads') remarks.push(...onLeads(vendor, columns, found))
  if (entity === 'people' && !has('team') && !has('manager')) {
    remarks.push(
      has('region')
        ? remark(
            'team-is-region',
            'Aucune colonne ne donne l’équipe ni le responsable : les personnes d’une région forment une équipe.',
            'No column gives the team or the manager: the people of a region form a team.',
          )
        : remark(
            'no-team',
            'Aucune colonne ne donne l’équipe : les personnes sont sans équipe jusqu’à ce qu’on le dise.',
            'No column gives the team: people have no team until someone says.',
          ),
    )
  }
  if (entity === 'people' && !has('hiredOn')) {
    remarks.push(
      remark(
        'no-hire-date',
        'Pas de date d’arrivée : l’onboarding (KPI 5) ne pourra pas être mesuré.',
        'No hire date: onboarding (KPI 5) cannot be measured.',
      ),
    )
  }
  if (entity === 'stage-history' && !has('leftAt')) {
    remarks.push(
      remark(
        'left-is-next',
        'Pas de date de sortie : une étape se quitte quand la suivante commence.',
        'No date of leaving: a stage is left when the next one begins.',
      ),
    )
  }
  const status = statusOfInvoices(entity, columns)
  if (status !== null)
    remarks.push(
      remark(
        'no-invoices',
        `Les factures que « ${status.header.written} » dit brouillons, annulées ou supprimées sont laissées de côté : ce n’est pas un chiffre d’affaires.`,
        `Invoices that “${status.header.written}” calls draft, void or deleted are left out: they are no revenue.`,
      ),
    )
  if (areAmountsMinor(columns, found)) {
    remarks.push(
      remark(
        'minor-amounts',
        'Ces colonnes sont celles de l’API de Stripe : ses montants comptent la plus petite unité de leur devise, 1000 y est 10,00 €.',
        'These columns are those of Stripe’s API: its amounts count the smallest unit of their currency, 1000 is €10.00.',
      ),
    )
  }
  const doubtful = found.passedOver.filter(
    ({ match, taken }) => match.score >= 0.9 * taken.score && match.score >= 0.6,
  )
  for (const { match, taken } of doubtful.slice(0, 5)) {
    const [one, other] = [taken.column.header.written, match.column.header.written]
    remarks.push(
      remark(
        'two-columns',
        `« ${one} » et « ${other} » pourraient dire la même chose : « ${one} » a été prise.`,
        `“${one}” and “${other}” could mean the same: “${one}” was taken.`,
      ),
    )
  }
  return remarks
}

function onOpportunities(vendor: Vendor, columns: readonly Column[], found: Assignment): Remark[] {
  const has = (field: string): boolean => found.matches.has(field)
  const remarks: Remark[] = []
  if (!has('externalId')) {
    remarks.push(
      remark(
        'no-id',
        'Pas d’identifiant d’affaire : une ligne modifiée et redéposée comptera comme une nouvelle affaire. Ajoutez la colonne si le CRM l’a.',
        'No id of the opportunity: a row changed and sent again will count as a new one. Add the column if the CRM has it.',
      ),
    )
  }
  if (!has('openedAt')) {
    remarks.push(
      remark(
        'no-opened-date',
        'Pas de date de création : la durée du cycle de vente ne pourra pas être mesurée.',
        'No creation date: the length of the sales cycle cannot be measured.',
      ),
    )
  }
  if (!has('closedAt') && !has('wonAt') && !has('lostAt')) {
    remarks.push(
      remark(
        'no-closed-date',
        'Pas de date de clôture réelle : les affaires gagnées et perdues ne tombent dans aucune période.',
        'No actual closing date: won and lost opportunities fall in no period.',
      ),
    )
  }
  const opened = found.matches.get('openedAt')
  if (opened?.basis.by === 'general-name' && !has('closedAt')) {
    const name = opened.column.header.written
    remarks.push(
      remark(
        'one-date',
        `« ${name} » est lue comme la date de création. Si c’est celle de la clôture, corrigez la colonne.`,
        `“${name}” is read as the creation date. If it is that of the closing, correct the column.`,
      ),
    )
  }
  if (!has('owner')) {
    remarks.push(
      remark(
        'no-owner',
        'Pas de commercial : aucun chiffre par équipe ni par commercial.',
        'No owner: no figure by team or by rep.',
      ),
    )
  }
  remarks.push(...onAmount(found), ...onOutcome(vendor, columns, found))
  const closed = found.matches.get('closedAt')
  if (closed !== undefined && !has('expectedCloseOn') && (vendor === 'salesforce' || vendor === 'hubspot')) {
    const name = closed.column.header.written
    remarks.push(
      remark(
        'planned-close-date',
        `Pour une affaire encore ouverte, « ${name} » est une date prévue : elle n’est pas lue comme une clôture.`,
        `For an opportunity still open, “${name}” is a planned date: it is not read as a closing.`,
      ),
    )
  }
  return remarks
}

function onAmount(found: Assignment): Remark[] {
  const amount = found.matches.get('amount')
  if (amount === undefined) {
    return [
      remark(
        'no-amount',
        'Pas de montant : les chiffres en valeur ne pourront pas être mesurés.',
        'No amount: figures in value cannot be measured.',
      ),
    ]
  }
  const { header } = amount.column
  const remarks: Remark[] = []
  const currency = statedCurrency(found)
  if (currency !== null) {
    const name = header.written
    remarks.push(
      header.currency === null
        ? remark(
            'currency-in-values',
            `Tous les montants de « ${name} » portent leur devise : ${currency}.`,
            `All amounts of “${name}” carry their currency: ${currency}.`,
          )
        : remark(
            'currency-in-header',
            `L’en-tête « ${name} » dit la devise : ${currency}.`,
            `The header “${name}” states the currency: ${currency}.`,
          ),
    )
  } else if (isCurrencyInCells(found)) {
    const name = header.written
    remarks.push(
      remark(
        'currency-in-each-value',
        `Chaque montant de « ${name} » porte sa devise. Le signe « $ » seul est lu comme le dollar des États-Unis, sauf si l’organisation compte dans un autre dollar.`,
        `Each amount of “${name}” carries its currency. A “$” alone is read as the US dollar, unless the organisation counts in another dollar.`,
      ),
    )
  } else if (!found.matches.has('currency')) {
    remarks.push(
      remark(
        'no-currency',
        'Pas de colonne de devise : les montants sont lus dans la devise de l’organisation.',
        'No currency column: amounts are read in the organisation’s currency.',
      ),
    )
  }
  if (header.isThousands) {
    remarks.push(
      remark(
        'amounts-in-thousands',
        `« ${header.written} » semble en milliers : les montants sont lus tels quels. Exportez-les en unités.`,
        `“${header.written}” seems to be in thousands: amounts are read as they stand. Export them in units.`,
      ),
    )
  }
  return remarks
}

function onOutcome(vendor: Vendor, columns: readonly Column[], found: Assignment): Remark[] {
  const remarks: Remark[] = []
  const active = found.matches.get('isActive')?.column.look.folded
  const hasArchived = ['false', 'faux', 'non', 'no', '0'].some((word) => active?.has(word) === true)
  if (vendor === 'odoo' && !hasArchived) {
    remarks.push(
      remark(
        'odoo-archived',
        'Odoo archive les affaires perdues et les laisse hors des exports : sans elles le taux de gain affiche 100 %. Exportez avec le filtre « Perdu » ou « Archivé » en plus, et les colonnes Actif et Probabilité.',
        'Odoo archives lost opportunities and leaves them out of exports: without them the win rate reads 100%. Export with the filter “Lost” or “Archived” as well, and the columns Active and Probability.',
      ),
    )
  }
  const telling = ['stage', 'status', 'isWon'].flatMap((field) => found.matches.get(field)?.column ?? [])
  const hasLost = telling.some((column) =>
    [...column.look.folded].some((value) => readOutcome(value, vendor) === 'lost'),
  )
  const hasWon = telling.some((column) =>
    [...column.look.folded].some((value) => readOutcome(value, vendor) === 'won'),
  )
  if (
    vendor !== 'odoo' &&
    hasWon &&
    !hasLost &&
    !found.matches.has('isWon') &&
    !found.matches.has('lostAt')
  ) {
    remarks.push(
      remark(
        'no-lost',
        'Aucune affaire perdue dans ce fichier : le taux de gain afficherait 100 %. Exportez aussi les affaires perdues.',
        'No lost opportunity in this file: the win rate would read 100%. Export the lost ones too.',
      ),
    )
  }
  const type = columns.find((column) => column.header.key === 'type')
  if (
    vendor === 'odoo' &&
    type !== undefined &&
    [...type.look.folded].some((value) => /^(?:lead|piste)$/.test(value))
  ) {
    remarks.push(
      remark(
        'odoo-mixed-types',
        'Ce fichier mêle pistes et opportunités : toutes sont lues comme affaires. Exportez-les séparément.',
        'This file mixes leads and opportunities: all are read as opportunities. Export them apart.',
      ),
    )
  }
  return remarks
}

function onLeads(vendor: Vendor, columns: readonly Column[], found: Assignment): Remark[] {
  const has = (field: string): boolean => found.matches.has(field)
  const remarks: Remark[] = []
  if (!has('createdAt')) {
    remarks.push(
      remark(
        'lead-without-date',
        'Les leads n’ont pas de date de création : seuls des taux sur toute la durée sont possibles, aucun par période.',
        'The leads have no creation date: only rates over all time are possible, none by period.',
      ),
    )
  }
  const status = found.matches.get('status')
  if (vendor === 'hubspot' && status !== undefined) {
    const name = status.column.header.written
    remarks.push(
      remark(
        'contacts-are-leads',
        `Dans HubSpot un contact est un lead : « ${name} » dit s’il est qualifié ou converti.`,
        `In HubSpot a contact is a lead: “${name}” says whether it is qualified or converted.`,
      ),
    )
  }
  const withSelect = columns.filter((column) => column.look.hasSelect).map((column) => column.header.written)
  if (withSelect.length > 0) {
    const names = withSelect.slice(0, 4)
    remarks.push(
      remark(
        'select-is-missing',
        `« Select » veut dire « non renseigné » (${names.map((name) => `« ${name} »`).join(', ')}) : lu comme vide.`,
        `“Select” means “not filled in” (${names.map((name) => `“${name}”`).join(', ')}): read as empty.`,
      ),
    )
  }
  if (!has('externalId')) {
    remarks.push(
      remark(
        'no-id',
        'Pas d’identifiant de lead : une ligne modifiée et redéposée comptera comme un nouveau lead.',
        'No id of the lead: a row changed and sent again will count as a new one.',
      ),
    )
  }
  return remarks
}
