// Customer lifetime value: what a customer is expected to bring in 12 and in 24 months.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
    "L'e-book définit la valeur vie client comme une projection de la valeur des transactions futures, calculée d'ordinaire sur 12 ou 24 mois. C'est une valeur tronquée, et nous l'appelons ainsi : valeur attendue à 12 mois, à 24 mois, avec le taux d'actualisation affiché et le reste à part. La part de clients encore là vient des données tant qu'elles suffisent, d'un modèle au-delà ; diviser la marge par le taux de perte supposerait que tous les clients se ressemblent, ce qui est faux : plus un client est resté, plus il est probable qu'il reste. Chaque modèle est vérifié sur une période qu'il n'a pas vue. Le lien avec le coût d'acquisition est montré par segment. Ce que cette valeur ne dit pas : ce que fera un client donné ; c'est une moyenne.",
    'The e-book defines the lifetime value as a projection of the value of future transactions, usually computed over 12 or 24 months. It is a truncated value and we call it so: value expected over 12 months, over 24 months, with the discount rate displayed and the rest apart. The share of customers still there comes from the data as long as it suffices, from a model beyond; dividing the margin by the loss rate would assume that all customers are alike, which is wrong: the longer a customer has stayed, the more likely they are to stay. Each model is checked on a period that it has not seen. The relation with the acquisition cost is shown by segment. What this value cannot say: what a given customer will do; it is a mean.',
  ),
  answers: [
    {
      id: 'value-24',
      name: words('Valeur attendue à 24 mois', 'Value expected over 24 months'),
      explanation: words(
        "Marge attendue d'un client sur les 24 prochains mois, actualisée.",
        'Margin expected from a customer over the next 24 months, discounted.',
      ),
      unit: 'money',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'value-12',
      name: words('Valeur attendue à 12 mois', 'Value expected over 12 months'),
      explanation: words(
        "Marge attendue d'un client sur les 12 prochains mois, actualisée.",
        'Margin expected from a customer over the next 12 months, discounted.',
      ),
      unit: 'money',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'value-to-cost',
      name: words("Valeur rapportée au coût d'acquisition", 'Value for the acquisition cost'),
      explanation: words(
        "Valeur à 24 mois divisée par le coût d'acquisition complet.",
        'Value over 24 months divided by the full acquisition cost.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
    },
  ],
  headline: 'value-24',
  dimensions: [
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'product-family', name: words('Famille de produits', 'Product family') },
    { id: 'month-of-start', name: words("Mois d'arrivée du client", 'Month in which the customer came') },
  ],
  rowColumns: [
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'started', name: words('Client depuis', 'Customer since'), kind: 'day' },
    { id: 'value', name: words('Montant', 'Amount'), kind: 'money' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'subscriptions',
      bring: words(
        'Apportez vos contrats, abonnements ou factures par client : « Subscriptions » et « Invoices » de Stripe ou Chargebee, « Contracts » de Salesforce, ou le fichier des écritures comptables (FEC), avec la marge si vous la connaissez.',
        'Bring your contracts, subscriptions or invoices per customer: “Subscriptions” and “Invoices” of Stripe or Chargebee, “Contracts” of Salesforce, or the French accounting file (FEC), with the margin if you know it.',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
