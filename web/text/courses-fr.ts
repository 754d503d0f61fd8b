// Les mots français des formations qui s’ouvrent d’ici (cmi5).
import type { coursesEn } from './courses-en.ts'

export const coursesFr: typeof coursesEn = {
  title: 'Formations',
  lead: 'Les formations qui s’ouvrent d’ici, et où vous en êtes dans chacune. Ce que vous y faites devient vos résultats de formation.',
  none: 'Aucune formation n’a encore été ajoutée.',
  open: 'Ouvrir',
  done: 'faite',
  waived: 'dispense',
  waive: 'Dispenser une personne, ou reprendre sa dispense',
  waiveLead:
    'L’unité compte alors comme faite pour cette personne, et la raison reste dans les traces de formation. Cela se reprend : l’unité compte alors selon ce qu’elle en a fait elle-même.',
  waiveUnit: 'Unité',
  waivePerson: 'Personne',
  waiveReason: 'Raison',
  waiveReasons: {
    'tested-out': 'a réussi un test',
    'equivalent-unit': 'a fait une unité équivalente de cette formation',
    'equivalent-activity': 'a fait l’équivalent ailleurs',
    administrative: 'décidé par l’administration',
  },
  waiveSend: 'Dispenser',
  waiveSent: 'C’est fait\u202f: l’unité compte comme faite.',
  withdraw: 'Reprendre la dispense',
  withdrawn: 'Reprise : l’unité compte selon ce que cette personne en a fait.',
  choose: 'Choisir',
  begun: (day) => `ouverte la dernière fois le ${day}`,
  notBegun: 'pas encore ouverte',
  add: 'Ajouter une formation (cmi5)',
  addLead:
    'Envoyez son paquet (.zip, 200 Mo au plus) ou son seul cmi5.xml. Douze garde la structure et n’héberge aucun contenu : chaque unité s’ouvre à l’adresse où elle est publiée.',
  file: 'Paquet ou cmi5.xml',
  base: 'Adresse du contenu',
  baseHelp: 'Seulement si le paquet ne la dit pas, par exemple https://contenus.exemple.fr/cours/',
  send: 'Ajouter',
  added: (title, units, count) => `Ajoutée : ${title}, ${units} ${count < 2 ? 'unité' : 'unités'}.`,
}
