// Sales cycle: how many days a sale takes, told by the deals already won and by those still open.
import { dealColumns } from '../../metric/rows/deal-rows.ts'
import { defineMetric } from '../../metric/definition.ts'
import { dealDimensions } from '../../metric/rows/dimensions.ts'
import { redrawnMedian, redrawnWait } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

const chance = (day: number) => ({
  id: `win-by-${day}`,
  name: words(`Chance de gagner en ${day} jours`, `Chance to win within ${day} days`),
  explanation: words(
    `Part des affaires créées dans la période qui sont gagnées au plus tard ${day} jours après leur création. Une affaire perdue ne peut plus l'être : elle compte contre. Une affaire encore ouverte compte jusqu'à la date des données (Aalen-Johansen). Montrée tant que cinq affaires au moins sont suivies jusqu'à ce jour, ou qu'aucune n'est plus ouverte.`,
    `Share of the deals created in the period that are won at most ${day} days after their creation. A lost deal can no longer be won, and counts against. A deal still open counts up to the day of the data (Aalen-Johansen). Shown while five deals or more are followed up to that day, or none is open any more.`,
  ),
  unit: 'ratio' as const,
  direction: 'higher-is-better' as const,
  isAdditive: false,
})

export const salesCycle = defineMetric({
  id: 'sales-cycle',
  number: 'A',
  imperative: 'A',
  class: null,
  name: words('Cycle de vente', 'Sales cycle'),
  question: words(
    'Combien de jours faut-il pour conclure une vente ?',
    'How many days does it take to win a deal?',
  ),
  formula: words(
    'jour où l’affaire est gagnée − jour de sa création, en jours ; moyenne des affaires gagnées dans la période',
    'day the deal is won − day it was created, in days; mean of the deals won in the period',
  ),
  explanation: words(
    "L'e-book définit le cycle de vente comme le nombre de jours nécessaire pour conclure une vente, en moyenne par commercial, par équipe ou pour l'organisation : c'est la valeur montrée d'abord. Elle ne parle que des affaires déjà gagnées. Quand le pipeline grandit, les affaires rapides y sont trop nombreuses et la moyenne paraît plus courte qu'elle ne l'est. C'est pourquoi elle est accompagnée de la médiane, que quelques affaires très longues ne déplacent pas, et de réponses qui suivent toutes les affaires créées dans la période, ouvertes comprises. Le compteur part le jour de la création de l'affaire et s'arrête le jour où elle est gagnée ; 0 jour est une durée valable ; une affaire rouverte compte jusqu'à sa dernière clôture. Chaque affaire est comptée chez le commercial et dans l'équipe du moment. Ce que ce chiffre ne dit pas : pourquoi le cycle est long, ni ce qui s'est passé avant la création de l'affaire.",
    'The e-book defines the sales cycle as the number of days needed to win a deal, as a mean per rep, team or organisation: this is the value shown first. It speaks only of deals already won. When the pipeline grows, fast deals are over-represented and the mean looks shorter than it is. That is why it comes with the median, which a few very long deals do not move, and with answers that follow all the deals created in the period, open ones included. The clock starts on the day the deal is created and stops on the day it is won; 0 days is a valid duration; a reopened deal counts up to its last closing. Each deal counts for the rep and the team of the moment. What this figure cannot say: why the cycle is long, or what happened before the deal was created.',
  ),
  answers: [
    {
      id: 'mean',
      name: words('Moyenne, affaires gagnées', 'Mean, deals won'),
      explanation: words(
        "Moyenne des jours entre création et gain, pour les affaires gagnées dans la période ; intervalle de Student. C'est la valeur de l'e-book ; quelques affaires très longues suffisent à la déplacer.",
        "Mean number of days between creation and win, for the deals won in the period; Student's interval. It is the e-book's value; a few very long deals are enough to move it.",
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'median',
      name: words('Médiane, affaires gagnées', 'Median, deals won'),
      explanation: words(
        'La moitié des affaires gagnées dans la période ont pris moins de temps, la moitié plus. À préférer à la moyenne pour décrire une affaire ordinaire.',
        'Half of the deals won in the period took less, half took more. Prefer it to the mean to describe an ordinary deal.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      redrawn: redrawnMedian,
      isAdditive: false,
    },
    {
      id: 'p90',
      name: words('Neuf affaires gagnées sur dix', 'Nine deals won out of ten'),
      explanation: words(
        'Neuf affaires gagnées sur dix ont pris moins de temps (90e centile). Utile pour fixer un délai qui sera presque toujours tenu.',
        'Nine deals won out of ten took less (90th percentile). Useful to set a delay that will nearly always hold.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      redrawn: { kind: 'quantile', probability: 0.9 },
      isAdditive: false,
    },
    {
      id: 'close-median',
      name: words('Médiane, affaires créées, ouvertes comprises', 'Median, deals created, open ones counted'),
      explanation: words(
        "Médiane du temps jusqu'à la clôture, gagnée ou perdue, des affaires créées dans la période ; celles qui sont encore ouvertes comptent jusqu'à la date des données (Kaplan-Meier). À préférer pour les périodes récentes, où les affaires longues ne sont pas encore closes. Ce ne sont pas les affaires gagnées dans la période, et beaucoup sont perdues tôt : la valeur peut être bien plus courte que la moyenne des gagnées. Montrée tant que cinq affaires au moins étaient encore suivies ce jour-là : plus loin, la courbe tient à quelques-unes.",
        'Median time to close, won or lost, of the deals created in the period; those still open count up to the day of the data (Kaplan-Meier). Prefer it for recent periods, whose long deals are not closed yet. These are not the deals won in the period, and many are lost early: the value may be far shorter than the mean of those won. Shown while five deals or more were still followed on that day: further on the curve hangs on a few.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      redrawn: redrawnWait,
      isAdditive: false,
    },
    chance(30),
    chance(60),
    chance(90),
    chance(180),
    {
      id: 'winner-median',
      name: words('Jours pour gagner, parmi celles qui gagnent', 'Days to win, among those that win'),
      explanation: words(
        "Jour où la moitié des affaires qui finiront gagnées le sont, affaires perdues et ouvertes prises en compte. Montré seulement quand moins d'une affaire sur dix est encore ouverte : avant, la valeur grandirait encore ; et tant que cinq au moins étaient encore suivies ce jour-là.",
        'Day by which half of the deals that will be won are won, lost and open deals taken into account. Shown only when fewer than one deal in ten is still open: before that the value would still grow; and while five or more were still followed on that day.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
  ],
  headline: 'mean',
  dimensions: dealDimensions,
  rowColumns: [...dealColumns, { id: 'days', name: words('Jours', 'Days'), kind: 'days' }],
  needs: [
    {
      table: 'opportunities',
      bring: words(
        'Apportez l’export des affaires de votre CRM, avec leur date de création, leur date de clôture et leur étape : « Opportunities » dans Salesforce et Dynamics, « Deals » dans HubSpot et Pipedrive, « Pipeline » dans Odoo.',
        'Bring the export of deals from your CRM, with their day of creation, closing day and stage: “Opportunities” in Salesforce and Dynamics, “Deals” in HubSpot and Pipedrive, “Pipeline” in Odoo.',
      ),
    },
  ],
  ignoresPeople: true,
  history: [
    {
      version: 1,
      on: '2026-11-22',
      why: words('Première définition.', 'First definition.'),
    },
    {
      version: 2,
      on: '2026-11-28',
      why: words(
        'Médianes et chances qui comptent les affaires ouvertes : lues sur la courbe tant que cinq affaires y sont suivies.',
        'Medians and chances that count open deals: read off the curve while five deals are followed in it.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
