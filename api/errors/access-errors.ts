// The catalogue's entries for sign-in and accounts. What was wrong with a password, an address or a link is never
// said more exactly than here.
import type { AccessCode } from '../../access/index.ts'
import type { Entry } from './error-entry.ts'

/** Those that the general catalogue has already. */
type General = 'not-allowed' | 'not-found'

export const accessErrors = {
  'start-code-needed': {
    status: 401,
    fr: 'Ouvrez Douze par le lien que son démarrage affiche : il porte un code.',
    en: 'Open Douze by the link that its start prints: it carries a code.',
  },
  'start-code-not-valid': {
    status: 422,
    fr: 'Ce code n’ouvre rien : un démarrage plus récent en a affiché un autre, ou il a plus de sept jours.',
    en: 'This code opens nothing: a later start printed another one, or it is more than seven days old.',
  },
  'not-signed-in': {
    status: 401,
    fr: 'Connectez-vous pour continuer.',
    en: 'Sign in to continue.',
  },
  'wrong-credentials': {
    status: 401,
    fr: 'Cette adresse et ce mot de passe ne vont pas ensemble.',
    en: 'This address and this password do not belong together.',
  },
  'second-factor-needed': {
    status: 401,
    fr: 'Il manque le code de votre application d’authentification.',
    en: 'The code of your authenticator application is still missing.',
  },
  'enrolment-needed': {
    status: 403,
    fr: 'Un administrateur a besoin d’une application d’authentification. Mettez-la en place pour continuer.',
    en: 'An administrator needs an authenticator application. Set it up to continue.',
  },
  'wrong-code': {
    status: 401,
    fr: 'Ce code n’est pas le bon, ou a déjà servi. Attendez le suivant.',
    en: 'This code is not the right one, or was used before. Wait for the next one.',
  },
  'too-many-tries': {
    status: 429,
    fr: 'Trop d’essais. Réessayez dans quelques minutes.',
    en: 'Too many tries. Try again in a few minutes.',
  },
  'too-busy': {
    status: 503,
    fr: 'Trop de connexions à la fois. Réessayez dans quelques secondes.',
    en: 'Too many sign-ins at once. Try again in a few seconds.',
  },
  'weak-password': {
    status: 422,
    fr: 'Choisissez un autre mot de passe : de 12 à 128 caractères, et pas seulement des mots courants.',
    en: 'Choose another password: 12 to 128 characters, and not only common words.',
  },
  'link-not-valid': {
    status: 422,
    fr: 'Ce lien n’est plus valable : il a servi, a expiré ou a été remplacé. Demandez-en un autre.',
    en: 'This link is no longer valid: it was used, has expired or was replaced. Ask for another one.',
  },
  'bad-address': {
    status: 400,
    fr: 'Ce n’est pas une adresse e-mail.',
    en: 'This is not an e-mail address.',
  },
  'provider-refused': {
    status: 401,
    fr: 'La connexion par votre organisation n’a pas abouti. Recommencez depuis la page de connexion.',
    en: 'Signing in through your organisation did not succeed. Begin again from the sign-in page.',
  },
  'provider-unreachable': {
    status: 503,
    fr: 'Le service de connexion de votre organisation ne répond pas. Réessayez dans un moment.',
    en: 'Your organisation’s sign-in service does not answer. Try again in a moment.',
  },
  'not-invited': {
    status: 403,
    fr: 'Aucun compte n’est ouvert ici pour vous. Demandez une invitation à un administrateur.',
    en: 'No account is open for you here. Ask an administrator for an invitation.',
  },
  'user-exists': {
    status: 409,
    fr: 'Cette adresse ou cette personne a déjà un compte.',
    en: 'This address or this person already has an account.',
  },
  'last-administrator': {
    status: 409,
    fr: 'Il doit rester au moins un administrateur. Nommez-en un autre d’abord.',
    en: 'At least one administrator must remain. Name another one first.',
  },
  'no-account-yet': {
    status: 409,
    fr: 'Personne n’a encore de compte ici. Le premier est celui d’un administrateur et responsable.',
    en: 'Nobody has an account here yet. The first one is that of an administrator and leader.',
  },
} as const satisfies Record<Exclude<AccessCode, General>, Entry>
