// Sentences of simulated customers, by theme, and the words by which each theme is known.

export type ThemeName =
  'Délais de livraison' | 'Prix' | 'Prise en main' | 'Service après-vente' | 'Fonctionnalités'

export const themes: readonly (readonly [ThemeName, string])[] = [
  ['Délais de livraison', 'livraison, délai, retard, reçu, transport'],
  ['Prix', 'prix, tarif, cher, coût, budget, remise'],
  ['Prise en main', 'prise en main, démarrage, formation, compliqué, documentation'],
  ['Service après-vente', 'support, assistance, rappel, technicien, réponse'],
  ['Fonctionnalités', 'fonction, export, manque, intégration, écran'],
]

/** How the customer feels about it, as one who listens notes it. */
export type Tone = 'positive' | 'neutral' | 'negative'

export interface Remark {
  readonly text: string
  readonly tone: Tone
}

const complaint = (text: string): Remark => ({ text, tone: 'negative' })
const wish = (text: string): Remark => ({ text, tone: 'neutral' })
const praise = (text: string): Remark => ({ text, tone: 'positive' })

export const remarks: Readonly<Record<ThemeName, readonly Remark[]>> = {
  'Délais de livraison': [
    complaint('La livraison est arrivée avec dix jours de retard et personne ne nous a prévenus.'),
    complaint('Les délais annoncés ne sont pas tenus, nous avons dû arrêter une ligne.'),
    complaint('Le transport a abîmé deux bornes, il a fallu attendre trois semaines de plus.'),
    wish('Délai correct cette fois, mais nous n’étions pas informés du jour exact.'),
    praise('Livré en avance, l’équipe était prête le jour même : parfait.'),
  ],
  Prix: [
    complaint('Le prix a trop augmenté au renouvellement, sans explication.'),
    complaint('Un concurrent propose la même chose pour un tarif plus bas.'),
    complaint('Le coût de la mise en service n’était pas dans le devis, mauvaise surprise.'),
    complaint('Cher pour une petite structure comme la nôtre.'),
    praise('Le tarif est juste pour la qualité du service.'),
  ],
  'Prise en main': [
    complaint('Le démarrage a été compliqué, la documentation ne suit pas la dernière version.'),
    complaint('Nos opérateurs n’ont pas eu de formation suffisante.'),
    complaint('La prise en main demande trop de temps, il manque un guide court.'),
    wish('Après la formation tout est devenu simple, il aurait fallu commencer par là.'),
    praise('La nouvelle documentation est claire, démarrage réussi en deux jours.'),
    praise('Formation très utile, nos opérateurs sont à l’aise.'),
  ],
  'Service après-vente': [
    complaint('Le support met deux jours à répondre, c’est insuffisant pour nous.'),
    complaint('Le technicien était excellent mais nous avons attendu son rappel une semaine.'),
    complaint('Aucune réponse à notre dernière demande d’assistance.'),
    praise('Assistance rapide et réactive, merci.'),
    praise('Un support compétent et aimable, bravo.'),
  ],
  Fonctionnalités: [
    complaint('Il manque un export vers notre outil de paie.'),
    complaint('L’écran de suivi est lent dès que nous avons plus de mille références.'),
    complaint('L’intégration avec notre ERP ne marche pas comme promis.'),
    wish('Une fonction de recherche par lot serait très utile.'),
    praise('Le nouvel écran de suivi est agréable et nous fait gagner du temps.'),
  ],
}

export const praiseTexts: readonly string[] = [
  'Très satisfaits, le suivi de notre interlocuteur est excellent.',
  'Outil fiable, gain de temps réel pour nos équipes.',
  'Bonne relation, je recommande volontiers.',
  'Mise en place rapide et agréable.',
  'Produit solide, nous venons d’équiper un deuxième site.',
]
