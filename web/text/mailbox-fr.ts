// Les mots français d’une messagerie, pour la page des sources et pour celle d’une personne.
import type { mailboxEn } from './mailbox-en.ts'

export const mailboxFr: typeof mailboxEn = {
  add: 'Boîte partagée (IMAP)',
  addLead:
    'Une boîte commune à une équipe, ou celle qui reçoit copie de ce qui part chez les clients. Seuls les en-têtes sont lus : moment, sens et client connu ; ni objet, ni texte, rien de ce qui est marqué privé. La messagerie d’une personne est reliée par elle-même, sur sa page « Mon temps ». Ce qui compte pour chacun commence le jour où la notice d’information lui a été remise.',
  host: 'Serveur IMAP',
  hostHelp: 'Par exemple imap.example.com.',
  port: 'Port',
  security: 'Chiffrement',
  securities: {
    tls: 'TLS dès le premier octet',
    starttls: 'STARTTLS',
    none: 'aucun (un serveur de cette machine)',
  },
  user: 'Nom du compte',
  password: 'Mot de passe',
  passwordHelp:
    'Beaucoup de fournisseurs demandent un mot de passe d’application. Il est gardé chiffré et ne sera plus montré.',
  folders: 'Dossiers (facultatif)',
  foldersHelp:
    'Séparés par des virgules, tels que la messagerie les nomme. Vide : tous, sauf privés, indésirables, corbeille et brouillons.',
  trying: 'Ouverture de la boîte…',
  added:
    'Reliée. Les 90 derniers jours sont lus d’abord, en une minute environ ; ensuite elle suit son rythme.',
  newPassword: 'Nouveau mot de passe',
  changePassword: 'Garder le nouveau mot de passe',
  passwordChanged: 'Gardé. La lecture commence dans quelques secondes.',
  stop: 'Arrêter',
  stopping: 'Elle s’arrête.',
  progress: 'Lecture de la messagerie',
  own: 'Ma messagerie',
  ownLead:
    'Si vous le voulez : Douze lit une fois par jour les en-têtes de votre propre messagerie, et garde une minute pour chaque message entre vous et un client connu : son moment, son sens et le client. Ni objet, ni texte, ni personne d’autre. Ce que vous marquez « privé » ou « perso » est laissé de côté. Les chiffres s’en servent à partir du jour où la notice d’information vous a été remise, et vous arrêtez quand vous voulez.',
  ownConsent: 'Je veux que ma messagerie soit lue ainsi.',
  ownConnect: 'Relier ma messagerie',
  ownFine: 'Lue une fois par jour.',
  ownWaiting: 'La lecture commence dans quelques secondes.',
  ownRun: 'Lire maintenant',
  ownEnd: 'Arrêter',
  endOf: (user) => `Arrêter ${user} et retirer ce qu’elle a apporté`,
  passwordOf: (user) => `Nouveau mot de passe pour ${user}`,
}
