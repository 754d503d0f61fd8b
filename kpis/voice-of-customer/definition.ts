// Voice of the customer: whether what customers say is acted upon, and how fast.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

export const voiceOfCustomer = defineMetric({
  id: 'voice-of-customer',
  number: 12,
  imperative: 'C',
  class: 'E',
  name: words('Voix du client', 'Voice of the customer'),
  question: words(
    'Que faites-vous de ce que vos clients vous disent ?',
    'What do you do with what your customers tell you?',
  ),
  formula: words(
    "retours suivis d'une action ÷ retours reçus dans la période × 100",
    'feedback followed by an action ÷ feedback received in the period × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure si l'écoute change quelque chose, donc de l'efficacité. L'e-book rassemble questionnaires, entretiens, groupes de discussion et formulaires, et demande d'utiliser ces informations rapidement, jusqu'au contenu commercial et à la formation. Les tickets de support et les raisons de perte comptent aussi comme des voix. Suivi veut dire : une personne a répondu au client, ou une décision datée a changé un contenu, une formation ou le produit. Les retours encore sans suite restent dans le calcul du délai. Les thèmes sont proposés par le texte et corrigés par vous ; la tonalité n'est montrée que si elle tombe juste sur des retours relus à la main. Ce que cette part ne dit pas : si l'action était la bonne ; la fréquence du thème avant et après le montre.",
    "Class E: this metric measures whether listening changes anything, hence effectiveness. The e-book gathers questionnaires, interviews, focus groups and forms, and asks to use this information quickly, down to sales content and training. Support tickets and lost-deal reasons count as voices too. Acted upon means: someone answered the customer, or a dated decision changed a content item, a training or the product. Feedback still without follow-up stays in the computation of the delay. Themes are proposed from the text and corrected by you; sentiment is shown only if it proves right on feedback read by hand. What this share cannot say: whether the action was the right one; the theme's frequency before and after shows it.",
  ),
  answers: [
    {
      id: 'acted-share',
      name: words('Retours suivis', 'Feedback acted upon'),
      explanation: words(
        "Part des retours reçus dans la période qui ont été suivis d'une action.",
        'Share of the feedback received in the period that was followed by an action.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'action-days',
      name: words("Jours jusqu'à l'action", 'Days to the action'),
      explanation: words(
        'Médiane des jours entre le retour et la première action, retours encore sans suite compris (Kaplan-Meier).',
        'Median number of days between the feedback and the first action, feedback still without one included (Kaplan-Meier).',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      isAdditive: false,
    },
    {
      id: 'voices',
      name: words('Voix entendues', 'Voices heard'),
      explanation: words(
        'Nombre de retours reçus dans la période, toutes sources réunies.',
        'Number of feedback items received in the period, all sources together.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
    },
  ],
  headline: 'acted-share',
  dimensions: [
    { id: 'theme', name: words('Thème', 'Theme') },
    { id: 'feedback-source', name: words('Source du retour', 'Source of feedback') },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'product', name: words('Produit', 'Product') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'source', name: words('Source', 'Source'), kind: 'text' },
    { id: 'theme', name: words('Thème', 'Theme'), kind: 'text' },
    { id: 'acted', name: words('Suivi le', 'Acted upon on'), kind: 'day' },
    { id: 'days', name: words('Jours', 'Days'), kind: 'days' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'feedback',
      bring: words(
        "Apportez les retours de vos clients avec leur texte, leur date et le compte : export de tickets (Zendesk, Freshdesk, HubSpot Service), réponses ouvertes d'enquêtes, comptes rendus d'entretien, « Closed Lost Reason » du CRM.",
        "Bring your customers' feedback with its text, day and account: export of tickets (Zendesk, Freshdesk, HubSpot Service), open answers of surveys, interview notes, “Closed Lost Reason” of the CRM.",
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
