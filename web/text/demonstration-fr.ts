// Les mots français de la démonstration : l’offre d’une maison vide, et la bande qui la marque sur chaque page.
import type { demonstrationEn } from './demonstration-en.ts'

export const demonstrationFr: typeof demonstrationEn = {
  offer: 'Pas d’export sous la main\u202f?',
  offerLead:
    'Visitez d’abord une entreprise simulée\u202f: 60 commerciaux dans 8 équipes, deux ans et demi d’affaires, de contenus, de formations et de voix de clients. Elle est marquée sur chaque page, et un clic la retire jusqu’à la dernière ligne.',
  load: 'Voir la démonstration',
  loading: 'Création de l’entreprise…',
  band: 'Entreprise simulée\u202f: aucun chiffre de ces pages n’est réel. Son horloge est arrêtée à son dernier jour, le 30 juin 2026.',
  remove: 'La retirer',
  removeQuestion: 'Retirer l’entreprise simulée\u202f?',
  removeLead:
    'Chacune de ses lignes s’en va, avec ses objectifs, les notes écrites dessus et ce que vous avez posé pour ses équipes. Un objectif que vous avez posé vous-même pour toute l’organisation reste.',
  keep: 'La garder',
}
