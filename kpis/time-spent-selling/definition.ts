// Time spent selling: which part of the working day goes to customers.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { categoryWords } from './categories.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

export const timeSpentSelling = defineMetric({
  id: 'time-spent-selling',
  number: 1,
  imperative: 'A',
  class: 'P',
  name: words('Temps passé à vendre', 'Time spent selling'),
  question: words(
    'Quelle part de la journée de vos commerciaux se passe avec les clients ?',
    "Which part of your reps' day is spent with customers?",
  ),
  formula: words(
    'temps avec des clients ÷ temps de travail × 100, sur la journée moyenne',
    'time with customers ÷ working time × 100, over the average day',
  ),
  explanation: words(
    "Classe P : cet indicateur mesure du temps rendu à la vente, donc de la productivité. L'e-book demande de suivre le temps passé dans l'e-mail, le CRM, la prospection, les portails de contenu et les RH, de l'enregistrer automatiquement, de le compléter par des entretiens, puis de calculer la part de la journée moyenne passée avec les clients. Vendre veut dire ici : réunion, appel ou message avec un client ; la préparation a sa propre ligne, et les réunions internes sont séparées des rendez-vous par le domaine des participants. Une minute ne compte qu'une fois, même quand deux outils l'ont vue. Quand une partie de la journée n'est pas suivie, vous voyez des bornes plutôt qu'une valeur inventée. Seules des catégories sont gardées, jamais de frappe ni de capture d'écran ; chacun voit d'abord ses propres chiffres. Ce que cette part ne dit pas : si le temps passé avec les clients est bien employé.",
    "Class P: this metric measures time given back to selling, hence productivity. The e-book asks to follow the time spent in e-mail, CRM, prospecting, content and HR portals, to record it automatically, to complete it with interviews, then to compute the share of the average day spent with customers. Selling here means: a meeting, call or message with a customer; preparation has its own line, and internal meetings are told from customer meetings by the attendees' domain. A minute counts once, even when two tools saw it. When part of the day is not tracked you see bounds rather than an invented value. Only categories are kept, never keystrokes or screenshots; people see their own figures first. What this share cannot say: whether the time with customers is well used.",
  ),
  ebookSlip: words(
    '« Les commerciaux ne passent que 35,2 % de leur temps à vendre » est une phrase de l’e-book, qui n’en donne pas la source. D’autres parts publiées vont de 22 à 46 %, selon ce que l’on appelle vendre : c’est une citation, pas une valeur de référence.',
    '“Reps spend only 35.2% of their time selling” is a sentence of the e-book, which gives no source for it. Other published shares run from 22 to 46%, depending on what is called selling: it is a quotation, no benchmark.',
  ),
  answers: [
    {
      id: 'selling-share',
      name: words('Part du temps passée à vendre', 'Share of time spent selling'),
      explanation: words(
        'Temps mesuré avec des clients, divisé par le temps de travail suivi. Avec moins de 60 % du temps suivi, seules les bornes sont montrées. À côté, à quoi va le temps noté, activité par activité ; ce qui est noté pour deux choses à la fois compte dans les deux.',
        'Measured time with customers divided by tracked working time. With less than 60% of the time tracked only the bounds are shown. Beside it, where the time noted goes, activity by activity; what is noted for two things at once counts in both.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isOverPeople: true,
      rowsAreFiner: true,
    },
    {
      id: 'declared-share',
      name: words('Part déclarée en entretien', 'Share declared in interviews'),
      explanation: words(
        "La même part selon les commerciaux eux-mêmes, recueillie en entretien ou dans un relevé de temps. L'écart avec la mesure est montré, pas corrigé.",
        'The same share according to the reps themselves, gathered in interviews or time diaries. The gap with the measured one is shown, not corrected.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isOverPeople: true,
      rowsAreFiner: true,
    },
    {
      id: 'recoverable-hours',
      name: words('Heures récupérables par semaine', 'Recoverable hours a week'),
      explanation: words(
        "Heures par commercial et par semaine que prennent l'e-mail, la saisie dans le CRM, la recherche de contenus, les réunions internes et l'administratif au-delà de ce qu'y passe le quart des commerciaux qui y passe le moins, les plus longues d'abord.",
        'Hours per rep and week that e-mail, CRM entry, looking for content, internal meetings and administration take beyond what the quarter of reps who spend least need, longest first.',
      ),
      unit: 'hours-per-week',
      direction: 'lower-is-better',
      isAdditive: false,
      isOverPeople: true,
      toDo: true,
      rowsAreFiner: true,
    },
  ],
  headline: 'selling-share',
  dimensions: [
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'activity', name: words('Activité', 'Activity'), kind: 'text', values: categoryWords },
    { id: 'selling', name: words('Minutes avec des clients', 'Minutes with customers'), kind: 'number' },
    { id: 'minutes', name: words('Minutes suivies', 'Minutes tracked'), kind: 'number' },
  ],
  needs: [
    {
      table: 'activities',
      bring: words(
        "Apportez les agendas de l'équipe (fichiers .ics ou abonnement), les activités du CRM (« Events » et « Tasks » dans Salesforce, « Activities » dans HubSpot, Pipedrive et Dynamics), ou un relevé de temps (ActivityWatch, Toggl, Clockify).",
        "Bring the team's calendars (.ics files or a subscription), the activities of the CRM (“Events” and “Tasks” in Salesforce, “Activities” in HubSpot, Pipedrive and Dynamics), or a time log (ActivityWatch, Toggl, Clockify).",
      ),
    },
  ],
  restsOn: { table: 'activities', exclusions: true },
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : une minute compte une fois, le temps dû vient des horaires, congés et jours fériés.',
        'Measured: a minute counts once, the time due comes from schedules, leave and public holidays.',
      ),
    },
    {
      version: 3,
      on: '2026-11-28',
      why: words(
        'À côté de la part : à quoi va le temps, activité par activité. La part elle-même n’a pas changé.',
        'Beside the share: where the time goes, activity by activity. The share itself has not changed.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
