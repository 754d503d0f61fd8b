// Onboarding of new reps: how long and at what cost until they sell.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { answers } from './answers.ts'
import { count, exclusions, finish } from './measure.ts'
import { quotaAnswers } from './quota-answers.ts'
import { rows } from './rows.ts'

/** Quotas are those of all reps, whenever they came. */
const ofHires = answers.map(({ id }) => id).filter((id) => !quotaAnswers.includes(id))

export const repOnboarding = defineMetric({
  id: 'rep-onboarding',
  number: 5,
  imperative: 'B',
  class: 'P',
  name: words('Onboarding des nouveaux commerciaux', 'Onboarding of new reps'),
  question: words(
    'Combien de jours faut-il à un nouveau commercial pour sa première vente ?',
    'How many days does a new rep need until the first sale?',
  ),
  formula: words(
    "jour de la première affaire gagnée − jour d'arrivée ; médiane des arrivées de la période, celles sans vente comprises",
    'day of the first deal won − day of hire; median of the hires of the period, those without a sale included',
  ),
  explanation: words(
    "Classe P : cet indicateur mesure le délai et la dépense avant qu'un nouveau commercial produise, donc de la productivité. L'e-book demande la durée de la formation, le délai jusqu'à la productivité ou la première vente, les coûts par commercial et par équipe, et le coût final de l'acquisition pour la première vente, comparés à des valeurs standard. Ceux qui n'ont pas encore vendu restent dans le calcul, et ceux qui sont partis sans vendre aussi : les oublier ferait paraître l'onboarding plus court. Les affaires reprises d'un prédécesseur ne comptent pas comme une première vente. La productivité est atteinte le premier mois à partir duquel les affaires gagnées restent à 80 % de celles des commerciaux installés, là depuis un an. Ce que ce délai ne dit pas : s'il tient à la formation, au secteur confié ou au cycle de vente ; il ne peut pas être plus court que ce dernier. Là où aucune affaire n'est connue, une vente est une commande ou une facture au nom du commercial ; la réponse le dit.",
    'Class P: this metric measures the delay and the expense before a new rep produces, hence productivity. The e-book asks for the duration of training, the delay until productivity or the first sale, the costs per rep and per team, and the final acquisition cost of the first sale, compared with standard values. Those who have not sold yet stay in the calculation, and so do those who left without selling: forgetting them would make onboarding look shorter. Deals taken over from a predecessor do not count as a first sale. Productivity is reached in the first month from which the deals won stay at 80% of those of tenured reps, here for a year. What this delay cannot say: whether it comes from the training, the territory or the sales cycle; it cannot be shorter than the latter. Where no deal is known, a sale is an order or an invoice under the name of the rep; the answer says so.',
  ),
  answers,
  headline: 'first-sale',
  dimensions: [
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
    { id: 'hire-month', name: words("Mois d'arrivée", 'Month of hire') },
  ],
  rowColumns: [
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'hired', name: words('Arrivée', 'Hired'), kind: 'day' },
    { id: 'first_sale', name: words('Première vente', 'First sale'), kind: 'day' },
    { id: 'account', name: words('Client', 'Customer'), kind: 'text' },
    { id: 'left', name: words('Départ', 'Left'), kind: 'day' },
    {
      id: 'state',
      name: words('Où en est-on', 'Where it stands'),
      kind: 'text',
      values: {
        won: words('a vendu', 'has sold'),
        lost: words('partie ou parti sans vendre', 'left without a sale'),
        open: words('pas encore', 'not yet'),
      },
    },
    { id: 'days', name: words('Jours', 'Days'), kind: 'days' },
    { id: 'finished', name: words('Parcours fini le', 'Programme finished'), kind: 'day' },
    { id: 'months', name: words('Mois complets', 'Whole months'), kind: 'number' },
    { id: 'won', name: words('Ventes', 'Sales'), kind: 'number' },
    { id: 'per_month', name: words('Ventes par mois', 'Sales a month'), kind: 'number' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
    { id: 'from', name: words('Du', 'From'), kind: 'day' },
    { id: 'to', name: words('Au', 'To'), kind: 'day' },
    { id: 'quota', name: words('Quota', 'Quota'), kind: 'money' },
    { id: 'sold', name: words('Vendu', 'Sold'), kind: 'money' },
    { id: 'deals_quota', name: words('Affaires à gagner', 'Deals to win'), kind: 'number' },
    { id: 'deals_sold', name: words('Affaires gagnées', 'Deals won'), kind: 'number' },
    { id: 'attained', name: words('Atteint (%)', 'Attained (%)'), kind: 'number' },
  ],
  needs: [
    {
      table: 'people',
      bring: words(
        "Apportez la liste des personnes avec leur date d'arrivée et de départ : export du SIRH (Lucca, PayFit, BambooHR, Workday).",
        'Bring the list of people with their days of hire and departure: export of the HR system (Lucca, PayFit, BambooHR, Workday).',
      ),
      answers: ofHires,
    },
    {
      table: 'opportunities',
      orElse: ['revenue'],
      bring: words(
        'Apportez les affaires de votre CRM avec leur propriétaire et leurs dates, ou les commandes et factures avec leur vendeur : la première vente se lit sur elles.',
        'Bring the deals of your CRM with their owner and dates, or orders and invoices with their seller: the first sale is read on them.',
      ),
      answers: [
        'first-sale',
        'days-without-sale',
        'ramp',
        'ramp-curve',
        'first-sale-cost',
        'first-sale-cost-loaded',
        ...quotaAnswers,
      ],
    },
    {
      table: 'quotas',
      bring: words(
        'Apportez les quotas : une ligne par commercial et période (mois, trimestre ou année) avec le montant à vendre ou le nombre d’affaires à gagner, ou un tableau par année avec une colonne par mois.',
        'Bring the quotas: a row per rep and period (month, quarter or year) with the amount to sell or the number of deals to win, or a table by year with a column for each month.',
      ),
      answers: quotaAnswers,
    },
    {
      table: 'onboarding_milestones',
      bring: words(
        "Apportez le suivi du parcours d'accueil : les jalons de chaque arrivée et le jour où ils sont atteints, ou la formation d'accueil dans l'export de votre outil de formation.",
        'Bring the follow-up of the onboarding programme: the milestones of each hire and the day they are reached, or the onboarding course in the export of your training tool.',
      ),
      answers: ['training-days'],
    },
    {
      table: 'costs',
      bring: words(
        'Apportez les coûts de recrutement, de formation et de salaire au nom de chaque arrivée : le fichier des écritures comptables (FEC), ou un tableau par personne et par mois.',
        'Bring the costs of recruiting, training and salaries under the name of each hire: the French accounting file (FEC), or a table by person and month.',
      ),
      answers: ['cost-per-rep', 'onboarding-cost', 'first-sale-cost', 'first-sale-cost-loaded'],
    },
  ],
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-28',
      why: words(
        'Mesuré : première vente à soi, départs concurrents, montée en puissance face aux commerciaux installés, coûts avec et sans les départs.',
        'Measured: first sale of their own, competing departures, ramp beside tenured reps, costs with and without departures.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'Médiane d’une attente : lue sur la courbe tant que cinq y sont suivis.',
        'Median of a wait: read off the curve while five are followed in it.',
      ),
    },
    {
      version: 4,
      on: '2026-11-28',
      why: words(
        'Rythme des commerciaux installés : ne comptent plus ce qui s’est conclu à leur nom après leur départ ou avant leur première affaire, ni les jours d’après la date demandée.',
        'Pace of tenured reps: what closed under their name once they had left or before their first deal no longer counts, nor do days after the day asked for.',
      ),
    },
    {
      version: 5,
      on: '2026-11-28',
      why: words(
        'Sans affaires, les ventes se lisent sur les commandes et les factures au nom de chacun.',
        'Without deals, sales are read on orders and invoices under the name of each.',
      ),
    },
    {
      version: 6,
      on: '2026-11-29',
      why: words(
        'Les quotas sont lus : ce qui est vendu face à ce qui devait l’être.',
        'Quotas are read: what was sold beside what was to be.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
