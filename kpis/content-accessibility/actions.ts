// What reps do with content, in words.
import { type Words, words } from '../../metric/words.ts'

export const actionWords: Readonly<Record<string, Words>> = {
  search: words('recherche', 'search'),
  open: words('ouverture', 'opening'),
  download: words('téléchargement', 'download'),
  customise: words('personnalisation', 'customising'),
  send: words('envoi', 'sending'),
  share: words('partage', 'sharing'),
}
