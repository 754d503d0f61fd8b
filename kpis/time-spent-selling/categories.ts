// What each category of time is called on screen.
import { type Words, words } from '../../metric/words.ts'

export const categoryWords: Readonly<Record<string, Words>> = {
  'buyer-facing': words('avec des clients', 'with customers'),
  prospecting: words('prospection', 'prospecting'),
  preparation: words('préparation', 'preparation'),
  email: words('e-mail', 'e-mail'),
  crm: words('saisie dans le CRM', 'CRM entry'),
  content: words('recherche de contenus', 'looking for content'),
  internal: words('réunions internes', 'internal meetings'),
  training: words('formation', 'training'),
  admin: words('RH et administratif', 'HR and administration'),
  travel: words('déplacements', 'travel'),
  other: words('autre', 'other'),
}
