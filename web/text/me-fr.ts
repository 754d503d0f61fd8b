// Les mots français de ses propres données, et des notes sur les chiffres et les lignes.
import type { meEn, notesEn } from './me-en.ts'
import { manyFr as many } from './many.ts'

export const meFr: typeof meEn = {
  title: 'Mes données',
  lead: 'Ce que Douze tient à votre sujet, qui l’a regardé, et ce que vous avez à en dire.',
  download: 'Tout télécharger',
  noAccount:
    'Personne n’a encore de compte sur cette machine. Avec des comptes, chacun trouve ici ce qui est tenu à son sujet, et qui l’a regardé.',
  noPerson:
    'Votre compte n’est relié à aucune personne de l’organisation\u202f: rien n’est tenu à votre nom. Un administrateur peut le relier.',
  held: 'Ce qui est tenu à votre sujet',
  heldLead:
    'Nature par nature, les premières lignes\u202f; le téléchargement les a toutes, en JSON et en CSV.',
  rows: (n, count) => `${n} ${many(count, 'ligne', 'lignes')}`,
  oneRowIs: (grain) => `Une ligne\u202f: ${grain}.`,
  more: (n, count) => `${n} ${many(count, 'autre ligne', 'autres lignes')} dans le téléchargement.`,
  onlyNumbers:
    'Seulement des numéros qui relient des lignes entre elles\u202f; ils sont dans le téléchargement.',
  looks: 'Qui a regardé vos données',
  looksLead:
    'Chaque lecture par quelqu’un d’autre, la plus récente d’abord. Ce journal ne peut pas être modifié sans que cela se voie.',
  looksNone: 'Personne d’autre que vous n’a regardé vos données.',
  when: 'Quand',
  who: 'Qui',
  what: 'Quoi',
  why: 'Où',
  earlier: 'Entrées plus anciennes',
  machineOwner: 'la personne devant la machine',
  unknownReader: 'une personne qui n’est plus nommée',
  purposes: {
    measurement: 'la page d’un indicateur',
    health: 'la page de santé',
    trend: 'une tendance',
    breakdown: 'une répartition par personne',
    rows: 'les lignes d’un chiffre',
    rowsFile: 'le téléchargement de lignes',
    personData: 'le téléchargement de tout ce qui vous concerne',
    heldData: 'la page de ce qui est tenu à votre sujet',
    correctPerson: 'une rectification',
    joinPeople: 'deux fiches réunies',
    addStay: 'un changement d’équipe',
    changeStay: 'un changement d’équipe',
    waiveCourse: 'une dispense d’unité de formation',
    withdrawWaiver: 'une dispense d’unité de formation reprise',
    measure: 'le terminal\u202f: un chiffre',
    people: 'la liste des personnes',
  },
  notice: 'Ce qu’on vous a annoncé',
  noticeNone: 'Votre organisation n’a encore publié aucune information.',
  noticeVersion: (name) => `Information, version ${name}`,
  noticeReceived: (instant) => `Reçue le ${instant}`,
  noticeDue: 'Vous n’avez pas encore reçu cette version.',
  noticeRead: 'Je l’ai lue',
  ways: { 'on screen': 'à l’écran', 'by mail': 'par courrier', 'on paper': 'sur papier' },
  register: 'Le registre des traitements, en fichier',
  notesNone:
    'Aucune note. Là où un chiffre ou ses lignes vous concernent, vous pouvez les annoter ou les contester\u202f; votre note se montre partout où ils se montrent.',
  corrections: 'Rectifications',
  correctionsLead:
    'Chaque valeur à votre sujet qui a été rectifiée\u202f: ce qu’elle était, et pourquoi elle a changé.',
  askCorrection: 'Demander une rectification',
  askCorrectionHelp:
    'Nom, adresse, fonction, dates\u202f: dites ce qui est faux et ce qui est juste. Les administrateurs le lisent.',
  send: 'Envoyer',
  sent: 'Envoyée\u202f; elle figure parmi vos notes jusqu’à la réponse.',
}

export const notesFr: typeof notesEn = {
  title: 'Notes et contestations',
  kinds: { annotation: 'note', contest: 'contestation' },
  records: { opportunity: 'Affaire', lead: 'Lead', person: 'Ma propre fiche' },
  number: (n) => `n°\u00a0${n}`,
  noAuthor: 'la personne devant la machine',
  answered: 'Réponse',
  column: 'Notes',
  none: 'Personne n’a encore rien dit de ce chiffre.',
  lead: 'Elles se montrent partout où ce chiffre se montre.',
  noneOnRow: 'Personne n’a encore rien dit de cette ligne.',
  kind: 'Sorte de note',
  intents: { annotation: 'Une remarque', contest: 'C’est faux' },
  body: 'Note',
  bodyHelp: 'Qui voit ceci voit votre note, avec votre nom.',
  write: 'Noter ou contester',
  writeOn: (answer) => `Noter ou contester\u202f: ${answer}`,
  count: (n, count) => `${n} ${many(count, 'note', 'notes')}`,
  countContested: (n, count, contests, contested) =>
    `${n} ${many(count, 'note', 'notes')}, dont ${contests} ${many(contested, 'contestation', 'contestations')}`,
}
