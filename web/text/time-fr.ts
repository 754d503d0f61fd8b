// Mots français de son propre temps : le relevé de la semaine, les fichiers de suivi et d’agenda, ce qui est gardé.
import type { timeEn } from './time-en.ts'

const many = (count: number, one: string, other: string): string => (count < 2 ? one : other)

export const timeFr: typeof timeEn = {
  title: 'Mon temps',
  lead: 'Vos heures, telles que vous les dites ou que votre agenda et votre outil de suivi les montrent. Vous voyez tout en premier, et vous décidez de ce qui est gardé.',
  week: 'Ma semaine',
  weekLead:
    'Des heures par activité, arrondies comme vous voulez : deux minutes suffisent. Congé, maladie ou temps privé vont dans « non mesuré », sans motif.',
  weekOf: (day) => `Semaine du ${day}`,
  weekBefore: 'Avant',
  weekAfter: 'Après',
  sum: 'En tout',
  wrongHours: 'Les heures s’écrivent 2, 2,5 ou 2h30.',
  declare: 'Déclarer la semaine',
  declared: 'C’est gardé. Vous pouvez la redire à tout moment.',
  send: 'Envoyer un fichier',
  sendLead:
    'Un export d’ActivityWatch, ou un fichier iCalendar. Il est lu en mémoire et vous est montré ; titres, adresses, programmes et moments d’absence ne sont jamais gardés, et le fichier non plus.',
  file: 'Fichier (.json ou .ics)',
  fileHelp:
    'ActivityWatch : « Raw data », puis « Export all buckets ». Agendas : « Exporter », un fichier qui finit par .ics.',
  ownRules: 'Mes propres règles',
  rulesFile: 'Fichier de catégories (.json)',
  rulesHelp:
    'Tel qu’ActivityWatch exporte ses catégories. Choisissez-le avant l’export ; sans lui, celles de Douze servent.',
  preset: 'Les catégories de Douze, à importer dans ActivityWatch',
  reading: 'Lecture en mémoire…',
  nothing: 'Aucun temps trouvé dans ce fichier.',
  shown: 'Ce que donne ce fichier',
  noRule: 'Aucune règle ne le nomme',
  countsAs: 'Compte comme',
  leaveOut: 'rien : laissé de côté',
  byDay: 'Jour par jour',
  day: 'Jour',
  category: 'Activité',
  length: 'Temps',
  rejected: (n, count) => `${n} ${many(count, 'enregistrement illisible', 'enregistrements illisibles')}`,
  record: (row) => `Enregistrement ${row} :`,
  notKept:
    'Laissés de côté : titres, adresses, noms de programmes, onglets privés, et chaque moment d’absence, qui n’a pas de total et ne diminue rien. Le temps que votre agenda compte déjà n’est pas compté deux fois.',
  passedOver: (list) => `Laissés sans être lus : ${list}.`,
  refusedRules: (list) => `Règles qui n’ont pas pu servir : ${list}.`,
  calendarKept:
    'Gardés : début, fin et activité de ce qui a eu lieu. Non gardés : titres, lieux, personnes, tout ce qui est marqué privé.',
  events: (n, count) => `${n} ${many(count, 'événement', 'événements')} dans le fichier, jusqu’à maintenant.`,
  toldByWords: (words, nothing) =>
    `Là où aucun participant ne le dit, les mots du titre ou de la catégorie l’ont dit (${words}), ou rien : « autre » (${nothing}).`,
  leftOut: {
    cancelled: 'Annulés :',
    declined: 'Déclinés par vous :',
    private: 'Marqués privés, passés :',
    away: 'Congés et absences, passés :',
    'all-day': 'Journées entières, qui ne comptent pas d’heures :',
    free: 'Affichés comme libres :',
    'not-yet': 'Pas encore terminés :',
    'no-length': 'Sans durée :',
  },
  keep: (n, count) => `Garder ${n} ${many(count, 'jour', 'jours')}`,
  discard: 'Écarter',
  kept: 'Ce qui est gardé',
  keptLead:
    'Par jour et activité, le plus récent d’abord. Les chiffres s’en servent à partir du jour où vous avez reçu l’information.',
  keptNone: 'Rien pour l’instant.',
  remove: 'Retirer',
  removeDay: (day) => `Retirer ce que j’ai apporté pour le ${day}`,
  origins: {
    tracker: 'mon suivi',
    calendar: 'mon agenda',
    card: 'mon relevé',
    company: 'une source de l’entreprise',
  },
  choices: 'Ce que j’ai choisi d’apporter',
  ways: { tracker: 'Un outil de suivi d’activité', calendar: 'Mon agenda', card: 'Le relevé de la semaine' },
  since: (day) => `depuis le ${day}`,
  revoke: 'Arrêter, et tout retirer',
  calendars: 'Mon agenda par son adresse',
  calendarsLead:
    'Douze le lit une fois par jour. L’adresse est un secret : elle est scellée et n’est montrée à personne, pas même à vous.',
  calendarFine: 'Lu une fois par jour.',
  address: 'Adresse secrète au format iCal',
  addressHelp:
    'Google Agenda : paramètres de l’agenda, « Adresse secrète au format iCal ». Outlook : « Publier un calendrier », ICS.',
  subscribe: 'S’abonner',
  subscribed: 'Lu, et gardé.',
  end: 'Arrêter',
  endOf: (host) => `Arrêter ${host} et retirer ce qu’il a apporté`,
  categories: {
    'buyer-facing': 'Avec des clients',
    prospecting: 'Prospection',
    preparation: 'Préparation',
    email: 'E-mail',
    crm: 'Saisie dans le CRM',
    content: 'Recherche de contenus',
    internal: 'Réunions internes',
    training: 'Formation',
    admin: 'RH et administratif',
    travel: 'Déplacements',
    other: 'Autre',
    'not-measured': 'Non mesuré',
  },
}
