// Voice of the customer: whether what customers say is acted upon, and how fast.
import { defineMetric } from '../../metric/definition.ts'
import { redrawnWait } from '../../metric/tallies/redraw.ts'
import { words } from '../../metric/words.ts'
import { count, finish } from './measure.ts'
import { rows } from './rows.ts'

const usual = ['theme', 'channel', 'segment', 'product', 'industry', 'country', 'team', 'region', 'rep']
const voiceColumns = ['day', 'account', 'channel', 'theme', 'comment', 'acted', 'days', 'rep', 'team']

const channels = {
  questionnaire: words('questionnaire', 'questionnaire'),
  interview: words('entretien', 'interview'),
  'focus-group': words('groupe de discussion', 'focus group'),
  form: words('formulaire', 'form'),
  ticket: words('ticket de support', 'support ticket'),
  'lost-deal': words('affaire perdue', 'lost deal'),
  other: words('autre', 'other'),
}
const kinds = { content: words('contenu', 'content'), training: words('formation', 'training') }

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
    "retours suivis d'une action dans les 30 jours ÷ retours dont les 30 jours s'achèvent dans la période × 100",
    'feedback followed by an action within 30 days ÷ feedback whose 30 days end in the period × 100',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure si l'écoute change quelque chose, donc de l'efficacité. L'e-book rassemble questionnaires, entretiens, groupes de discussion et formulaires, et demande d'utiliser ces informations rapidement, jusqu'au contenu commercial et à la formation. Les tickets de support et les raisons de perte comptent aussi comme des voix. Suivi veut dire : une personne a répondu au client, ou une décision datée a changé un contenu, une formation ou le produit. Une action sur tout un thème vaut pour chacun des retours reçus jusque-là. Un retour compte dans la période où ses 30 jours s'achèvent : une période close n'est jamais trop jeune. Les retours encore sans suite restent dans le calcul du délai. Le thème est celui que la source ou une personne a noté, sinon celui dont les mots-clés, écrits par vous, paraissent dans le texte ; la tonalité est celle qu'une personne a notée ; une estimation par listes de mots n'est montrée, et nommée ainsi, que si cent retours notés prouvent qu'elle voit juste trois fois sur quatre au moins, et jamais par commercial. Ce que cette part ne dit pas : si l'action était la bonne ; la fréquence du thème avant et après le montre.",
    "Class E: this metric measures whether listening changes anything, hence effectiveness. The e-book gathers questionnaires, interviews, focus groups and forms, and asks to use this information quickly, down to sales content and training. Support tickets and lost-deal reasons count as voices too. Acted upon means: someone answered the customer, or a dated decision changed a content item, a training or the product. An action on a whole theme holds for each piece of feedback received until then. Feedback counts in the period in which its 30 days end: a period that is over is never too young. Feedback still without follow-up stays in the computation of the delay. The theme is the one that the source or a person noted, else the one whose keywords, written by you, occur in the text; the tone is the one that a person noted; an estimate by word lists is shown, under that name, only where a hundred noted voices prove that it is right three times in four or more, and never by rep. What this share cannot say: whether the action was the right one; the theme's frequency before and after shows it.",
  ),
  answers: [
    {
      id: 'acted-share',
      name: words('Retours suivis', 'Feedback acted upon'),
      explanation: words(
        "Part des retours suivis d'une action dans les 30 jours ; intervalle de Wilson.",
        'Share of the feedback followed by an action within 30 days; Wilson interval.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      dimensions: usual,
      rowColumns: voiceColumns,
    },
    {
      id: 'action-days',
      name: words("Jours jusqu'à l'action", 'Days to the action'),
      explanation: words(
        'Médiane des jours entre le retour et la première action, retours encore sans suite compris (Kaplan-Meier). Montrée tant que cinq retours au moins étaient encore suivis ce jour-là : plus loin, la courbe tient à quelques-uns.',
        'Median number of days between the feedback and the first action, feedback still without one included (Kaplan-Meier). Shown while five pieces of feedback or more were still followed on that day: further on the curve hangs on a few.',
      ),
      unit: 'days',
      direction: 'lower-is-better',
      redrawn: redrawnWait,
      isAdditive: false,
      dimensions: usual,
      rowColumns: voiceColumns,
    },
    {
      id: 'voices',
      name: words('Voix entendues', 'Voices heard'),
      explanation: words(
        'Nombre de retours reçus dans la période, toutes sources réunies.',
        'Number of feedback items received in the period, all sources together.',
      ),
      unit: 'count',
      // More of it may be more complaints, or more listening.
      direction: 'neither',
      isAdditive: true,
      dimensions: usual,
      rowColumns: voiceColumns,
    },
    {
      id: 'unanswered',
      name: words('Retours encore sans suite', 'Feedback still without an action'),
      explanation: words(
        "Nombre de retours reçus dans la période dont rien n'a été fait à ce jour. Non comparé à d'autres périodes : les retours plus anciens ont eu plus de temps pour recevoir une suite.",
        'Number of feedback items received in the period about which nothing has been done to this day. Not compared with other periods: older feedback has had more time to be acted upon.',
      ),
      unit: 'count',
      direction: 'lower-is-better',
      isAdditive: true,
      standsAlone: true,
      isDetail: true,
      toDo: true,
      dimensions: usual,
      rowColumns: ['day', 'account', 'channel', 'theme', 'comment', 'waits', 'rep', 'team'],
    },
    {
      id: 'changes',
      name: words('Contenus et formations changés', 'Content and training changed'),
      explanation: words(
        'Nombre de contenus et de formations changés dans la période à cause de ce que des clients ont dit ; la liste dit combien de commerciaux ont ouvert le contenu depuis.',
        'Number of content items and trainings changed in the period because of what customers said; the list says how many reps have opened the item since.',
      ),
      unit: 'count',
      direction: 'higher-is-better',
      isAdditive: true,
      dimensions: ['theme', 'kind', 'team', 'region', 'rep'],
      rowColumns: ['day', 'theme', 'kind', 'content', 'description', 'seen', 'rep', 'team'],
      data: 'results',
    },
    {
      id: 'sentiment',
      name: words('Tonalité notée', 'Tone noted'),
      explanation: words(
        'Part des retours notés positifs moins part des négatifs, parmi ceux dont une personne a noté la tonalité ; intervalle de Wald ajusté.',
        'Share of feedback noted positive minus share noted negative, among those whose tone a person noted; adjusted Wald interval.',
      ),
      unit: 'score',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      dimensions: usual,
      rowColumns: [...voiceColumns, 'sentiment'],
    },
    {
      id: 'estimated-tone',
      name: words('Part positive, estimée', 'Positive share, estimated'),
      explanation: words(
        'Estimation, pour les retours que personne n’a notés : part de positifs, lue par des listes de mots françaises et anglaises, redressée des erreurs vues sur les retours notés (Rogan et Gladen). Montrée seulement si, dans la langue, cent retours notés en douze mois prouvent qu’elle voit juste dans 75 % des cas au moins (borne basse de Wilson). Pour toute l’organisation, jamais par commercial ni par équipe ; rien n’en est gardé.',
        'Estimate, for the voices that nobody noted: positive share, read by French and English word lists, put right for the errors seen on noted voices (Rogan and Gladen). Shown only if, in the language, a hundred voices noted within twelve months prove that it is right in 75% of cases or more (Wilson’s lower bound). For the whole organisation, never by rep or team; none of it is kept.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      standsAlone: true,
      dimensions: ['theme', 'channel', 'segment', 'product', 'industry', 'country'],
      rowColumns: ['day', 'account', 'channel', 'theme', 'comment', 'acted', 'days'],
    },
  ],
  headline: 'acted-share',
  dimensions: [
    { id: 'theme', name: words('Thème', 'Theme') },
    { id: 'channel', name: words('Source du retour', 'Source of feedback'), values: channels },
    { id: 'kind', name: words('Ce qui a changé', 'What changed'), values: kinds },
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'product', name: words('Produit', 'Product') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'channel', name: words('Source', 'Source'), kind: 'text', values: channels },
    { id: 'theme', name: words('Thème', 'Theme'), kind: 'text' },
    { id: 'comment', name: words('Ce qui a été dit', 'What was said'), kind: 'text' },
    {
      id: 'sentiment',
      name: words('Tonalité', 'Tone'),
      kind: 'text',
      values: {
        positive: words('positive', 'positive'),
        neutral: words('neutre', 'neutral'),
        negative: words('négative', 'negative'),
      },
    },
    { id: 'acted', name: words('Suivi le', 'Acted upon on'), kind: 'day' },
    { id: 'days', name: words('Jours', 'Days'), kind: 'days' },
    { id: 'waits', name: words('Attend depuis', 'Waits for'), kind: 'days' },
    { id: 'kind', name: words('Ce qui a changé', 'What changed'), kind: 'text', values: kinds },
    { id: 'content', name: words('Contenu', 'Content'), kind: 'text' },
    { id: 'description', name: words('Ce qui a été fait', 'What was done'), kind: 'text' },
    {
      id: 'seen',
      name: words('Commerciaux qui l’ont ouvert depuis', 'Reps who opened it since'),
      kind: 'number',
    },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'feedback',
      answers: ['acted-share', 'action-days', 'voices', 'unanswered', 'sentiment', 'estimated-tone'],
      bring: words(
        "Apportez les retours de vos clients avec leur texte, leur date et le compte : export de tickets (Zendesk, Freshdesk, HubSpot Service), réponses ouvertes d'enquêtes, comptes rendus d'entretien, « Closed Lost Reason » du CRM.",
        "Bring your customers' feedback with its text, day and account: export of tickets (Zendesk, Freshdesk, HubSpot Service), open answers of surveys, interview notes, “Closed Lost Reason” of the CRM.",
      ),
    },
    {
      table: 'feedback_actions',
      answers: ['acted-share', 'action-days', 'unanswered', 'changes'],
      bring: words(
        'Apportez ce qui a été fait des retours : le retour ou le thème, le jour et l’action (contenu, formation, réponse, produit).',
        'Bring what was done about feedback: the piece of feedback or the theme, the day and the action (content, training, reply, product).',
      ),
    },
  ],
  showsWords: true,
  history: [
    { version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') },
    {
      version: 2,
      on: '2026-11-23',
      why: words(
        'Mesuré : part suivie dans les 30 jours, délai, volume par thème, changements, tonalité notée.',
        'Measured: share acted upon within 30 days, delay, volume by theme, changes, tone noted.',
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
        'Les retours sans suite sont comptés à part, avec leur liste.',
        'Feedback without an action is counted by itself, with its list.',
      ),
    },
    {
      version: 5,
      on: '2026-11-28',
      why: words(
        'Une réponse de plus : la part positive estimée, là où des retours notés la prouvent.',
        'One more answer: the positive share estimated, where noted voices prove it.',
      ),
    },
    {
      version: 6,
      on: '2026-11-29',
      why: words(
        'Le nombre de voix entendues n’est plus dit meilleur ou moins bon : davantage de retours n’est ni l’un ni l’autre.',
        'The number of voices heard is no longer called better or worse: more feedback is neither.',
      ),
    },
  ],
  count,
  finish,
  rows,
})
