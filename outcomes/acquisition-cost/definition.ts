// Customer acquisition cost: what a new customer costs, everything counted.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

export const acquisitionCost = defineMetric({
  id: 'acquisition-cost',
  number: 'B',
  imperative: 'B',
  class: null,
  name: words("Coût d'acquisition des clients", 'Customer acquisition cost'),
  question: words('Combien coûte un nouveau client ?', 'What does a new customer cost?'),
  formula: words(
    'coûts de recherche, de marketing et de vente ÷ nouveaux clients',
    'research, marketing and sales costs ÷ new customers',
  ),
  explanation: words(
    "L'e-book réunit dans le coût d'acquisition l'ensemble des coûts de recherche, de marketing et de vente, et prévient qu'il monte quand l'entreprise grandit. Nous comptons tout : salaires chargés, commissions, campagnes, outils, agences, temps de création de contenu, et l'onboarding des nouveaux commerciaux étalé sur douze mois ; la gestion des clients existants n'en fait pas partie. Une dépense précède la vente d'environ un cycle : le coût est donc aussi montré décalé d'autant, car comparer les dépenses du mois aux clients du même mois surestime le coût quand les dépenses augmentent. Seuls les nouveaux clients comptent. Une dépense qu'aucune clé n'attribue garde sa propre ligne. Ce que ce coût ne dit pas : si le client le vaut ; lisez-le avec la valeur vie client.",
    'The e-book gathers in the acquisition cost all the costs of research, marketing and sales, and warns that it rises as the company grows. We count everything: salaries with on-costs, commissions, campaigns, tools, agencies, time spent creating content, and the onboarding of new reps spread over twelve months; the care of existing customers is not part of it. Spending comes before the sale by about one cycle: the cost is therefore also shown shifted by as much, since comparing the spending of a month with the customers of the same month overstates the cost when spending rises. Only new customers count. Spending that no key allocates keeps its own line. What this cost cannot say: whether the customer is worth it; read it with the lifetime value.',
  ),
  answers: [
    {
      id: 'full-cost',
      name: words('Coût complet par client', 'Full cost per customer'),
      explanation: words(
        "Tous les coûts d'acquisition de la période, divisés par les nouveaux clients ; intervalle tiré du nombre de clients (Garwood).",
        'All the acquisition costs of the period divided by the new customers; interval from the number of customers (Garwood).',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'lagged-cost',
      name: words("Coût décalé d'un cycle", 'Cost shifted by one cycle'),
      explanation: words(
        "Dépenses d'un cycle de vente plus tôt, divisées par les nouveaux clients de la période. À préférer quand les dépenses bougent.",
        'Spending of one sales cycle earlier divided by the new customers of the period. Prefer it when spending moves.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'paid-cost',
      name: words('Campagnes seules', 'Campaigns alone'),
      explanation: words(
        'Dépenses publicitaires seules par nouveau client. Ne les confondez pas avec le coût complet.',
        'Advertising spend alone per new customer. Not to be taken for the full cost.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'return',
      name: words('Rendement de la dépense', 'Return on the spending'),
      explanation: words(
        'Marge attendue à 12 mois des clients acquis, divisée par leur coût.',
        'Margin expected over 12 months from the customers acquired, divided by their cost.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
    },
  ],
  headline: 'full-cost',
  dimensions: [
    { id: 'channel', name: words('Canal', 'Channel') },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'month', name: words('Mois', 'Month') },
  ],
  rowColumns: [
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'category', name: words('Poste', 'Category'), kind: 'text' },
    { id: 'channel', name: words('Canal', 'Channel'), kind: 'text' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
  ],
  needs: [
    {
      table: 'costs',
      bring: words(
        'Apportez vos coûts : le fichier des écritures comptables (FEC) de votre logiciel comptable, l’export des dépenses de Google Ads, Meta ou LinkedIn, ou un tableau par mois et par poste.',
        'Bring your costs: the French accounting file (FEC) of your accounting software, the spending export of Google Ads, Meta or LinkedIn, or a table by month and category.',
      ),
    },
    {
      table: 'opportunities',
      bring: words(
        "Apportez l'export des affaires de votre CRM, pour compter les nouveaux clients.",
        'Bring the export of deals from your CRM, to count the new customers.',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
