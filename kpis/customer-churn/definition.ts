// Customer turnover: who left, what it costs, and why.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

/** Dimensions that every answer about customers has. */
const usual = ['segment', 'industry', 'country', 'product', 'team', 'region', 'rep', 'month-of-start']
const ageColumns = ['account', 'started', 'ended', 'months', 'reckoned', 'reason', 'rep', 'team']
const customerColumns = ['account', 'started', 'ended', 'reason', 'value', 'after', 'rep', 'team']

/** The causes of the e-book, in its order. */
const causes = {
  dissatisfaction: words('insatisfaction', 'dissatisfaction'),
  quality: words('qualité', 'quality'),
  price: words('prix', 'price'),
  competitor: words('concurrent', 'competitor'),
  marketing: words('marketing', 'marketing'),
  'natural-end': words('fin naturelle', 'natural end'),
  other: words('autre', 'other'),
  unknown: words('non indiquée', 'not stated'),
}

export const customerChurn = defineMetric({
  id: 'customer-churn',
  number: 9,
  imperative: 'C',
  class: 'E',
  name: words('Taux de turnover des clients', 'Customer turnover rate'),
  question: words(
    'Quelle part de vos clients avez-vous perdue ?',
    'Which share of your customers did you lose?',
  ),
  formula: words(
    'clients du début de la période perdus pendant celle-ci ÷ clients au début de la période × 100',
    'customers of the start of the period lost during it ÷ customers at the start of the period × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure un résultat, les clients gardés, donc de l'efficacité. L'e-book donne la formule clients perdus ÷ nombre total de clients × 100 ; le total, ici, ce sont les clients du début de la période. Un client arrivé pendant la période n'entre ni en haut ni en bas ; un client perdu puis regagné compte une fois perdu, une fois revenu. Un renouvellement en retard reste en attente pendant un délai de grâce. Une baisse de montant n'est pas une perte de client : elle se lit dans le revenu. Ce que ce taux ne dit pas : pourquoi les clients partent ; les causes, insatisfaction, qualité, prix, concurrence, marketing ou fin naturelle, se lisent dans la ventilation quand elles sont notées.",
    'Class E: this metric measures a result, the customers kept, hence effectiveness. The e-book gives the formula customers lost ÷ total number of customers × 100; the total, here, is the customers at the start of the period. A customer who came during the period enters neither top nor bottom; a customer lost and won back counts once as lost, once as returned. A late renewal stays pending for a grace period. A lower amount is no lost customer: it is read in revenue. What this rate cannot say: why customers leave; causes, dissatisfaction, quality, price, competition, marketing or natural end, are read in the breakdown when they are noted.',
  ),
  ebookSlip: words(
    'Sous « Comment mesurer le taux de turnover des clients ? », l’e-book répète le paragraphe de l’onboarding : temps de formation, délai avant la première affaire, coûts par commercial. Ce texte ne parle pas des clients perdus ; seule la formule imprimée dessous, clients perdus ÷ nombre total de clients × 100, le fait. Nous suivons la formule, et disons quel total : les clients du début de la période, sinon les nouveaux venus feraient baisser le taux.',
    'Under “How to measure customer churn?”, the e-book repeats the paragraph on onboarding: training time, delay before the first deal, costs per rep. That text is not about lost customers; only the formula printed below it, customers lost ÷ total number of customers × 100, is. We follow the formula and say which total: the customers at the start of the period, else newcomers would lower the rate.',
  ),
  answers: [
    {
      id: 'logo-churn',
      name: words('Clients perdus', 'Customers lost'),
      explanation: words(
        'Part des clients du début de la période perdus pendant celle-ci ; intervalle de Wilson.',
        'Share of the customers of the start of the period lost during it; Wilson interval.',
      ),
      unit: 'ratio',
      direction: 'lower-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: customerColumns,
    },
    {
      id: 'left-by-list',
      name: words('Partis au jour d’une liste', 'Left by the day of a list'),
      explanation: words(
        'Pour une liste qui donne l’ancienneté de chaque client et dit s’il est parti, sans dates : partis à son jour ÷ clients nommés ; intervalle de Wilson. Ce n’est pas un taux de période.',
        'For a list that gives how long each has been a customer and says who has left, without days: gone by its day ÷ customers named; Wilson interval. It is no rate of a period.',
      ),
      unit: 'ratio',
      direction: 'lower-is-better',
      isAdditive: false,
      isTimeless: true,
      dimensions: usual,
      rowColumns: ageColumns,
    },
    {
      id: 'lost-customers',
      name: words('Nombre de clients perdus', 'Number of customers lost'),
      explanation: words(
        'Les clients du début perdus pendant la période, avec la cause que la source donne.',
        'The customers of the start lost during the period, with the cause that the source gives.',
      ),
      unit: 'count',
      // A house that grows loses more of them; the share tells better from worse.
      direction: 'neither',
      isAdditive: true,
      dimensions: [...usual, 'reason'],
      rowColumns: customerColumns,
    },
    {
      id: 'gross-retention',
      name: words('Revenu gardé, sans les hausses', 'Revenue kept, without rises'),
      explanation: words(
        'Revenu des clients du début, hausses ignorées, divisé par leur revenu au début. Ne dépasse jamais 100 %.',
        'Revenue of the customers of the start, rises ignored, divided by their revenue at the start. Never above 100%.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: customerColumns,
    },
    {
      id: 'net-retention',
      name: words('Revenu gardé, hausses comprises', 'Revenue kept, rises included'),
      explanation: words(
        'Revenu des clients du début, hausses comprises, divisé par leur revenu au début. Peut dépasser 100 %.',
        'Revenue of the customers of the start, rises included, divided by their revenue at the start. Can pass 100%.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: customerColumns,
    },
    {
      id: 'kept-by-age',
      name: words('Encore clients après un an', 'Still customers after a year'),
      explanation: words(
        'Part des clients encore là douze mois après leur arrivée, quel que soit le calendrier (Kaplan-Meier, à la date des données : ceux qui sont là comptent pour la durée observée) ; et à d’autres anciennetés.',
        'Share of customers still there twelve months after they came, whatever the calendar (Kaplan-Meier, on the day of the data: those who are there count for as long as they were watched); and at other ages.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isTimeless: true,
      isDetail: true,
      dimensions: usual,
      rowColumns: ageColumns,
    },
    {
      id: 'silent-customers',
      name: words("Clients perdus, d'après les factures seules", 'Customers lost, by invoices alone'),
      explanation: words(
        "Sans contrat, personne ne dit quand un client part : est perdu celui qui n'a plus été facturé depuis trois fois son intervalle habituel, la médiane entre ses jours de facture, au moins 60 jours et au plus 365 ; 365 jours pour qui a moins de trois jours de facture. Il compte le jour où la règle le dit, divisé par les clients du début de la période ; revenu plus tard, il est un nouveau client. Intervalle de Wilson.",
        'Without a contract nobody says when a customer leaves: lost is who has not been invoiced for three times its usual interval, the median between its days of invoice, at least 60 days and at most 365; 365 days for who has fewer than three days of invoice. It counts on the day on which the rule says so, divided by the customers of the start of the period; coming back later it is a new customer. Wilson interval.',
      ),
      unit: 'ratio',
      direction: 'lower-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: customerColumns,
    },
    {
      id: 'silent-revenue',
      name: words("Revenu perdu, d'après les factures seules", 'Revenue lost, by invoices alone'),
      explanation: words(
        "Part du revenu des clients du début, facturé dans les 365 jours d'avant la période, qui venait de ceux que la même règle dit perdus pendant celle-ci. Les baisses de ceux qui restent n'y comptent pas.",
        'Share of the revenue of the customers of the start, invoiced in the 365 days before the period, that came from those whom the same rule calls lost during it. Lower amounts of those who stay do not count.',
      ),
      unit: 'ratio',
      direction: 'lower-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: customerColumns,
    },
    {
      id: 'at-risk',
      name: words('Renouvellements à venir, sans décision', 'Renewals due, not decided'),
      explanation: words(
        'Nombre de renouvellements des 90 jours qui suivent la période, sans décision à sa fin ; la phrase à côté dit combien la source signale à risque, et pour quel montant.',
        'Number of renewals of the 90 days after the period, without a decision at its end; the sentence beside it says how many the source flags at risk, and for which amount.',
      ),
      unit: 'count',
      direction: 'lower-is-better',
      isAdditive: true,
      toDo: true,
      dimensions: ['team', 'region', 'rep', 'segment', 'industry', 'country'],
      rowColumns: ['account', 'due', 'value', 'risk', 'rep', 'team'],
    },
  ],
  headline: 'logo-churn',
  dimensions: [
    { id: 'reason', name: words('Raison', 'Reason'), values: causes },
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
    { id: 'ended', name: words('Perdu le', 'Lost on'), kind: 'day' },
    { id: 'months', name: words('Mois entiers comme client', 'Whole months as a customer'), kind: 'number' },
    { id: 'reckoned', name: words('D’après une liste sans dates', 'By a list without days'), kind: 'flag' },
    { id: 'reason', name: words('Raison', 'Reason'), kind: 'text', values: causes },
    { id: 'due', name: words('Échéance', 'Due'), kind: 'day' },
    {
      id: 'value',
      name: words('Montant récurrent, au début', 'Recurring amount, at the start'),
      kind: 'money',
    },
    {
      id: 'after',
      name: words('Montant récurrent, à la fin', 'Recurring amount, at the end'),
      kind: 'money',
    },
    { id: 'risk', name: words('Signalé à risque', 'Flagged at risk'), kind: 'flag' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'subscriptions',
      answers: [
        'logo-churn',
        'left-by-list',
        'lost-customers',
        'gross-retention',
        'net-retention',
        'kept-by-age',
      ],
      bring: words(
        'Apportez vos contrats ou abonnements avec le client, le début, la fin et le montant : « Subscriptions » de Stripe, Chargebee ou Zuora, « Contracts » de Salesforce. Une liste de clients avec leur ancienneté et qui est parti donne les chiffres par ancienneté. Des factures seules (FEC) ne le disent que par un long silence, sous une règle supposée.',
        'Bring your contracts or subscriptions with the customer, the start, the end and the amount: “Subscriptions” of Stripe, Chargebee or Zuora, “Contracts” of Salesforce. A list of customers with how long they have been, and who has left, gives the figures by age. Invoices alone (FEC) only tell it by a long silence, under an assumed rule.',
      ),
    },
    {
      table: 'revenue',
      answers: ['silent-customers', 'silent-revenue'],
      bring: words(
        'Apportez votre fichier des écritures comptables (FEC) ou vos factures avec le client, la date et le montant : un long silence y dit un client perdu.',
        'Bring your French accounting file (FEC) or your invoices with the customer, the day and the amount: a long silence tells of a customer lost.',
      ),
    },
    {
      table: 'renewals',
      answers: ['at-risk'],
      bring: words(
        'Apportez la liste des renouvellements avec le client, l’échéance et le montant : « Renewals » ou contrats à échéance de votre outil d’abonnement ou de votre CRM.',
        'Bring the list of renewals with the customer, the due day and the amount: “Renewals” or contracts falling due in your subscription tool or CRM.',
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
        'Mesuré sur les contrats : délai de grâce de 30 jours, montants au cours du premier jour de la période.',
        'Measured on contracts: grace of 30 days, amounts at the rate of the period’s first day.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Deux réponses de plus, pour qui n’apporte que des factures : clients et revenu perdus par un long silence.',
        'Two more answers, for who brings invoices alone: customers and revenue lost by a long silence.',
      ),
    },
    {
      version: 4,
      on: '2026-11-28',
      why: words(
        'Deux réponses de plus, par ancienneté : encore clients après un an, et partis au jour d’une liste sans dates.',
        'Two more answers, by age: still customers after a year, and left by the day of a list without days.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
