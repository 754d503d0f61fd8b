// Why a statement or a parameter is refused, in both languages: the rules of the standard, one sentence each.
import type { Words } from './json/json-fault.ts'

export const reasons = {
  missing: { fr: 'cette propriété est obligatoire', en: 'this property is required' },
  unknown: {
    fr: 'la norme ne connaît pas cette propriété à cet endroit',
    en: 'the standard knows no such property here',
  },
  null: {
    fr: 'null n’est admis que dans les extensions',
    en: 'null is only allowed within extensions',
  },
  object: { fr: 'un objet JSON est attendu', en: 'a JSON object is expected' },
  array: { fr: 'un tableau JSON est attendu', en: 'a JSON array is expected' },
  string: { fr: 'un texte est attendu', en: 'a text is expected' },
  boolean: { fr: 'true ou false est attendu', en: 'true or false is expected' },
  number: { fr: 'un nombre est attendu', en: 'a number is expected' },
  count: { fr: 'un entier positif ou nul est attendu', en: 'a whole number from 0 is expected' },
  tooLong: { fr: 'ce texte est trop long', en: 'this text is too long' },
  uuid: { fr: 'un UUID est attendu (RFC 4122)', en: 'a UUID is expected (RFC 4122)' },
  iri: {
    fr: 'une adresse IRI complète est attendue, avec son schéma (https:…)',
    en: 'a whole IRI is expected, with its scheme (https:…)',
  },
  mailto: {
    fr: 'une adresse « mailto:nom@exemple.fr » est attendue',
    en: 'an address "mailto:name@example.com" is expected',
  },
  sha1: {
    fr: 'le SHA-1 d’une adresse mailto est attendu : 40 chiffres hexadécimaux',
    en: 'the SHA-1 of a mailto address is expected: 40 hexadecimal digits',
  },
  sha2: {
    fr: 'un condensat SHA-2 en hexadécimal est attendu',
    en: 'a SHA-2 digest in hexadecimal digits is expected',
  },
  identifierMissing: {
    fr: 'un agent est nommé par mbox, mbox_sha1sum, openid ou account',
    en: 'an agent is named by mbox, mbox_sha1sum, openid or account',
  },
  identifierTwice: {
    fr: 'un agent ou un groupe est nommé d’une seule façon : mbox, mbox_sha1sum, openid ou account',
    en: 'an agent or group is named in one way only: mbox, mbox_sha1sum, openid or account',
  },
  membersMissing: {
    fr: 'un groupe sans identifiant nomme ses membres',
    en: 'a group without an identifier names its members',
  },
  memberGroup: {
    fr: 'un groupe ne contient que des agents, pas de groupes',
    en: 'a group holds agents only, no groups',
  },
  agent: { fr: 'un agent est attendu, pas un groupe', en: 'an agent is expected, not a group' },
  group: { fr: 'un groupe est attendu', en: 'a group is expected' },
  objectType: {
    fr: 'objectType n’a pas une valeur admise ici',
    en: 'objectType has no value that is allowed here',
  },
  languageTag: {
    fr: 'une étiquette de langue est attendue (RFC 5646), comme fr ou fr-FR',
    en: 'a language tag is expected (RFC 5646), such as en or en-GB',
  },
  timestamp: {
    fr: 'un instant avec date et heure est attendu (ISO 8601), qui existe au calendrier',
    en: 'an instant with date and time is expected (ISO 8601), one that the calendar has',
  },
  negativeZero: {
    fr: 'le décalage -00:00 n’est pas admis : écrire Z ou +00:00',
    en: 'the offset -00:00 is not allowed: write Z or +00:00',
  },
  duration: {
    fr: 'une durée ISO 8601 est attendue, comme PT30M',
    en: 'an ISO 8601 duration is expected, such as PT30M',
  },
  scaled: { fr: 'entre -1 et 1', en: 'between -1 and 1' },
  rawRange: { fr: 'raw est entre min et max', en: 'raw lies between min and max' },
  minMax: { fr: 'min est inférieur à max', en: 'min is below max' },
  interactionType: {
    fr: 'interactionType n’est pas un de ceux de la norme',
    en: 'interactionType is none of the standard’s',
  },
  interactionMissing: {
    fr: 'interactionType est obligatoire avec les propriétés d’une interaction',
    en: 'interactionType is required with the properties of an interaction',
  },
  componentUnfit: {
    fr: 'ce type d’interaction n’a pas cette liste',
    en: 'an interaction of this type has no such list',
  },
  componentTwice: {
    fr: 'un identifiant figure deux fois dans cette liste',
    en: 'an id stands twice in this list',
  },
  onlyActivity: {
    fr: 'admis seulement quand l’objet est une activité',
    en: 'only allowed when the object is an activity',
  },
  voidedObject: {
    fr: 'le verbe « voided » demande un StatementRef pour objet',
    en: 'the verb "voided" needs a StatementRef as its object',
  },
  nested: {
    fr: 'un SubStatement n’en contient pas un autre',
    en: 'a SubStatement holds no other one',
  },
  version: {
    fr: 'version vaut 1.0 ou 1.0.x, ou 2.0.x avec xAPI 2.0',
    en: 'version is 1.0 or 1.0.x, or 2.0.x with xAPI 2.0',
  },
  authorityGroup: {
    fr: 'comme autorité, un groupe a deux membres et pas d’identifiant',
    en: 'as authority, a group has two members and no identifier',
  },
  mediaType: {
    fr: 'un type de média est attendu, comme text/plain',
    en: 'a media type is expected, such as text/plain',
  },
  fileUrl: {
    fr: 'fileUrl est obligatoire quand le fichier n’est pas joint',
    en: 'fileUrl is required when the file is not sent along',
  },
  signatureType: {
    fr: 'une signature est de type application/octet-stream',
    en: 'a signature is of type application/octet-stream',
  },
  signature: {
    fr: 'la signature n’est pas un JWS de cet énoncé (RS256, RS384 ou RS512)',
    en: 'the signature is no JWS of this statement (RS256, RS384 or RS512)',
  },
  idTwice: {
    fr: 'cet identifiant figure déjà plus haut dans la même livraison',
    en: 'this id already stands further up in the same delivery',
  },
  idConflict: {
    fr: 'cet identifiant est déjà pris par un énoncé au contenu différent ; le premier reste',
    en: 'this id is already taken by a statement of other content; the first one stays',
  },
  idMismatch: {
    fr: 'id n’est pas celui du paramètre statementId',
    en: 'id is not that of the parameter statementId',
  },
  voidingTarget: {
    fr: 'un énoncé qui en annule un autre ne peut pas être annulé',
    en: 'a statement that voids another cannot be voided',
  },
} as const satisfies Record<string, Words>

export type Reason = keyof typeof reasons
