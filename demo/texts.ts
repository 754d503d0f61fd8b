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

export const feedbackTexts: Readonly<Record<ThemeName, readonly string[]>> = {
  'Délais de livraison': [
    'La livraison est arrivée avec dix jours de retard et personne ne nous a prévenus.',
    'Les délais annoncés ne sont pas tenus, nous avons dû arrêter une ligne.',
    'Le transport a abîmé deux bornes, il a fallu attendre trois semaines de plus.',
    'Délai correct cette fois, mais nous n’étions pas informés du jour exact.',
  ],
  Prix: [
    'Le prix a trop augmenté au renouvellement, sans explication.',
    'Un concurrent propose la même chose pour un tarif plus bas.',
    'Le coût de la mise en service n’était pas dans le devis, mauvaise surprise.',
    'Cher pour une petite structure comme la nôtre.',
  ],
  'Prise en main': [
    'Le démarrage a été compliqué, la documentation ne suit pas la dernière version.',
    'Nos opérateurs n’ont pas eu de formation suffisante.',
    'La prise en main demande trop de temps, il manque un guide court.',
    'Après la formation tout est devenu simple, il aurait fallu commencer par là.',
  ],
  'Service après-vente': [
    'Le support met deux jours à répondre, c’est insuffisant pour nous.',
    'Le technicien était excellent mais nous avons attendu son rappel une semaine.',
    'Aucune réponse à notre dernière demande d’assistance.',
    'Assistance rapide et réactive, merci.',
  ],
  Fonctionnalités: [
    'Il manque un export vers notre outil de paie.',
    'L’écran de suivi est lent dès que nous avons plus de mille références.',
    'L’intégration avec notre ERP ne marche pas comme promis.',
    'Une fonction de recherche par lot serait très utile.',
  ],
}

export const praiseTexts: readonly string[] = [
  'Très satisfaits, le suivi de notre interlocuteur est excellent.',
  'Outil fiable, gain de temps réel pour nos équipes.',
  'Bonne relation, je recommande volontiers.',
  'Mise en place rapide et agréable.',
  'Produit solide, nous venons d’équiper un deuxième site.',
]
