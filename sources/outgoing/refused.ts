// Why an address outside is not called, or why its answer is not taken; said to the person who gave the address. The address
// itself is in no sentence: it may be a secret.

const sentences = {
  unreadable: ['Cette adresse n’est pas comprise.', 'This address is not understood.'],
  scheme: ['Une adresse commence par http:// ou https://.', 'An address begins with http:// or https://.'],
  credentials: [
    'Une adresse ne contient ni nom d’utilisateur ni mot de passe.',
    'An address holds neither a user name nor a password.',
  ],
  'not-public': [
    'Cette adresse mène à un réseau interne : un administrateur peut autoriser nommément un serveur interne.',
    'This address leads into an internal network: an administrator can allow an internal server by its name.',
  ],
  unresolved: ['Aucun serveur ne porte ce nom.', 'No server has this name.'],
  unreachable: ['Le serveur ne répond pas.', 'The server does not answer.'],
  'timed-out': ['Le serveur a mis trop de temps à répondre.', 'The server took too long to answer.'],
  redirect: [
    'Le serveur renvoie vers une autre adresse, et Douze ne suit pas de renvoi : donnez l’adresse finale.',
    'The server sends to another address, and Douze follows no redirection: give the final address.',
  ],
  status: [
    'Le serveur refuse la demande : l’adresse a peut-être été révoquée.',
    'The server refuses the request: the address may have been revoked.',
  ],
  encoding: ['Le serveur répond sous une forme compressée.', 'The server answers in a compressed form.'],
  'too-large': ['La réponse du serveur est trop longue.', 'The answer of the server is too long.'],
} as const satisfies Record<string, readonly [fr: string, en: string]>

export type OutgoingReason = keyof typeof sentences

export class OutgoingRefused extends Error {
  readonly reason: OutgoingReason
  readonly words: { readonly fr: string; readonly en: string }
  constructor(reason: OutgoingReason) {
    const [fr, en] = sentences[reason]
    super(en)
    this.name = 'OutgoingRefused'
    this.reason = reason
    this.words = { fr, en }
  }
}
