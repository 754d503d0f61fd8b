// Lead quality: whether the leads that the score calls good really convert better.
import { defineMetric } from '../../metric/definition.ts'
import { words } from '../../metric/words.ts'

export const leadQuality = defineMetric({
  id: 'lead-quality',
  number: 8,
  imperative: 'B',
  class: 'E',
  name: words('Qualité des leads', 'Lead quality'),
  question: words(
    'Les leads que votre score dit bons se convertissent-ils vraiment mieux ?',
    'Do the leads that your score calls good really convert better?',
  ),
  formula: words(
    'conversion des leads au-dessus du seuil ÷ conversion des autres',
    'conversion of the leads above the bar ÷ conversion of the others',
  ),
  explanation: words(
    "Classe E : cet indicateur mesure si l'effort va aux leads qui achètent, donc de l'efficacité. L'e-book demande une notation construite par les ventes et le marketing selon un profil d'acheteur idéal, où les commerciaux ont autant, sinon plus, de poids que le marketing, et ajustée à mesure que des leads deviennent clients ou s'en vont. La règle du poids est tenue par le calcul lui-même, pas par une promesse. Le score est jugé sur les leads venus après qu'il a été fixé, et les champs remplis après coup par les vendeurs en sont écartés : ils connaissent déjà la réponse. Chaque version est datée et signée. Ce que ce rapport ne dit pas : s'il entre assez de leads, ni si ceux qui sont écartés auraient pu acheter.",
    'Class E: this metric measures whether effort goes to the leads that buy, hence effectiveness. The e-book asks for a scoring built by sales and marketing on an ideal buyer profile, in which reps weigh as much as marketing or more, adjusted as leads become customers or leave. The rule on weights is held by the computation itself, not by a promise. The score is judged on leads that came after it was set, and fields that sellers fill in afterwards are left out: they know the answer already. Each version is dated and signed. What this ratio cannot say: whether enough leads come in, or whether those set aside might have bought.',
  ),
  answers: [
    {
      id: 'lift',
      name: words('Combien de fois mieux', 'How many times better'),
      explanation: words(
        'Conversion des leads au-dessus du seuil, divisée par celle des autres.',
        'Conversion of the leads above the bar divided by that of the others.',
      ),
      unit: 'times',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'auc',
      name: words('Pouvoir de tri du score', 'Sorting power of the score'),
      explanation: words(
        "Probabilité qu'un lead devenu client ait un meilleur score qu'un autre (AUC) : 50 % est le hasard, 100 % un tri parfait.",
        'Probability that a lead that became a customer has a better score than another (AUC): 50% is chance, 100% a perfect sort.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
    {
      id: 'above-bar',
      name: words('Leads au-dessus du seuil', 'Leads above the bar'),
      explanation: words(
        'Part des leads créés dans la période dont le score passe le seuil.',
        'Share of the leads created in the period whose score passes the bar.',
      ),
      unit: 'ratio',
      direction: 'higher-is-better',
      isAdditive: false,
    },
  ],
  headline: 'lift',
  dimensions: [
    { id: 'lead-source', name: words('Origine', 'Lead source') },
    { id: 'score-band', name: words('Tranche de score', 'Score band') },
    { id: 'industry', name: words('Secteur', 'Industry') },
    { id: 'country', name: words('Pays', 'Country') },
    { id: 'team', name: words('Équipe', 'Team') },
    { id: 'rep', name: words('Commercial', 'Rep') },
  ],
  rowColumns: [
    { id: 'lead', name: words('Lead', 'Lead'), kind: 'text' },
    { id: 'account', name: words('Compte', 'Account'), kind: 'text' },
    { id: 'lead_source', name: words('Origine', 'Lead source'), kind: 'text' },
    { id: 'created', name: words('Créé le', 'Created'), kind: 'day' },
    { id: 'score', name: words('Score', 'Score'), kind: 'number' },
    { id: 'customer', name: words('Devenu client', 'Became a customer'), kind: 'flag' },
    { id: 'rep', name: words('Commercial', 'Rep'), kind: 'person' },
    { id: 'team', name: words('Équipe', 'Team'), kind: 'team' },
  ],
  needs: [
    {
      table: 'lead_scores',
      bring: words(
        'Apportez vos leads avec leur score au moment de leur création : « Lead Score » de Salesforce, HubSpot, Marketo ou Pardot ; ou décrivez votre acheteur idéal, ventes et marketing ensemble, et Douze calculera le score.',
        'Bring your leads with their score at the time they were created: “Lead Score” of Salesforce, HubSpot, Marketo or Pardot; or describe your ideal buyer, sales and marketing together, and Douze will compute the score.',
      ),
    },
  ],
  history: [{ version: 1, on: '2026-11-22', why: words('Première définition.', 'First definition.') }],
})
