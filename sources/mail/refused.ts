// Why a mailbox cannot be read, as a person is told: her name or password, the way to the server, or its certificate.
import type { Words } from '../entities.ts'

/** The mailbox cannot be read; the words hold no password and nothing that the server said. */
export class MailRefused extends Error {
  readonly words: Words
  constructor(fr: string, en: string) {
    super(en)
    this.name = 'MailRefused'
    this.words = { fr, en }
  }
}

export const wrongPassword = (): MailRefused =>
  new MailRefused(
    'Le serveur refuse ce nom ou ce mot de passe. Beaucoup demandent un mot de passe d’application.',
    'The server refuses this name or password. Many ask for an application password.',
  )

export const noSuchFolder = (folder: string): MailRefused =>
  new MailRefused(
    `La messagerie n’a pas de dossier « ${folder} ». Écrivez son nom comme elle le montre.`,
    `The mailbox has no folder “${folder}”. Write its name as the mailbox shows it.`,
  )

const certificateCodes =
  /^(?:CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/
const wayCodes =
  /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|ECONNRESET)/
const networkCodes = /^(?:E[A-Z]+|ERR_|NoConnection|UPGRADE_TIMEOUT|CERT_|UNABLE_TO)/

/** What imapflow and the network throw, in words; errors of ours pass as they are. `isOpen`: the server had let us in. */
export function asRefused(error: unknown, isOpen: boolean): unknown {
  if (error instanceof MailRefused || !(error instanceof Error)) return error
  const { code, responseStatus, tlsFailed } = error as {
    code?: unknown
    responseStatus?: unknown
    tlsFailed?: unknown
  }
  const word = typeof code === 'string' ? code : ''
  if (certificateCodes.test(word))
    return new MailRefused(
      'Le certificat du serveur n’est pas sûr : il est périmé, d’un autre nom, ou signé par une autorité inconnue. Rien n’a été envoyé.',
      'The certificate of the server cannot be trusted: it is out of date, of another name, or signed by an unknown authority. Nothing was sent.',
    )
  if (!isOpen && wayCodes.test(word))
    return new MailRefused(
      'Le serveur ne répond pas à ce nom et à ce port. Vérifiez-les, et qu’un pare-feu ne l’en empêche pas.',
      'The server does not answer at this name and port. Check them, and that no firewall stands between.',
    )
  if (!isOpen && (tlsFailed === true || word === 'EPROTO' || word.startsWith('ERR_SSL')))
    return new MailRefused(
      'Le serveur ne chiffre pas de cette façon sur ce port. Essayez l’autre chiffrement, ou un autre port.',
      'The server does not encrypt in this way at this port. Try the other encryption, or another port.',
    )
  if (tlsFailed !== true && typeof responseStatus !== 'string' && !networkCodes.test(word)) return error
  return new MailRefused(
    'Le serveur de messagerie n’a pas pu être lu jusqu’au bout. Vérifiez son nom, son port et le chiffrement, puis recommencez.',
    'The mail server could not be read to the end. Check its name, port and encryption, then try again.',
  )
}
