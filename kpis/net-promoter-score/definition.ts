// Net Promoter Score: promoters minus detractors, with its margin.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'
import { count, exclusions, finish } from './measure.ts'
import { rows } from './rows.ts'

export const netPromoterScore = defineMetric({
  id: 'net-promoter-score',
  number: 10,
  imperative: 'C',
  class: 'E',
  name: words('Net Promoter Score', 'Net Promoter Score'),
  question: words('Vos clients vous recommanderaient-ils ?', 'Would your customers recommend you?'),
  formula: words(
    '% de promoteurs (9 et 10) − % de détracteurs (0 à 6)',
    '% of promoters (9 and 10) − % of detractors (0 to 6)',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure l'avis des clients, donc un résultat. L'e-book pose la question « Dans quelle mesure seriez-vous prêt à recommander notre entreprise à un ami ou à un collègue ? », de 0 à 10, et retranche la part des détracteurs de celle des promoteurs. Les passifs, 7 et 8, comptent dans le total sans entrer dans la soustraction. Une réponse par personne et par période, la dernière ; les notes hors de 0 à 10 sont écartées et comptées. Avec 100 réponses la marge est d'environ 15 points, avec 400 de 8 : deux vagues ne sont comparées qu'avec leur marge commune. Ce que ce score ne dit pas : l'avis de ceux qui n'ont pas répondu ; le taux de réponse est donc toujours à côté. Les promoteurs à qui rien n'est proposé sont listés avec le taux cross-sell / upsell, qui dit aussi si les promoteurs achètent plus.",
    "Class E: this metric measures customers' opinion, hence a result. The e-book asks “How willing would you be to recommend our company to a friend or colleague?”, from 0 to 10, and subtracts the share of detractors from that of promoters. Passives, 7 and 8, count in the total without entering the subtraction. One answer per person and period, the last; scores outside 0 to 10 are left out and counted. With 100 answers the margin is about 15 points, with 400 about 8: two waves are compared only with their joint margin. What this score cannot say: the opinion of those who did not answer; the response rate is therefore always beside it. Promoters to whom nothing is proposed are listed with the cross-sell / upsell rate, which also says whether promoters buy more.",
  ),
  ebookSlip: words(
    'L’encadré de l’e-book imprime « % de détracteurs − % de partisans » : le signe est inversé. Son propre texte (« en soustrayant le pourcentage de détracteurs au pourcentage de partisans ») et la méthode d’origine disent promoteurs − détracteurs. Nous suivons le texte : plus le score est haut, plus vos clients vous recommandent.',
    'The e-book’s box prints “% of detractors − % of promoters”: the sign is reversed. Its own text (“subtracting the percentage of detractors from the percentage of promoters”) and the original method say promoters − detractors. We follow the text: the higher the score, the more your customers recommend you.',
  ),
  answers: [
    {
      id: 'nps',
      name: words('Net Promoter Score', 'Net Promoter Score'),
      explanation: words(
        'Part des notes 9 et 10 moins part des notes 0 à 6, de −100 à 100 ; intervalle de Wald ajusté.',
        'Share of scores 9 and 10 minus share of scores 0 to 6, from −100 to 100; adjusted Wald interval.',
      ),
      unit: 'score',
      direction: 'higher-is-better',
      isAdditive: false,
      rowColumns: ['account', 'day', 'score', 'class', 'rep', 'team'],
    },
    {
      id: 'by-account',
      name: words('Un score par compte', 'One score per account'),
      explanation: words(
        'Le même score, chaque compte pesant une fois, quel que soit le nombre de ses répondants ; intervalle de Student.',
        'The same score, each account weighing once, however many of its people answered; Student interval.',
      ),
      unit: 'score',
      direction: 'higher-is-better',
      isAdditive: false,
      rowsAreFiner: true,
      rowColumns: ['account', 'day', 'score', 'class', 'rep', 'team'],
    },
    {
      id: 'response-rate',
      name: words('Taux de réponse', 'Response rate'),
      explanation: words(
        'Personnes qui ont répondu, parmi celles à qui le questionnaire a été envoyé dans la période.',
        'People who answered, among those to whom the questionnaire was sent in the period.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
      rowColumns: ['account', 'day', 'answered', 'score', 'class', 'rep', 'team'],
    },
    {
      id: 'same-people',
      name: words('Changement chez ceux qui ont répondu deux fois', 'Change among those who answered twice'),
      explanation: words(
        "Changement du score des mêmes personnes, entre leur réponse de la période et la précédente, vieille d'un an au plus. Il ne doit rien à qui répond. Il est tenu en face de zéro, pas d’une autre période : les deux changements partageraient des réponses.",
        'Change in the score of the same people, between their answer of the period and the one before, at most a year old. It owes nothing to who answers. It is held against zero, not against another period: the two changes would share answers.',
      ),
      unit: 'score',
      direction: 'higher-is-better',
      isAdditive: false,
      isDetail: true,
      standsAlone: true,
      rowColumns: ['account', 'day', 'score', 'class', 'rep', 'team'],
    },
  ],
  headline: 'nps',
  dimensions: [
    { id: 'segment', name: words('Segment', 'Segment') },
    { id: 'product', name: words('Produit', 'Product') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'region', name: words('Région', 'Region') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'day', name: words('Jour', 'Day'), kind: 'day' },
    { id: 'score', name: words('Score', 'Score'), kind: 'number' },
    { id: 'answered', name: words('A répondu', 'Answered'), kind: 'flag' },
    {
      id: 'class',
      name: words('Classe', 'Class'),
      kind: 'text',
      values: {
        promoter: words('promoteur', 'promoter'),
        passive: words('passif', 'passive'),
        detractor: words('détracteur', 'detractor'),
      },
    },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'survey_answers',
      bring: words(
        'Apportez les réponses à votre enquête NPS avec la note de 0 à 10, le jour et le client : export de Delighted, Typeform, SurveyMonkey, Qualtrics ou HubSpot Feedback.',
        'Bring the answers to your NPS survey with the score from 0 to 10, the day and the customer: export of Delighted, Typeform, SurveyMonkey, Qualtrics or HubSpot Feedback.',
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
        'Mesuré sur les réponses ; changement de ceux qui ont répondu deux fois.',
        'Measured from answers; change of those who answered twice.',
      ),
    },
  ],
  count,
  finish,
  exclusions,
  rows,
})
