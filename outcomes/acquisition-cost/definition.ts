// Customer acquisition cost: what a new customer costs, everything counted.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { countPeople } from './people.ts'
import { rows } from './rows.ts'

const usual = ['channel', 'segment', 'team', 'region', 'month', 'rep']
const costColumns = ['day', 'category', 'department', 'label', 'channel', 'segment', 'cost', 'team']

const categories = {
  advertising: words('publicité', 'advertising'),
  events: words('événements', 'events'),
  agency: words('agence', 'agency'),
  salary: words('salaires', 'salaries'),
  commission: words('commissions', 'commissions'),
  tools: words('outils', 'tools'),
  research: words('recherche', 'research'),
  recruiting: words('recrutement', 'recruiting'),
  training: words('formation', 'training'),
  content: words('contenu', 'content'),
  travel: words('déplacements', 'travel'),
  'customer-success': words('suivi des clients', 'customer success'),
  other: words('autre', 'other'),
}

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
    "L'e-book réunit dans le coût d'acquisition l'ensemble des coûts de recherche, de marketing et de vente, et prévient qu'il monte quand l'entreprise grandit. Nous comptons tout : salaires chargés (le temps passé à créer du contenu y est déjà), commissions, campagnes, outils, agences, et ce qui est dépensé pour un nouveau commercial, étalé sur douze mois ; la gestion des clients existants n'en fait pas partie. Une dépense précède la vente d'environ un cycle : le coût est donc aussi montré décalé d'autant, car comparer les dépenses du mois aux clients du même mois surestime le coût quand les dépenses augmentent. Un nouveau client est un compte identifié dont la première affaire gagnée, le premier contrat ou la première facture tombe dans la période. Une dépense qu'aucune clé n'attribue garde sa propre ligne. Ce que ce coût ne dit pas : si le client le vaut ; lisez-le avec la valeur vie client.",
    'The e-book gathers in the acquisition cost all the costs of research, marketing and sales, and warns that it rises as the company grows. We count everything: salaries with on-costs (the time spent creating content is in them already), commissions, campaigns, tools, agencies, and what is spent on a new rep, spread over twelve months; the care of existing customers is not part of it. Spending comes before the sale by about one cycle: the cost is therefore also shown shifted by as much, since comparing the spending of a month with the customers of the same month overstates the cost when spending rises. A new customer is an identified account whose first won deal, first contract or first invoice falls in the period. Spending that no key allocates keeps its own line. What this cost cannot say: whether the customer is worth it; read it with the lifetime value.',
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
      rowsAreFiner: true,
      dimensions: usual,
      rowColumns: costColumns,
    },
    {
      id: 'lagged-cost',
      name: words("Coût décalé d'un cycle", 'Cost shifted by one cycle'),
      explanation: words(
        "Dépenses d'un cycle de vente plus tôt (médiane des affaires gagnées, en mois entiers), divisées par les nouveaux clients de la période. À préférer quand les dépenses bougent.",
        'Spending of one sales cycle earlier (median of won deals, in whole months) divided by the new customers of the period. Prefer it when spending moves.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
      rowsAreFiner: true,
      dimensions: usual,
      rowColumns: costColumns,
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
      rowsAreFiner: true,
      dimensions: usual,
      rowColumns: costColumns,
    },
    {
      id: 'platform-cost',
      name: words('Coût par achat, selon la régie', 'Cost per purchase, as the platform counts'),
      explanation: words(
        'Dépenses publicitaires divisées par les achats que la régie leur attribue, là où son export en dit le nombre. Un achat n’est pas un nouveau client, et chaque régie compte à son avantage : à ne pas confondre avec le coût par client.',
        'Advertising spend divided by the purchases that the platform credits to it, where its export says how many. A purchase is not a new customer, and each platform counts to its own advantage: not to be taken for the cost per customer.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
      rowsAreFiner: true,
      dimensions: ['channel', 'segment', 'month'],
      rowColumns: [...costColumns, 'purchases'],
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
      rowsAreFiner: true,
      dimensions: ['segment', 'team', 'region', 'rep'],
      rowColumns: costColumns,
    },
    {
      id: 'new-customers',
      name: words('Nouveaux clients', 'New customers'),
      explanation: words(
        'Comptes identifiés dont la première affaire gagnée, le premier contrat ou la première facture tombe dans la période.',
        'Identified accounts whose first won deal, first contract or first invoice falls in the period.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
      dimensions: usual,
      rowColumns: ['account', 'day', 'channel', 'segment', 'rep', 'team'],
    },
  ],
  headline: 'full-cost',
  dimensions: [
    { id: 'channel', name: words('Canal', 'Channel') },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'month', name: words('Mois', 'Month') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'category', name: words('Poste', 'Category'), kind: 'text', values: categories },
    {
      id: 'department',
      name: words('Service', 'Department'),
      kind: 'text',
      values: {
        sales: words('ventes', 'sales'),
        marketing: words('marketing', 'marketing'),
        research: words('recherche', 'research'),
        other: words('autre', 'other'),
      },
    },
    { id: 'label', name: words('Libellé', 'Label'), kind: 'text' },
    { id: 'channel', name: words('Canal', 'Channel'), kind: 'text' },
    { id: 'segment', name: words('Segment', 'Segment'), kind: 'text' },
    { id: 'cost', name: words('Coût compté', 'Cost counted'), kind: 'money' },
    {
      id: 'purchases',
      name: words('Achats selon la régie', 'Purchases counted by the platform'),
      kind: 'number',
    },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
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
      orElse: ['subscriptions', 'revenue'],
      answers: ['full-cost', 'lagged-cost', 'paid-cost', 'return', 'new-customers'],
      bring: words(
        "Apportez l'export des affaires de votre CRM, vos contrats ou vos factures par client, pour compter les nouveaux clients.",
        'Bring the export of deals from your CRM, your contracts or your invoices per customer, to count the new customers.',
      ),
    },
    {
      table: 'subscriptions',
      answers: ['return'],
      bring: words(
        'Apportez vos contrats ou abonnements par client : le rendement compare leur valeur à la dépense.',
        'Bring your contracts or subscriptions per customer: the return sets their value against the spending.',
      ),
    },
  ],
  ignoresPeople: true,
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : coût complet, décalé d’un cycle, campagnes seules, rendement à 12 mois.',
        'Measured: full cost, shifted by one cycle, campaigns alone, return over 12 months.',
      ),
    },
    {
      version: 3,
      on: '2026-11-29',
      why: words(
        'Coût par achat, où une régie dit ce que ses annonces ont apporté.',
        'Cost per purchase, where an advertising platform says what its advertisements brought.',
      ),
    },
  ],
  count,
  countPeople,
  finish,
  exclusions,
  rows,
})
