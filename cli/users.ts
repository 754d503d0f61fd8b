// `douze users`: the accounts, from the machine itself. Whoever can read the data folder can do this without signing
// in: it is how an administrator who lost everything comes back.
import { randomBytes } from 'node:crypto'
import {
  AccessRefused,
  changeUser,
  invite,
  type Issued,
  listUsers,
  reset,
  type User,
  userNamed,
} from '../access/index.ts'
import { errors } from '../api/errors/errors.ts'
import type { Words } from '../metric/words.ts'
import type { Query } from '../model/database.ts'
import { owner, type UserRole, userRoles } from '../model/reader.ts'
import {
  type Command,
  CommandError,
  exitCodes,
  type Given,
  type Surroundings,
  UsageError,
} from './command.ts'
import { inHouse } from './house.ts'
import { originOf } from './front.ts'
import { table } from './table.ts'

type Done = { readonly users: readonly User[] } | { readonly issued: Issued } | { readonly removed: string }

export const users: Command = {
  name: 'users',
  summary: {
    fr: 'montre les comptes ; invite, réinitialise, désactive',
    en: 'shows the accounts; invites, resets, deactivates',
  },
  usage: '[list | invite | roles | reset | deactivate | activate] [E-MAIL]',
  least: 0,
  most: 2,
  options: {
    name: {
      words: { fr: 'nom affiché (invite)', en: 'name shown (invite)' },
      value: { fr: 'NOM', en: 'NAME' },
    },
    roles: {
      words: {
        fr: `rôles, séparés par des virgules : ${userRoles.join(', ')}`,
        en: `roles, separated by commas: ${userRoles.join(', ')}`,
      },
      value: { fr: 'RÔLES', en: 'ROLES' },
    },
    'forget-second-factor': {
      words: {
        fr: 'retire aussi le second facteur perdu (reset)',
        en: 'also removes the lost second factor (reset)',
      },
    },
    json: { words: { fr: 'écrit le résultat en JSON', en: 'prints the result as JSON' } },
  },
  examples: [
    'douze users invite lea@example.com --name "Léa Martin" --roles rep',
    'douze users roles lea@example.com --roles rep,manager',
    'douze users reset lea@example.com',
  ],
  run: (around, given) => {
    const [verb = 'list', email = ''] = given.words
    const act = Object.hasOwn(verbs, verb) ? verbs[verb as keyof typeof verbs] : undefined
    if (act === undefined)
      throw new UsageError(
        `« ${verb} » n’est pas une action. Au choix : ${Object.keys(verbs).join(', ')}.`,
        `"${verb}" is not an action. There are: ${Object.keys(verbs).join(', ')}.`,
      )
    if (verb !== 'list' && email === '')
      throw new UsageError(`Il manque l’adresse e-mail.`, `The e-mail address is missing.`)
    return inHouse(around, async ({ database }) => {
      const done = await database
        .write(owner, (query) => act(query, around, given, email))
        .catch((error: unknown) => {
          throw error instanceof AccessRefused ? asCommandError(error, email) : error
        })
      await around.out(
        given.has('json') ? `${JSON.stringify(resultOf(done), null, 2)}\n` : textOf(around, done),
      )
      return exitCodes.done
    })
  },
}

type Act = (query: Query, around: Surroundings, given: Given, email: string) => Promise<Done>

const list: Act = async (query) => ({ users: await listUsers(query) })

const inviteAct: Act = async (query, around, given, email) => {
  const roles = rolesOf(given) ?? (await defaultRoles(query))
  const displayName = given.value('name') ?? email
  return { issued: await invite(query, meansOf(around), { email, displayName, roles }, null) }
}

const rolesAct: Act = async (query, around, given, email) => {
  const roles = rolesOf(given)
  if (roles === undefined) throw new UsageError('Il manque --roles.', '--roles is missing.')
  const { userId } = await userNamed(query, { email })
  return changed(await changeUser(query, userId, { roles }, around.clock()), email)
}

const resetAct: Act = async (query, around, given, email) => {
  const { userId } = await userNamed(query, { email })
  return { issued: await reset(query, meansOf(around), userId, given.has('forget-second-factor'), null) }
}

const stateAct =
  (state: 'active' | 'deactivated'): Act =>
  async (query, around, _given, email) => {
    const { userId } = await userNamed(query, { email })
    return changed(await changeUser(query, userId, { state }, around.clock()), email)
  }

const verbs = {
  list,
  invite: inviteAct,
  roles: rolesAct,
  reset: resetAct,
  deactivate: stateAct('deactivated'),
  activate: stateAct('active'),
}

function changed(user: User | null, email: string): Done {
  return user === null ? { removed: email } : { users: [user] }
}

function meansOf(around: Surroundings) {
  return { clock: around.clock, random: (bytes: number) => randomBytes(bytes) }
}

/** The first account has its roles; afterwards they are said. */
async function defaultRoles(query: Query): Promise<readonly UserRole[]> {
  if ((await listUsers(query)).some((user) => user.state !== 'invited'))
    throw new UsageError('Il manque --roles.', '--roles is missing.')
  return ['administrator', 'leader']
}

function rolesOf(given: Given): UserRole[] | undefined {
  const written = given.value('roles')
  if (written === undefined) return undefined
  return written.split(',').map((part) => {
    const role = userRoles.find((one) => one === part.trim())
    if (role === undefined)
      throw new UsageError(
        `« ${part} » n’est pas un rôle. Au choix : ${userRoles.join(', ')}.`,
        `"${part}" is not a role. There are: ${userRoles.join(', ')}.`,
      )
    return role
  })
}

function asCommandError({ code, words }: AccessRefused, email: string): CommandError {
  if (code === 'not-found')
    return new CommandError(`Aucun compte n’a l’adresse ${email}.`, `No account has the address ${email}.`)
  const { fr, en } = words ?? errors[code]
  return new CommandError(fr, en)
}

function resultOf(done: Done): unknown {
  if ('users' in done) return done.users
  return 'issued' in done ? done.issued : { removed: done.removed }
}

function textOf(around: Surroundings, done: Done): string {
  const { language, columns } = around
  const fr = language === 'fr'
  if ('removed' in done)
    return fr
      ? `L’invitation de ${done.removed} est reprise.\n`
      : `The invitation of ${done.removed} is taken back.\n`
  if ('issued' in done) return issuedText(around, done.issued)
  if (done.users.length === 0)
    return fr
      ? 'Personne n’a de compte : cette machine est à qui y démarre Douze. Le premier compte s’ouvre par : douze users invite E-MAIL\n'
      : 'Nobody has an account: this machine belongs to whoever starts Douze on it. The first account begins with: douze users invite E-MAIL\n'
  return table(
    [
      { title: fr ? 'Nom' : 'Name', isFlexible: true },
      { title: 'E-mail', isFlexible: true },
      { title: fr ? 'Rôles' : 'Roles' },
      { title: fr ? 'État' : 'State' },
      { title: fr ? 'Second facteur' : 'Second factor' },
    ],
    done.users.map((user) => [
      user.displayName,
      user.email,
      user.roles.join(', '),
      states[user.state][language],
      user.hasSecondFactor ? (fr ? 'oui' : 'yes') : fr ? 'non' : 'no',
    ]),
    columns,
  )
}

const states: Record<User['state'], Words> = {
  invited: { fr: 'invité', en: 'invited' },
  active: { fr: 'actif', en: 'active' },
  deactivated: { fr: 'désactivé', en: 'deactivated' },
}

/** The link to the page that takes the token: behind the #, where no server and no log gets to see it. */
function linkOf(around: Surroundings, { user, token }: Issued): string {
  const page = `/${user.state === 'invited' ? 'invitation' : 'reset'}#${token}`
  return `${originOf(around)}${page}`
}

function issuedText(around: Surroundings, issued: Issued): string {
  const { user, expiresAt } = issued
  const until = expiresAt.toISOString().slice(0, 16).replace('T', ' ')
  const link = linkOf(around, issued)
  return around.language === 'fr'
    ? `Lien pour ${user.email}, à transmettre en personne ; il sert une fois, jusqu’au ${until} UTC :\n\n  ${link}\n\nIl s’ouvre pendant que Douze tourne. Si Douze répond à une autre adresse, remplacez-en le début.\n`
    : `Link for ${user.email}, to be handed over in person; it works once, until ${until} UTC:\n\n  ${link}\n\nIt opens while Douze is running. If Douze answers at another address, replace its beginning.\n`
}
