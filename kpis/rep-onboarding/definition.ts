// Onboarding of new reps: how long and at what cost until they sell.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

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
    "Classe P : cet indicateur mesure le délai et la dépense avant qu'un nouveau commercial produise, donc de la productivité. L'e-book demande la durée de la formation, le délai jusqu'à la productivité ou la première vente, les coûts par commercial et par équipe, et le coût final de l'acquisition pour la première vente, comparés à des valeurs standard. Ceux qui n'ont pas encore vendu restent dans le calcul, et ceux qui sont partis sans vendre aussi : les oublier ferait paraître l'onboarding plus court. Les affaires reprises d'un prédécesseur ne comptent pas comme une première vente. La productivité est atteinte le premier mois à partir duquel les résultats restent à 80 % de ceux des commerciaux installés. Ce que ce délai ne dit pas : s'il tient à la formation, au secteur confié ou au cycle de vente ; il ne peut pas être plus court que ce dernier.",
    'Class P: this metric measures the delay and the expense before a new rep produces, hence productivity. The e-book asks for the duration of training, the delay until productivity or the first sale, the costs per rep and per team, and the final acquisition cost of the first sale, compared with standard values. Those who have not sold yet stay in the calculation, and so do those who left without selling: forgetting them would make onboarding look shorter. Deals taken over from a predecessor do not count as a first sale. Productivity is reached in the first month from which results stay at 80% of those of tenured reps. What this delay cannot say: whether it comes from the training, the territory or the sales cycle; it cannot be shorter than the latter.',
  ),
  answers: [
    {
      id: 'first-sale',
      name: words('Jours jusqu’à la première vente', 'Days to the first sale'),
      explanation: words(
        "Médiane qui garde ceux qui n'ont pas encore vendu (Kaplan-Meier).",
        'Median that keeps those who have not sold yet (Kaplan-Meier).',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'ramp',
      name: words('Jours jusqu’à la productivité', 'Days to productivity'),
      explanation: words(
        "Délai jusqu'au premier mois à partir duquel les résultats restent à 80 % de ceux des commerciaux installés.",
        'Delay until the first month from which results stay at 80% of those of tenured reps.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'training-days',
      name: words('Durée de la formation', 'Duration of training'),
      explanation: words(
        "Médiane des jours entre l'arrivée et la fin du parcours d'accueil.",
        'Median number of days between hire and the end of the onboarding programme.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'cost-per-rep',
      name: words('Coût par nouveau commercial', 'Cost per new rep'),
      explanation: words(
        "Recrutement, formation, outils, heures des tuteurs et salaire jusqu'à la productivité, par arrivée.",
        "Recruiting, training, tools, mentors' hours and salary until productivity, per hire.",
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'first-sale-cost',
      name: words('Coût complet de la première vente', 'Full cost of the first sale'),
      explanation: words(
        "Coût du nouveau commercial, plus la dépense d'acquisition de sa première affaire.",
        'Cost of the new rep, plus the acquisition spend of the first deal.',
      ),
      unit: 'money',
      direction: 'lower-is-better',
      isAdditive: false,
    },
  ],
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
    { id: 'days', name: words('Jours', 'Days'), kind: 'days' },
    { id: 'cost', name: words('Coût', 'Cost'), kind: 'money' },
  ],
  needs: [
    {
      table: 'training_results',
      bring: words(
        "Apportez la liste des personnes avec leur date d'arrivée et de départ (export du SIRH : Lucca, PayFit, BambooHR, Workday), et le suivi du parcours d'accueil dans votre outil de formation.",
        'Bring the list of people with their days of hire and departure (export of the HR system: Lucca, PayFit, BambooHR, Workday), and the follow-up of the onboarding programme in your training tool.',
      ),
    },
    {
      table: 'costs',
      bring: words(
        'Apportez les coûts de recrutement, de formation et de salaire : le fichier des écritures comptables (FEC), ou un tableau par personne et par mois.',
        'Bring the costs of recruiting, training and salaries: the French accounting file (FEC), or a table by person and month.',
      ),
      answers: ['cost-per-rep', 'first-sale-cost'],
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
