// The answers of onboarding, in words.
import type { AnswerDefinition } from '../../metric/definition.ts'
import { redrawnWait } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'

const hire = ['rep', 'team', 'hired', 'first_sale', 'account', 'left', 'state', 'days']
const cost = ['rep', 'team', 'hired', 'first_sale', 'left', 'cost']
const quota = ['rep', 'team', 'from', 'to', 'quota', 'sold', 'deals_quota', 'deals_sold', 'attained']
const ramp = ['rep', 'team', 'hired', 'months', 'won', 'per_month']

export const answers: readonly AnswerDefinition[] = [
  {
    id: 'first-sale',
    name: words('Jours jusqu’à la première vente', 'Days to the first sale'),
    explanation: words(
      "Médiane qui garde ceux qui n'ont pas encore vendu (Kaplan-Meier) ; quand plus d'une arrivée sur dix est repartie sans vendre, ces départs concourent avec la vente (Aalen-Johansen). Seule compte une affaire que la personne a créée elle-même. Montrée tant que cinq personnes au moins étaient encore suivies ce jour-là : plus loin, la courbe tient à quelques-unes.",
      'Median that keeps those who have not sold yet (Kaplan-Meier); when more than one hire in ten left without a sale, leaving competes with selling (Aalen-Johansen). Only a deal that the person opened herself counts. Shown while five people or more were still followed on that day: further on the curve hangs on a few.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    isAdditive: false,
    rowColumns: hire,
  },
  {
    id: 'days-without-sale',
    name: words('Jours sans vente, sur les 180 premiers', 'Days without a sale, of the first 180'),
    explanation: words(
      'Moyenne restreinte : jours sans vente parmi les 180 premiers, tout le monde compté. Fixez une valeur standard pour cette réponse : la différence des moyennes restreintes dit si vos arrivées vont plus vite que le standard.',
      'Restricted mean: days without a sale among the first 180, everybody counted. Set a standard value for this answer: the difference of restricted means tells whether your hires are faster than the standard.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    isAdditive: false,
    isDetail: true,
    rowColumns: hire,
  },
  {
    id: 'ramp',
    name: words('Jours jusqu’à la productivité', 'Days to productivity'),
    explanation: words(
      "Jours jusqu'au début du premier mois d'ancienneté (de 30 jours) à partir duquel la moyenne des affaires gagnées reste, la première année, à 80 % de celle des commerciaux là depuis un an. Chaque mois se lit avec les deux suivants, tant que cinq nouveaux y sont ; intervalle par rééchantillonnage des personnes, graine fixe.",
      'Days until the start of the first month of tenure (of 30 days) from which the mean number of deals won stays, in the first year, at 80% of that of reps who have been here for a year. Each month is read with the two that follow, while five new reps are in them; interval by drawing people again, fixed seed.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    isAdditive: false,
    rowColumns: ramp,
  },
  {
    id: 'ramp-curve',
    name: words('Jours jusqu’à 80 % du plateau', 'Days to 80% of the plateau'),
    explanation: words(
      "Lu sur la courbe ajustée aux mêmes mois, plateau × (1 − e^(−rythme × mois)) : le temps pour atteindre 80 % du niveau vers lequel tendent les nouveaux, qui n'est pas toujours celui des installés.",
      'Read off the curve fitted to the same months, plateau × (1 − e^(−rate × months)): the time to reach 80% of the level that new reps tend to, which is not always that of tenured ones.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    isAdditive: false,
    isDetail: true,
    rowColumns: ramp,
  },
  {
    id: 'training-days',
    name: words('Durée de la formation', 'Duration of training'),
    explanation: words(
      "Médiane des jours entre l'arrivée et la fin du parcours d'accueil (dernier jalon, sinon formation d'accueil) ; les parcours en cours ou interrompus sont comptés (Kaplan-Meier), tant que cinq personnes au moins étaient encore suivies ce jour-là.",
      'Median number of days between hire and the end of the onboarding programme (last milestone, else onboarding course); programmes still running or broken off are counted (Kaplan-Meier), while five people or more were still followed on that day.',
    ),
    unit: 'days',
    direction: 'lower-is-better',
    redrawn: redrawnWait,
    isAdditive: false,
    rowColumns: ['rep', 'team', 'hired', 'finished', 'days'],
  },
  {
    id: 'cost-per-rep',
    name: words('Coût par nouveau commercial', 'Cost per new rep'),
    explanation: words(
      "Recrutement, formation, outils et salaire au nom de l'arrivée, de 180 jours avant à 180 jours après, et les heures de ses tuteurs si leur coût est connu ; moyenne par arrivée.",
      'Recruiting, training, tools and salary under the name of the hire, from 180 days before to 180 days after, and the hours of her mentors where their cost is known; mean per hire.',
    ),
    unit: 'money',
    direction: 'lower-is-better',
    isAdditive: false,
    rowColumns: cost,
  },
  {
    id: 'onboarding-cost',
    name: words('Coût des arrivées de la période', 'Cost of the hires of the period'),
    explanation: words(
      'Les mêmes dépenses, additionnées : à détailler par équipe.',
      'The same spending, added up: to be split by team.',
    ),
    unit: 'money',
    direction: 'neither',
    isAdditive: true,
    isDetail: true,
    rowColumns: cost,
  },
  {
    id: 'first-sale-cost',
    name: words('Coût complet de la première vente', 'Full cost of the first sale'),
    explanation: words(
      "Dépenses pour l'arrivée jusqu'à sa première vente, plus la dépense d'acquisition d'un client ce mois-là ; moyenne de celles qui ont vendu. La liste montre la part de l'arrivée.",
      'Spending on the hire until her first sale, plus the acquisition spending of a customer in that month; mean of those who sold. The list shows the part of the hire.',
    ),
    unit: 'money',
    direction: 'lower-is-better',
    isAdditive: false,
    rowColumns: cost,
  },
  {
    id: 'first-sale-cost-loaded',
    name: words('Coût de la première vente, départs compris', 'Cost of the first sale, departures included'),
    explanation: words(
      'Les mêmes dépenses et celles faites pour les arrivées reparties sans vendre, par arrivée qui a vendu ; intervalle de Garwood.',
      'The same spending and that on hires who left without a sale, per hire who sold; Garwood interval.',
    ),
    unit: 'money',
    direction: 'lower-is-better',
    isAdditive: false,
    isDetail: true,
    rowsAreFiner: true,
    rowColumns: cost,
  },
  {
    id: 'quota-attainment',
    name: words('Quota atteint', 'Quota attained'),
    explanation: words(
      "Montants vendus ÷ quotas, tous les commerciaux ensemble : rapport des sommes, intervalle linéarisé par personne. Un quota ne compte qu'entier : contenu dans la période demandée (un mois dans un trimestre, jamais un trimestre dans un mois), fini, et d'une personne encore là à sa fin, quand toutes ses ventes sont connues. Une vente est une affaire gagnée, ou ce qui est facturé là où aucune affaire n'est connue. Les devises sont converties au cours du premier jour du quota.",
      "Amounts sold ÷ quotas, all reps together: ratio of sums, interval linearised by person. A quota counts whole or not at all: it lies wholly in the period asked for (a month in a quarter, never a quarter in a month), it is over, its person was still here at its end, and all its sales are known. A sale is a deal won, or what was invoiced where no deal is known. Currencies are converted at the rate of the quota's first day.",
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    rowsAreFiner: true,
    dimensions: ['team', 'rep'],
    rowColumns: quota,
  },
  {
    id: 'quota-attainment-deals',
    name: words('Quota atteint, en affaires', 'Quota attained, in deals'),
    explanation: words(
      "Le même rapport pour les quotas qui comptent des affaires : affaires gagnées ÷ affaires à gagner. Les deux ne s'additionnent pas.",
      'The same ratio for quotas that count deals: deals won ÷ deals to win. The two do not add up.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    isDetail: true,
    rowsAreFiner: true,
    dimensions: ['team', 'rep'],
    rowColumns: quota,
  },
  {
    id: 'reps-at-quota',
    name: words('Commerciaux à leur quota', 'Reps at quota'),
    explanation: words(
      "Part des commerciaux qui ont vendu, sur les jours de leurs quotas de la période, au moins leur total : en montant, en affaires, ou dans les deux s'ils ont les deux. Intervalle de Wilson.",
      'Share of reps who sold, in the days of their quotas of the period, at least their total: as an amount, in deals, or in both where they have both. Wilson interval.',
    ),
    unit: 'ratio',
    direction: 'higher-is-better',
    isAdditive: false,
    rowsAreFiner: true,
    dimensions: ['team', 'rep'],
    rowColumns: quota,
  },
]
