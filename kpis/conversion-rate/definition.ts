// Conversion rate: which share of leads become customers, and of deals are won; the e-book's ratio beside the answers
// that can be compared, because they follow one set of leads or deals.
import { dealColumns, leadColumns } from '../../metric/rows/deal-rows.ts'
import { type AnswerDefinition, defineMetric } from '../../metric/definition.ts'
import { dealDimensions, leadDimensionIds } from '../../metric/rows/dimensions.ts'
import { redrawnMedian } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const dealRowIds = dealColumns.map((column) => column.id)
const leadRowIds = [...leadColumns.map((column) => column.id), 'days']
const dealDimensionIds = dealDimensions.map((dimension) => dimension.id)

const ofLeads = { dimensions: leadDimensionIds, rowColumns: leadRowIds } as const
const ofDeals = { dimensions: dealDimensionIds, rowColumns: dealRowIds } as const
const ofStages = {
  dimensions: ['stage', ...dealDimensionIds],
  rowColumns: [...dealRowIds, 'reached', 'advanced', 'days'],
} as const

const answers: readonly AnswerDefinition[] = [
  {
    id: 'period-ratio',
    name: words("Ratio de période, celui de l'e-book", "Period ratio, the e-book's"),
    explanation: words(
      "Affaires gagnées dans la période divisées par les leads créés dans la même période, x 100. Ce sont deux ensembles différents : le ratio peut dépasser 100 %, n'a pas d'intervalle, et baisse mécaniquement quand plus de leads entrent. La liste montre les leads, le dénominateur.",
      'Deals won in the period divided by the leads created in the same period, x 100. These are two different sets: the ratio can pass 100%, has no interval, and falls mechanically when more leads come in. The list shows the leads, the denominator.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    dimensions: leadDimensionIds.filter((id) => id !== 'month'),
    rowColumns: leadRowIds,
  },
  {
    id: 'cohort',
    name: words('Conversion des leads de la période', 'Conversion of the leads of the period'),
    explanation: words(
      "Part des leads créés dans la période devenus clients dans un délai égal pour tous : le 90e centile du temps de conversion de l'organisation. Tant que le délai n'est pas écoulé pour le dernier lead, il n'y a pas de valeur. C'est la réponse à préférer pour juger une période.",
      "Share of the leads created in the period that became customers within a delay equal for all: the 90th percentile of the organisation's conversion time. While the delay has not passed for the last lead there is no value. Prefer this answer to judge a period.",
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    ...ofLeads,
  },
  {
    id: 'win-rate',
    name: words('Taux de gain', 'Win rate'),
    explanation: words(
      'Affaires gagnées divisées par affaires gagnées ou perdues, closes dans la période ; intervalle de Wilson. Ne dit rien des affaires que personne ne clôt.',
      'Deals won divided by deals won or lost, closed in the period; Wilson interval. Says nothing about deals that nobody closes.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    ...ofDeals,
  },
  {
    id: 'win-rate-amount',
    name: words('Taux de gain en montant', 'Win rate by amount'),
    explanation: words(
      'Montant gagné divisé par le montant gagné ou perdu, affaires closes dans la période dont le montant est connu. Une seule grande affaire peut le renverser : lisez-le à côté du taux en nombre. Sans valeur quand moins de la moitié des affaires perdues portent un montant.',
      'Amount won divided by the amount won or lost, over deals closed in the period whose amount is known. One large deal can flip it: read it beside the rate by count. No value when fewer than half of the lost deals carry an amount.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    ...ofDeals,
  },
  {
    id: 'broad-rate',
    name: words('Gagnées parmi toutes les affaires créées', 'Won among all deals created'),
    explanation: words(
      "Affaires gagnées divisées par toutes les affaires créées dans la période, ouvertes comprises. C'est un piège : une affaire encore ouverte y compte comme perdue, la valeur est donc d'autant plus basse que la période est récente. Montré pour expliquer l'écart avec d'autres tableaux de bord.",
      'Deals won divided by all the deals created in the period, open ones included. It is a trap: a deal still open counts as if lost, so the more recent the period the lower the value. Shown to explain the gap with other dashboards.',
    ),
    unit: 'ratio',
    direction: 'neither',
    isAdditive: false,
    ...ofDeals,
  },
  {
    id: 'won-deals',
    name: words('Affaires gagnées', 'Deals won'),
    explanation: words('Nombre d’affaires gagnées dans la période.', 'Number of deals won in the period.'),
    unit: 'count',
    direction: 'higher-is-better',
    isAdditive: true,
    ...ofDeals,
  },
  {
    id: 'won-value',
    name: words('Montant gagné', 'Value won'),
    explanation: words(
      "Somme des montants des affaires gagnées dans la période, dans la devise de l'organisation, au cours du jour de la clôture. Sans cours pour une devise, rien n'est additionné.",
      "Sum of the amounts of the deals won in the period, in the organisation's currency, at the rate of the closing day. Without a rate for a currency nothing is added up.",
    ),
    unit: 'money',
    direction: 'higher-is-better',
    isAdditive: true,
    ...ofDeals,
  },
  {
    id: 'leads-created',
    name: words('Leads créés', 'Leads created'),
    explanation: words('Nombre de leads créés dans la période.', 'Number of leads created in the period.'),
    unit: 'count',
    direction: 'higher-is-better',
    isAdditive: true,
    ...ofLeads,
  },
  {
    id: 'lead-time',
    name: words('Du lead au client', 'From lead to customer'),
    explanation: words(
      'Médiane des jours entre la création du lead et la vente, pour les leads devenus clients dans la période.',
      'Median number of days from the creation of the lead to the sale, for the leads that became customers in the period.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    redrawn: redrawnMedian,
    isAdditive: false,
    isDetail: true,
    ...ofLeads,
  },
  {
    id: 'stage-conversion',
    name: words("Passage d'étape en étape", 'Stage to stage'),
    explanation: words(
      "Parmi les passages des affaires créées dans la période dont l'issue est connue, part de ceux qui mènent plus loin : avancées / (avancées + perdues). Une étape sautée compte comme franchie ; les affaires encore à l'étape sont montrées à part. Ventilez par étape pour voir où elles se perdent.",
      'Among the passages of the deals created in the period whose end is known, share of those that lead further: advanced / (advanced + lost). A skipped stage counts as passed; deals still at the stage are shown apart. Split by stage to see where they are lost.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    isDetail: true,
    ...ofStages,
  },
  {
    id: 'time-in-stage',
    name: words('Temps passé dans une étape', 'Time in a stage'),
    explanation: words(
      'Médiane des séjours terminés, affaires créées dans la période ; les retours dans une étape s’additionnent. À côté : le 90e centile, les séjours en cours, et la médiane qui les compte, tant que cinq séjours au moins étaient encore suivis ce jour-là. Ventilez par étape.',
      'Median of completed stays, deals created in the period; returns to a stage add up. Beside it: the 90th percentile, the stays that still run, and the median that counts them, while five stays or more were still followed on that day. Split by stage.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    isAdditive: false,
    isDetail: true,
    ...ofStages,
  },
  {
    id: 'open-deals',
    name: words('Affaires ouvertes', 'Open deals'),
    explanation: words(
      "Affaires ouvertes à la fin de la période, ou à la date des données. Par étape : celle d'aujourd'hui, la seule connue sans historique.",
      'Deals open at the end of the period, or on the day of the data. By stage: the present one, the only one known without a history.',
    ),
    unit: 'count',
    direction: 'neither',
    isAdditive: true,
    isDetail: true,
    dimensions: ['stage', ...dealDimensionIds],
    rowColumns: dealRowIds,
  },
  {
    id: 'idle-leads',
    name: words('Leads qualifiés que personne ne travaille', 'Qualified leads that nobody works'),
    explanation: words(
      "Part des leads qualifiés de la période, créés depuis deux semaines ou plus, sans affaire ni conversion au jour des données. Au-delà de la moitié, l'e-book conseille de revoir la notation des leads et les priorités.",
      'Share of the qualified leads of the period, created two weeks ago or more, without a deal or a conversion by the day of the data. Beyond one half, the e-book advises to review lead scoring and priorities.',
    ),
    unit: 'ratio',
    direction: 'lower-is-better',
    isAdditive: false,
    toDo: true,
    isDetail: true,
    ...ofLeads,
  },
  {
    id: 'undated-leads',
    name: words(
      'Leads sans date : conversion sur toutes les données',
      'Leads without a day: conversion over all of the data',
    ),
    explanation: words(
      "Part des leads sans date de création qui sont devenus clients. Sans date, aucun lead n'appartient à une période : une seule valeur, la même partout.",
      'Share of the leads without a day of creation that became customers. Without a day no lead belongs to a period: one value, the same everywhere.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    isTimeless: true,
    dimensions: leadDimensionIds.filter((id) => id !== 'month'),
    rowColumns: leadRowIds,
  },
]

export const conversionRate = defineMetric({
  id: 'conversion-rate',
  number: 4,
  imperative: 'A',
  class: 'E',
  name: words('Taux de conversion', 'Conversion rate'),
  question: words('Quelle part des leads devient cliente ?', 'Which share of leads become customers?'),
  formula: words(
    'affaires gagnées dans la période ÷ leads créés dans la période × 100',
    'deals won in the period ÷ leads created in the period × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure un résultat, la part des efforts qui aboutit, et non le temps passé. L'e-book prend le nombre d'affaires conclues sur une période, le divise par le nombre de leads générés sur la même période et multiplie par 100. Ce ratio est montré d'abord, mais ses deux nombres ne parlent pas des mêmes leads : les ventes du trimestre viennent en partie des leads du trimestre précédent. Il n'est donc pas une probabilité, peut dépasser 100 %, et recule quand le marketing apporte plus de leads. À côté, la conversion des leads de la période suit un même ensemble de leads pendant un délai égal pour tous, et le taux de gain compare les affaires gagnées aux affaires décidées. Un lead devient client quand son affaire est gagnée ; quand la source ne relie aucune affaire, quand elle dit le lead converti. Ce que ces chiffres ne disent pas : pourquoi une affaire est perdue, ni ce que vaudraient les leads que personne ne rappelle.",
    'Class E: this metric measures a result, the share of efforts that succeed, not the time spent. The e-book takes the number of deals won over a period, divides it by the number of leads generated over the same period and multiplies by 100. This ratio is shown first, but its two numbers do not speak of the same leads: the sales of a quarter come in part from the leads of the quarter before. So it is not a probability, it can pass 100%, and it falls when marketing brings more leads. Beside it, the conversion of the leads of the period follows one set of leads for a delay equal for all, and the win rate compares deals won with deals decided. A lead becomes a customer when its deal is won; where the source links no deal, when it says the lead is converted. What these figures cannot say: why a deal is lost, or what the leads that nobody calls back would be worth.',
  ),
  ebookSlip: words(
    'La formule de l’e-book divise les affaires conclues d’une période par les leads créés dans la même période : deux ensembles différents. Son ratio est montré tel quel, et à côté la part des leads d’une période qui deviennent clients, comptée sur ces leads-là.',
    'The formula of the e-book divides the deals won in a period by the leads created in the same period: two different sets. Its ratio is shown as it is, and beside it the share of the leads of a period that become customers, counted over those leads.',
  ),
  answers,
  headline: 'period-ratio',
  dimensions: [{ id: 'stage', name: words('Étape', 'Stage') }, ...dealDimensions],
  rowColumns: [
    ...dealColumns,
    ...leadColumns.filter((column) => !dealRowIds.includes(column.id)),
    { id: 'reached', name: words('Étape atteinte', 'Stage reached'), kind: 'text' },
    { id: 'advanced', name: words('Allée plus loin', 'Went further'), kind: 'flag' },
    { id: 'days', name: words('Jours', 'Days'), kind: 'days' },
  ],
  needs: [
    {
      table: 'leads',
      bring: words(
        "Aucun lead n'a été apporté. Exportez-les de votre CRM avec leur date de création et leur statut : « Leads » dans Salesforce, Dynamics et Odoo, « Contacts » avec la phase du cycle de vie dans HubSpot, « Leads » dans Pipedrive.",
        'No lead has been brought. Export them from your CRM with their day of creation and status: “Leads” in Salesforce, Dynamics and Odoo, “Contacts” with the lifecycle stage in HubSpot, “Leads” in Pipedrive.',
      ),
      answers: ['period-ratio', 'cohort', 'leads-created', 'lead-time', 'idle-leads', 'undated-leads'],
    },
    {
      table: 'opportunities',
      bring: words(
        'Apportez l’export des affaires de votre CRM, avec leur étape, leur montant et leurs dates : « Opportunities » dans Salesforce et Dynamics, « Deals » dans HubSpot et Pipedrive, « Pipeline » dans Odoo.',
        'Bring the export of deals from your CRM, with stage, amount and days: “Opportunities” in Salesforce and Dynamics, “Deals” in HubSpot and Pipedrive, “Pipeline” in Odoo.',
      ),
      answers: [
        'period-ratio',
        'win-rate',
        'win-rate-amount',
        'broad-rate',
        'won-deals',
        'won-value',
        'stage-conversion',
        'time-in-stage',
        'open-deals',
      ],
    },
    {
      table: 'stage_visits',
      bring: words(
        "Aucun historique d'étapes : les étapes actuelles disent seulement où sont les affaires ouvertes. Apportez « Opportunity Field History » ou « Opportunity History » de Salesforce, les colonnes « Date entered stage » de HubSpot, les changements d'étape de Pipedrive ou d'Odoo ; ou importez à nouveau l'export complet chaque semaine, les différences font l'historique.",
        'No history of stages: present stages only tell where open deals sit. Bring “Opportunity Field History” or “Opportunity History” from Salesforce, the “Date entered stage” columns from HubSpot, the stage changes of Pipedrive or Odoo; or import the full export again each week, its differences make the history.',
      ),
      answers: ['stage-conversion', 'time-in-stage'],
    },
  ],
  ignoresPeople: true,
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-28',
      why: words(
        'Médiane qui compte les séjours en cours, estimation d’une cohorte trop jeune : lues sur la courbe tant que cinq y sont suivis.',
        'Median that counts running stays, estimate of a cohort that is too young: read off the curve while five are followed in it.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Leads qualifiés que personne ne travaille : une conversion d’après la date demandée n’est plus connue d’avance.',
        'Qualified leads that nobody works: a conversion after the day asked for is no longer known beforehand.',
      ),
    },
    {
      version: 4,
      on: '2026-11-28',
      why: words(
        'Leads qualifiés que personne ne travaille : une affaire ouverte après la date demandée n’est plus connue d’avance.',
        'Qualified leads that nobody works: a deal opened after the day asked for is no longer known beforehand.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
