// Customer lifetime value: what a customer is expected to bring in 12 and in 24 months.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const usual = ['segment', 'industry', 'country', 'product', 'team', 'region', 'rep', 'month-of-start']
const contractColumns = ['account', 'started', 'value', 'rep', 'team']
const orderColumns = ['account', 'started', 'last', 'orders', 'value', 'rep', 'team']

const orders = (months: 12 | 24) => ({
  id: `orders-${months}`,
  name: words(`Sans contrat, à ${months} mois`, `Without contract, over ${months} months`),
  explanation: words(
    `Pour les clients qui commandent sans contrat, à la date des données : commandes attendues sur ${months} mois (BG/NBD) fois la valeur attendue d’une commande (gamma-gamma), sans actualisation. L’intervalle dit ce que les paramètres des modèles laissent ouvert, et non ce que le hasard apportera.`,
    `For customers who order without a contract, on the day of the data: orders expected over ${months} months (BG/NBD) times the expected value of an order (gamma-gamma), not discounted. The interval tells what the parameters of the models leave open, not what chance will bring.`,
  ),
  unit: 'money' as const,
  direction: 'higher-is-better' as const,
  isAdditive: false,
  isDetail: true as const,
  isTimeless: true as const,
  dimensions: ['segment', 'industry', 'country', 'team', 'region', 'rep'],
  rowColumns: orderColumns,
})

export const lifetimeValue = defineMetric({
  id: 'lifetime-value',
  number: 'C',
  imperative: 'C',
  class: null,
  name: words('Customer Lifetime Value', 'Customer lifetime value'),
  question: words(
    'Que rapportera un client en 12 et en 24 mois ?',
    'What will a customer bring in 12 and in 24 months?',
  ),
  formula: words(
    'somme, mois par mois, de la marge attendue × la part de clients encore là',
    'sum, month by month, of the expected margin × the share of customers still there',
  ),
  explanation: words(
    "L'e-book définit la valeur vie client comme une projection de la valeur des transactions futures, calculée d'ordinaire sur 12 ou 24 mois. C'est une valeur tronquée, et nous l'appelons ainsi : valeur attendue à 12 mois, à 24 mois, avec le taux d'actualisation affiché et le reste à part. La part de clients encore là vient des départs des douze mois qui précèdent la fin de la période, chaque client pesant ce qu'il paie, tant que ces données suffisent ; d'un modèle au-delà (bêta-géométrique décalé), et c'est dit ; diviser la marge par le taux de perte supposerait que tous les clients se ressemblent, ce qui est faux : plus un client est resté, plus il est probable qu'il reste. Le modèle des commandes sans contrat est tenu en face de ce qui s'est passé, sur six mois qu'il n'a pas vus. Le lien avec le coût d'acquisition est montré par segment. Ce que cette valeur ne dit pas : ce que fera un client donné ; c'est une moyenne.",
    'The e-book defines the lifetime value as a projection of the value of future transactions, usually computed over 12 or 24 months. It is a truncated value and we call it so: value expected over 12 months, over 24 months, with the discount rate displayed and the rest apart. The share of customers still there comes from the losses of the twelve months up to the end of the period, each customer weighing what they pay, as long as that data suffices; from a model beyond (shifted beta-geometric), and it is said; dividing the margin by the loss rate would assume that all customers are alike, which is wrong: the longer a customer has stayed, the more likely they are to stay. The model of orders without a contract is held against what happened, over six months that it has not seen. The relation with the acquisition cost is shown by segment. What this value cannot say: what a given customer will do; it is a mean.',
  ),
  answers: [
    {
      id: 'value-24',
      name: words('Valeur attendue à 24 mois', 'Value expected over 24 months'),
      explanation: words(
        "Marge attendue d'un nouveau client sur 24 mois, actualisée : revenu moyen d'un mois, fois la part encore là mois après mois.",
        'Margin expected from a new customer over 24 months, discounted: mean revenue of a month, times the share still there month after month.',
      ),
      unit: 'money',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: contractColumns,
    },
    {
      id: 'value-12',
      name: words('Valeur attendue à 12 mois', 'Value expected over 12 months'),
      explanation: words('Le même calcul, sur 12 mois.', 'The same computation, over 12 months.'),
      unit: 'money',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: contractColumns,
    },
    {
      id: 'value-to-cost',
      name: words("Valeur rapportée au coût d'acquisition", 'Value for the acquisition cost'),
      explanation: words(
        "Valeur à 24 mois divisée par le coût d'acquisition complet de la période. Trois est l'usage.",
        'Value over 24 months divided by the full acquisition cost of the period. Three is customary.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: ['segment', 'team', 'region', 'rep'],
      rowColumns: contractColumns,
    },
    orders(12),
    orders(24),
  ],
  headline: 'value-24',
  dimensions: [
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'product', name: words('Produit', 'Product') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'month-of-start', name: words("Mois d'arrivée du client", 'Month in which the customer came') },
  ],
  rowColumns: [
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'started', name: words('Client depuis', 'Customer since'), kind: 'day' },
    { id: 'last', name: words('Dernière commande', 'Last order'), kind: 'day' },
    { id: 'orders', name: words('Commandes', 'Orders'), kind: 'number' },
    {
      id: 'value',
      name: words('Montant d’un mois, ou d’une commande', 'Amount of a month, or of an order'),
      kind: 'money',
    },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'subscriptions',
      answers: ['value-24', 'value-12', 'value-to-cost'],
      bring: words(
        'Apportez vos contrats ou abonnements par client, avec le début, la fin et le montant : « Subscriptions » de Stripe ou Chargebee, « Contracts » de Salesforce. Avec des factures seules (FEC), lisez la valeur « sans contrat ».',
        'Bring your contracts or subscriptions per customer, with the start, the end and the amount: “Subscriptions” of Stripe or Chargebee, “Contracts” of Salesforce. With invoices alone (FEC), read the value “without contract”.',
      ),
    },
    {
      table: 'revenue',
      answers: ['orders-12', 'orders-24'],
      bring: words(
        'Apportez vos factures par client, avec le jour et le montant, et la marge si vous la connaissez : fichier des écritures comptables (FEC), export de Pennylane, Sage ou Stripe.',
        'Bring your invoices per customer, with the day and the amount, and the margin if you know it: French accounting file (FEC), export of Pennylane, Sage or Stripe.',
      ),
    },
    {
      table: 'costs',
      answers: ['value-to-cost'],
      bring: words(
        'Apportez vos coûts d’acquisition : la valeur se lit en face d’eux.',
        'Bring your acquisition costs: the value is read against them.',
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
        'Mesuré : contrats par une table de survie pondérée par le revenu, commandes sans contrat par BG/NBD et gamma-gamma.',
        'Measured: contracts by a survival table weighted by revenue, orders without contract by BG/NBD and gamma-gamma.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Sans contrat : modèles ajustés sur tous les clients jusqu’à 50 000, et non sur 5 000 pris régulièrement.',
        'Without contract: models fitted to all customers up to 50,000, no longer to 5,000 taken evenly.',
      ),
    },
    {
      version: 4,
      on: '2026-11-29',
      why: words(
        'Sans contrat : un intervalle, de ce que les paramètres des modèles laissent ouvert.',
        'Without contract: an interval, of what the parameters of the models leave open.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
