// `douze help` and `--help`: what there is, in the reader's language.
import type { Words } from '../metric/words.ts'
import { everywhere } from './arguments.ts'
import { type Command, exitCodes, type OptionSpec, type Surroundings } from './command.ts'

const exits: readonly [number, Words][] = [
  [exitCodes.done, { fr: 'fait', en: 'done' }],
  [
    exitCodes.failed,
    { fr: 'refusé ou échoué ; une phrase dit pourquoi', en: 'refused or failed; a sentence says why' },
  ],
  [exitCodes.usage, { fr: 'commande ou option mal écrite', en: 'command or option not understood' }],
  [exitCodes.database, { fr: 'base de données inaccessible', en: 'database out of reach' }],
  [exitCodes.portTaken, { fr: 'port déjà pris', en: 'port already taken' }],
]

const variables: readonly [string, Words][] = [
  ['DOUZE_DATA', { fr: 'dossier des données (par défaut ./data)', en: 'data folder (./data by default)' }],
  ['DOUZE_PORT', { fr: 'port de la page (par défaut 1212)', en: 'port of the page (1212 by default)' }],
  ['DOUZE_LANG', { fr: 'langue des commandes : fr ou en', en: 'language of the commands: fr or en' }],
  [
    'DATABASE_URL',
    { fr: 'votre propre PostgreSQL, 15 ou plus récent', en: 'a PostgreSQL of your own, 15 or later' },
  ],
  [
    'DOUZE_KEY',
    {
      fr: 'clés de chiffrement (par défaut un fichier du dossier des données)',
      en: 'encryption keys (a file of the data folder by default)',
    },
  ],
  [
    'DOUZE_OIDC_ISSUER',
    {
      fr: 'connexion par votre organisation (OpenID Connect) ; avec DOUZE_OIDC_CLIENT, _SECRET et _NAME',
      en: 'sign-in by your organisation (OpenID Connect); with DOUZE_OIDC_CLIENT, _SECRET and _NAME',
    },
  ],
  [
    'DOUZE_MAIL_PASSWORD',
    {
      fr: 'mot de passe de « douze mail », qui n’est gardé nulle part',
      en: 'password of “douze mail”, which is kept nowhere',
    },
  ],
  ['DOUZE_LOG', { fr: 'détail du journal : warn, info, debug', en: 'detail of the log: warn, info, debug' }],
]

/** The help of everything. */
export function generalHelp({ language }: Surroundings, commands: readonly Command[]): string {
  const fr = language === 'fr'
  return [
    fr
      ? 'Douze mesure les douze indicateurs de l’aide à la vente à partir de vos propres données.'
      : 'Douze measures the twelve sales-enablement KPIs from your own data.',
    '',
    fr ? 'Usage : douze COMMANDE [options]' : 'Usage: douze COMMAND [options]',
    '',
    ...aligned(
      commands.map((command) => [`${command.name} ${command.usage}`.trim(), command.summary[language]]),
    ),
    '',
    fr ? 'Variables d’environnement' : 'Environment variables',
    ...aligned(variables.map(([name, words]) => [name, words[language]])),
    '',
    fr ? 'Codes de sortie' : 'Exit codes',
    ...aligned(exits.map(([code, words]) => [String(code), words[language]])),
    '',
    fr
      ? 'douze COMMANDE --help dit tout d’une commande.'
      : 'douze COMMAND --help says all about one command.',
    '',
  ].join('\n')
}

/** The help of one command. */
export function commandHelp({ language }: Surroundings, command: Command): string {
  const fr = language === 'fr'
  const options: [string, OptionSpec][] = Object.entries({ ...command.options, ...everywhere })
  return [
    `douze ${command.name} ${command.usage}`.trim() + (fr ? ' : ' : ': ') + command.summary[language],
    '',
    'Options',
    ...aligned(
      options.map(([name, option]) => [
        `--${name}${option.value === undefined ? '' : ` ${option.value[language]}`}`,
        option.words[language],
      ]),
    ),
    ...(command.examples === undefined
      ? []
      : ['', fr ? 'Exemples' : 'Examples', ...command.examples.map((example) => `  ${example}`)]),
    '',
  ].join('\n')
}

function aligned(lines: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
