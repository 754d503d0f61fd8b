// Les mots français des modèles : ce que l’on remplit quand aucun export n’est à portée de main.
import type { templatesEn } from './templates-en.ts'

export const templatesFr: typeof templatesEn = {
  title: 'Pas d’export sous la main\u202f?',
  lead: 'Remplissez un modèle et déposez-le sur la page. Un fichier à vous convient aussi\u202f: dites une fois ce que sont ses colonnes, et il sera reconnu.',
  show: 'Voir les modèles',
  download: 'Télécharger le modèle',
  downloadOf: (name) => `Modèle «\u202f${name}\u202f» (CSV)`,
  column: 'Colonne',
  holds: 'Ce qu’elle contient',
  required: 'obligatoire',
}
