// How a command is told which mailbox to read: where it is, by which name, and its password from where nobody else sees it.
import type { MailConnection } from '../sources/mail/imap.ts'
import { securities, usualMailPorts } from '../sources/mail/mailbox-settings.ts'
import { type Given, type Surroundings, UsageError } from './command.ts'

export const mailOptions = {
  host: { words: { fr: 'serveur IMAP', en: 'IMAP server' }, value: { fr: 'SERVEUR', en: 'HOST' } },
  user: { words: { fr: 'nom du compte', en: 'name of the account' }, value: { fr: 'NOM', en: 'USER' } },
  port: {
    words: { fr: 'port (par défaut 993)', en: 'port (993 by default)' },
    value: { fr: 'PORT', en: 'PORT' },
  },
  security: {
    words: {
      fr: 'tls (par défaut), starttls, ou none pour un serveur de cette machine, permis par « douze settings »',
      en: 'tls (the default), starttls, or none for a server of this machine, allowed by “douze settings”',
    },
    value: { fr: 'tls|starttls|none', en: 'tls|starttls|none' },
  },
} as const

/** @throws UsageError */
export function serverOf(given: Given): Omit<MailConnection, 'password'> {
  const host = given.value('host') ?? ''
  const user = given.value('user') ?? ''
  if (host === '' || user === '')
    throw new UsageError('Il manque --host ou --user.', '--host or --user is missing.')
  const security = securities.find((one) => one === (given.value('security') ?? 'tls'))
  if (security === undefined)
    throw new UsageError(
      '--security attend tls, starttls ou none.',
      '--security needs tls, starttls or none.',
    )
  const port = given.value('port') ?? String(usualMailPorts[security])
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new UsageError('--port attend un nombre de 1 à 65535.', '--port needs a number from 1 to 65535.')
  return { host, user, port: Number(port), security }
}

/** From the environment, else the first line of the input: never from the command line, which others can see. */
export async function mailPasswordOf(around: Surroundings): Promise<string> {
  const said = around.environment['DOUZE_MAIL_PASSWORD']
  if (said !== undefined && said !== '') return said
  let text = ''
  for await (const piece of around.input()) {
    text += Buffer.from(piece).toString('utf8')
    if (/[\r\n]/.test(text) || text.length > 1000) break
  }
  const [line = ''] = text.split(/[\r\n]/, 1)
  if (line === '')
    throw new UsageError(
      'Il manque le mot de passe : dans DOUZE_MAIL_PASSWORD, ou sur l’entrée de la commande.',
      'The password is missing: in DOUZE_MAIL_PASSWORD, or on the input of the command.',
    )
  return line
}
