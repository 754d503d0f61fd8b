// Success of cross-sell and upsell: of the offers made to customers and decided, which share they took.
import { dealColumns } from '../../metric/rows/deal-rows.ts'
import { defineMetric } from '../../metric/definition.ts'
import { dealDimensions } from '../../metric/rows/dimensions.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { listCustomers } from './attach.ts'
import { actionWords, listMatrix, matrixGrid } from './matrix.ts'
import { listPromoters } from './promoters.ts'
import { rows } from './rows.ts'

const ofCustomers = ['segment', 'industry', 'country', 'team', 'region', 'rep']
const ofDeals = dealDimensions.map((dimension) => dimension.id)
const ofDealRows = [...dealColumns.map((column) => column.id), 'kind', 'stated']

export const crossSellUpsell = defineMetric({
  id: 'cross-sell-upsell',
  number: 11,
  imperative: 'C',
  class: 'E',
  name: words('Taux de succès cross-sell / upsell', 'Cross-sell / upsell success rate'),
  question: words(
    'Quelle part des ventes proposées à vos clients est gagnée ?',
    'Which share of the sales proposed to your customers is won?',
  ),
  formula: words(
    'affaires cross-sell ou upsell gagnées ÷ affaires cross-sell ou upsell décidées × 100',
    'cross-sell or upsell deals won ÷ cross-sell or upsell deals decided × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure un résultat obtenu auprès des clients, pas un temps gagné. L'e-book divise le nombre de ventes par le nombre d'opportunités, pour chaque sorte : cross-sell, un produit d'une autre famille ; upsell, plus de ce que le client achète déjà. Nous ne comptons au dénominateur que les affaires décidées dans la période, gagnées ou perdues : une affaire ouverte n'est pas un échec, elle est montrée à part. Le type écrit dans le CRM l'emporte ; sinon il est déduit des achats antérieurs du compte, et la règle est dite à côté du chiffre. Un renouvellement ou une hausse de prix n'est ni l'un ni l'autre. Ce que ce taux ne dit pas : s'il y a assez de propositions. Ne noter que les ventes sûres le fait monter ; lisez-le avec le nombre d'affaires. L'e-book conseille de le croiser avec le Net Promoter Score et de commencer par les promoteurs.",
    "Class E: this metric measures a result obtained with customers, not time saved. The e-book divides the number of sales by the number of opportunities, for each kind: cross-sell, a product of another family; upsell, more of what the customer buys already. We put in the denominator only the deals decided in the period, won or lost: an open deal is no failure and is shown apart. The type written in the CRM wins; otherwise it is inferred from the account's earlier purchases, and the rule is said beside the figure. A renewal or a price rise is neither. What this rate cannot say: whether enough is proposed. Logging only sure sales makes it rise; read it with the number of deals. The e-book advises to cross it with the Net Promoter Score and to start with promoters.",
  ),
  answers: [
    {
      id: 'expansion',
      name: words('Cross-sell et upsell ensemble', 'Cross-sell and upsell together'),
      explanation: words(
        'Ventes à des clients existants gagnées, divisées par celles qui sont décidées dans la période ; intervalle de Wilson. Comprend celles dont la sorte est inconnue.',
        'Sales to existing customers won, divided by those decided in the period; Wilson interval. Includes those of unknown kind.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ofDeals,
      rowColumns: ofDealRows,
    },
    {
      id: 'cross-sell',
      name: words('Cross-sell', 'Cross-sell'),
      explanation: words(
        "Affaires portant sur une famille de produits que le client n'avait pas encore : gagnées ÷ décidées.",
        'Deals for a product family that the customer did not have yet: won ÷ decided.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ofDeals,
      rowColumns: ofDealRows,
    },
    {
      id: 'upsell',
      name: words('Upsell', 'Upsell'),
      explanation: words(
        'Affaires portant sur des familles de produits que le client achetait déjà : gagnées ÷ décidées.',
        'Deals for product families that the customer bought already: won ÷ decided.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ofDeals,
      rowColumns: ofDealRows,
    },
    {
      id: 'won-value',
      name: words('Montant gagné auprès des clients', 'Value won from customers'),
      explanation: words(
        "Somme des montants gagnés en cross-sell et upsell dans la période, dans la devise de l'organisation, au cours du jour de la clôture.",
        "Sum of the amounts won in cross-sell and upsell in the period, in the organisation's currency, at the rate of the closing day.",
      ),
      unit: 'money',
      direction: 'higher-is-better',
      isAdditive: true,
      dimensions: ofDeals,
      rowColumns: ofDealRows,
    },
    {
      id: 'attach-rate',
      name: words('Clients à qui l’on a vendu plus', 'Customers who were sold more'),
      explanation: words(
        'Taux d’équipement : clients du début de la période à qui un cross-sell ou un upsell a été vendu dans la période, divisés par tous les clients du début. À lire avec le taux de succès, que l’on fait monter en ne notant que les ventes sûres.',
        'Attach rate: customers of the start of the period to whom a cross-sell or upsell was sold in the period, divided by all customers of the start. To be read with the success rate, which rises when only sure sales are written down.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ofCustomers,
      rowColumns: ['account', 'rep', 'team', 'closed', 'attached'],
    },
    {
      id: 'promoters-without-offer',
      name: words('Promoteurs à qui rien n’est proposé', 'Promoters to whom nothing is proposed'),
      explanation: words(
        'Clients du début de la période dont la dernière note NPS, vieille d’un an au plus, est 9 ou 10, et qui n’ont aucune affaire ouverte à la fin de la période : une réserve de croissance.',
        'Customers of the start of the period whose last NPS score, at most a year old, is 9 or 10, and who have no deal open at the end of the period: room to grow.',
      ),
      unit: 'count',
      direction: 'neither',
      isAdditive: true,
      toDo: true,
      isDetail: true,
      dimensions: ofCustomers,
      rowColumns: ['account', 'rep', 'team', 'closed', 'answered', 'score', 'class'],
      data: 'feedback',
    },
    {
      id: 'promoters-buy-more',
      name: words('Les promoteurs achètent-ils plus', 'Whether promoters buy more'),
      explanation: words(
        'Part des clients promoteurs à qui l’on a vendu plus dans la période, divisée par celle des passifs et détracteurs ; intervalle de Katz. La note est celle d’avant la période. Une association, pas un effet : si elle n’est pas nette, le NPS n’aide pas à choisir à qui proposer.',
        'Share of promoter customers who were sold more in the period, divided by that of passives and detractors; Katz interval. The score is the one from before the period. An association, not an effect: if it is not clear, NPS does not help to choose whom to propose to.',
      ),
      unit: 'times',
      direction: 'neither',
      isAdditive: false,
      isDetail: true,
      dimensions: ofCustomers,
      rowColumns: ['account', 'rep', 'team', 'closed', 'answered', 'score', 'class', 'attached'],
      data: 'feedback',
    },
    {
      id: 'growth-matrix',
      name: words('Matrice de croissance', 'Growth matrix'),
      explanation: words(
        'Clients du début de la période, par ce qu’ils ont dit (dernière note NPS, vieille d’un an au plus) et par ce qui reste à gagner chez eux : leurs affaires ouvertes, sinon ce que vaut une vente dans leur segment (médiane de l’année). Fort : plus que la moitié des clients. D’abord ceux que l’on peut solliciter, par valeur attendue : ce potentiel fois le taux de succès de la classe et de la famille de produits, rapproché de celui de tous quand les affaires sont peu nombreuses (bêta-binomiale). On ne propose rien à un détracteur avant d’avoir réparé.',
        'Customers of the start of the period, by what they said (last NPS score, at most a year old) and by what is still to be won there: their open deals, else what a sale in their segment is worth (median of the year). High: more than half of the customers have. First those that may be approached, by value expected: that potential times the success rate of the class and product family, drawn towards that of all where deals are few (beta-binomial). Nothing is proposed to a detractor before the wrong is put right.',
      ),
      unit: 'count',
      direction: 'neither',
      isAdditive: true,
      isDetail: true,
      standsAlone: true,
      dimensions: ['action', ...ofCustomers],
      rowColumns: [
        'account',
        'rep',
        'team',
        'action',
        'class',
        'answered',
        'score',
        'potential',
        'expected',
        'modelled',
      ],
      data: 'feedback',
    },
  ],
  headline: 'expansion',
  dimensions: [
    ...dealDimensions,
    {
      id: 'action',
      name: words('Case de la matrice', 'Cell of the matrix'),
      values: actionWords,
      grid: matrixGrid,
    },
  ],
  rowColumns: [
    ...dealColumns,
    {
      id: 'kind',
      name: words('Sorte', 'Kind'),
      kind: 'text',
      values: {
        'cross-sell': words('cross-sell', 'cross-sell'),
        upsell: words('upsell', 'upsell'),
        'kind-unknown': words('sorte inconnue', 'unknown kind'),
        'first-deal': words('première affaire', 'first deal'),
        renewal: words('renouvellement', 'renewal'),
        'account-unknown': words('compte inconnu', 'unknown account'),
        'pipeline-not-counted': words('pipeline non compté', 'pipeline not counted'),
        deleted: words('supprimée', 'deleted'),
      },
    },
    { id: 'stated', name: words('Indiquée par la source', 'Stated by the source'), kind: 'flag' },
    { id: 'answered', name: words('A répondu le', 'Answered on'), kind: 'day' },
    { id: 'score', name: words('Score', 'Score'), kind: 'number' },
    {
      id: 'class',
      name: words('Classe', 'Class'),
      kind: 'text',
      values: {
        promoter: words('promoteur', 'promoter'),
        passive: words('passif', 'passive'),
        detractor: words('détracteur', 'detractor'),
      },
    },
    { id: 'attached', name: words('A acheté plus', 'Bought more'), kind: 'flag' },
    {
      id: 'action',
      name: words('Case de la matrice', 'Cell of the matrix'),
      kind: 'text',
      values: actionWords,
    },
    { id: 'potential', name: words('À gagner', 'To be won'), kind: 'money' },
    { id: 'expected', name: words('Attendu', 'Expected'), kind: 'money' },
    { id: 'modelled', name: words('Sans affaire ouverte : estimé', 'No open deal: estimated'), kind: 'flag' },
  ],
  needs: [
    {
      table: 'opportunities',
      bring: words(
        'Apportez l’export des affaires de votre CRM avec le compte, les dates et, si possible, le type (« Type » dans Salesforce, « Deal Type » dans HubSpot) et le produit (« Opportunity Product », « Line items »).',
        'Bring the export of deals from your CRM with the account, the days and, if possible, the type (“Type” in Salesforce, “Deal Type” in HubSpot) and the product (“Opportunity Product”, “Line items”).',
      ),
    },
    {
      table: 'survey_answers',
      answers: ['promoters-without-offer', 'promoters-buy-more', 'growth-matrix'],
      bring: words(
        'Apportez les réponses à votre enquête NPS avec la note, le jour et le client : elles disent lesquels de vos clients sont promoteurs.',
        'Bring the answers to your NPS survey with the score, the day and the customer: they say which of your customers are promoters.',
      ),
    },
  ],
  ignoresPeople: true,
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-28',
      why: words('Taux d’équipement à côté du taux de succès.', 'Attach rate beside the success rate.'),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Croisement avec le NPS : promoteurs à qui rien n’est proposé, et si les promoteurs achètent plus.',
        'Crossed with NPS: promoters to whom nothing is proposed, and whether promoters buy more.',
      ),
    },
    {
      version: 4,
      on: '2026-11-28',
      why: words(
        'Matrice de croissance : ce que disent les clients face à ce qui reste à gagner chez eux.',
        'Growth matrix: what customers say against what is still to be won from them.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows: (context, request) => {
    if (request.excluded !== undefined) return rows(context, request)
    if (request.answer === 'attach-rate') return listCustomers(context, request)
    if (request.answer === 'growth-matrix') return listMatrix(context, request)
    return request.answer.startsWith('promoters-') ? listPromoters(context, request) : rows(context, request)
  },
})
