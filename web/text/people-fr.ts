// Les mots français des personnes, des équipes, des comptes et de la conservation.
import type { accountsEn, peopleEn, privacyEn } from './people-en.ts'

const many = (count: number, one: string, other: string): string => (count < 2 ? one : other)

export const peopleFr: typeof peopleEn = {
  title: 'Personnes et équipes',
  lead: 'Qui est qui, et qui était dans quelle équipe à quel moment. Les chiffres suivent aussitôt.',
  none: 'Aucune liste de personnes n’a encore été livrée. Les noms que portent les affaires figurent plus haut, en attendant que quelqu’un dise qui c’est.',
  find: 'Chercher une personne',
  provisionalLead:
    'Nommées par des affaires ou des leads, absentes de toute liste de personnes. Chacune compte à part tant que vous n’avez pas dit qui c’est.',
  sameAs: (name) => `${name} est la même personne que`,
  sameAsChoice: 'C’est la même personne que…',
  join: 'Réunir',
  joinSure: (provisional, person) =>
    `«\u202f${provisional}\u202f» et ${person} sont-ils une seule personne\u202f?`,
  joinMeans:
    'Ses affaires, leads et notes comptent alors pour cette personne, et les prochains imports reconnaîtront ce nom. Cela ne se sépare plus.',
  requests: 'Rectifications demandées',
  requestsLead: 'Rectifiez la valeur plus bas, puis répondez ici\u202f; la personne lit votre réponse.',
  answer: 'Votre réponse',
  stays: 'Équipes au fil du temps',
  staysOf: (name) => `Équipes de ${name}`,
  noTeam: 'dans aucune équipe',
  noTeams: 'Il n’y a pas encore d’équipe\u202f: créez-en une plus bas.',
  until: (team, day) => `${team} jusqu’au ${day}`,
  left: (day) => `départ le ${day}`,
  always: 'depuis le début des données',
  from: (day) => `depuis le ${day}`,
  still: 'toujours là',
  to: (day) => `jusqu’au ${day}`,
  end: 'Terminer',
  changeEnd: 'Changer la fin',
  endDay: 'Premier jour hors de cette équipe\u202f; vide\u202f: toujours là',
  addStay: 'Mettre dans une équipe',
  team: 'Équipe',
  choose: 'Choisir',
  startDay: 'À partir du',
  startHelp: 'Vide\u202f: depuis le début des données. Terminez d’abord l’équipe actuelle.',
  add: 'Ajouter',
  correct: 'Rectifier une valeur',
  correctLead: 'L’ancienne valeur, la nouvelle et votre raison restent lisibles, pour la personne aussi.',
  what: 'Quoi',
  rightValue: 'Valeur juste',
  reason: 'Raison',
  reasonHelp: 'D’où vous le savez.',
  correctDo: 'Rectifier',
  open: 'Ouvrir ses données pendant une heure',
  openLead: 'Quand il n’y a pas d’autre moyen. La personne lit que vous l’avez fait, quand, et votre raison.',
  openReason: 'Dix caractères au moins.',
  openDo: 'Ouvrir pendant une heure',
  openUntil: (instant) => `Ouvertes jusqu’au ${instant}.`,
  openSee: (name) => `Voir les chiffres de ${name}`,
  addTeam: 'Créer une équipe',
  teamName: 'Nom de l’équipe',
  region: 'Région (s’il y en a une)',
}

export const accountsFr: typeof accountsEn = {
  title: 'Comptes',
  lead: 'Qui se connecte, et à quel titre. Les droits changent dès la requête suivante.',
  count: (n, count) => `${n} ${many(count, 'compte', 'comptes')}`,
  invite: 'Inviter quelqu’un',
  inviteLead:
    'Vous obtenez un lien à remettre en personne\u202f: Douze n’envoie pas d’e-mail. Il sert une fois, pendant sept jours.',
  emailHelp: 'Avec l’adresse que les données connaissent, ses propres lignes lui sont reliées.',
  inviteDo: 'Créer le lien',
  link: (email, until) => `Lien pour ${email}, jusqu’au ${until}. Il n’est montré que cette fois.`,
  linkName: (email) => `Lien pour ${email}`,
  withFactor: 'second facteur',
  person: 'Personne de l’organisation',
  personHelp: 'Celle dont les affaires, le temps et la formation sont les siens.',
  noPerson: 'personne',
  forgetFactor: 'Téléphone et codes de secours perdus\u202f: oublier aussi le second facteur',
  reset: 'Lien pour un nouveau mot de passe',
  inviteAgain: 'Nouveau lien d’invitation',
  close: 'Fermer le compte',
  closeSure: (name) =>
    `Fermer le compte de ${name}\u202f? Sessions et jetons s’éteignent aussitôt\u202f; il pourra être rouvert.`,
  takeBack: 'Reprendre l’invitation',
  takeBackSure: (name) => `Reprendre l’invitation de ${name}\u202f? Son lien ne fonctionnera plus.`,
  reopen: 'Rouvrir',
}

export const privacyFr: typeof privacyEn = {
  title: 'Vie privée',
  lead: 'Combien de temps chaque chose est gardée, et sur combien de personnes porte au moins un chiffre.',
  retention: 'Durées de conservation',
  retentionLead:
    'Chaque jour, ce qui a dépassé sa durée est supprimé. Aucun chiffre d’une période close n’en change.',
  lengths: {
    days: (n, count) => `${n} ${many(count, 'jour', 'jours')}`,
    months: (n) => `${n} mois`,
  },
  afterwards: (what) => `puis ${what}`,
  byDefault: (length) => `par défaut ${length}`,
  atMost: (length) => `au plus ${length}`,
  because: (reason) => `Raison\u202f: ${reason}`,
  neverRun: 'La purge n’a pas encore tourné.',
  lastRun: (day, n, count) =>
    `Dernière purge le ${day}\u202f: ${count === 0 ? 'rien à supprimer' : `${n} ${many(count, 'ligne supprimée', 'lignes supprimées')}`}.`,
  change: 'Changer',
  keepFor: 'Garder pendant',
  unit: 'Unité',
  days: 'jours',
  months: 'mois',
  reasonHelp: 'Nécessaire au-delà de la durée par défaut pour le journal des accès.',
  groups: 'Plus petit groupe',
  groupsLead: (least) =>
    `Hors de la ligne hiérarchique d’une personne, aucun chiffre ne porte sur moins de personnes que cela. Le seuil part de ${least} et ne peut qu’être relevé.`,
  smallest: 'Personnes au moins',
  smallestHelp: (least) => `De ${least} à 1\u202f000.`,
}
