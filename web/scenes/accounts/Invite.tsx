// Invites somebody to an account: address, name, roles, and whose rows are hers.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { IssuedLink } from '../../parts/IssuedLink.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { RoleTicks } from '../../parts/RoleTicks.tsx'
import { homeQuery, usersQuery } from '../../queries.ts'
import type { PersonJson, RoleName } from '../../shapes.ts'

export const allRoles: readonly RoleName[] = [
  'rep',
  'manager',
  'leader',
  'marketing',
  'analyst',
  'administrator',
]

export function Invite({ people }: { readonly people: readonly PersonJson[] }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const home = useQuery(homeQuery)
  const [email, setEmail] = useState('')
  const [displayName, setName] = useState('')
  const [roles, setRoles] = useState<readonly RoleName[]>(['rep'])
  const invite = useMutation({
    mutationFn: () => call('inviteUser', { body: { email: email.trim(), displayName, roles: [...roles] } }),
    onSuccess: () => {
      setEmail('')
      setName('')
      return queryClient.invalidateQueries({ queryKey: usersQuery.queryKey })
    },
  })
  const change = (written: string) => {
    setEmail(written)
    invite.reset()
    // The person of the organisation with that address has a name already.
    const person = people.find((one) => one.email?.toLowerCase() === written.trim().toLowerCase())
    if (person !== undefined) setName(person.name)
  }
  return (
    <form
      className="card card-body settings"
      aria-labelledby="invite-title"
      onSubmit={(event) => {
        event.preventDefault()
        invite.mutate()
      }}
    >
      <h2 id="invite-title">{text.accounts.invite}</h2>
      <p className="note">{text.accounts.inviteLead}</p>
      <InputField
        label={text.access.email}
        help={text.accounts.emailHelp}
        type="email"
        value={email}
        required
        maxLength={254}
        autoComplete="off"
        onChange={change}
      />
      <InputField
        label={text.access.name}
        value={displayName}
        required
        maxLength={120}
        autoComplete="off"
        onChange={setName}
      />
      <RoleTicks legend={text.access.rolesName} choices={allRoles} chosen={roles} onChoose={setRoles} />
      {invite.isError ? <Refusal error={invite.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button primary" disabled={invite.isPending || roles.length === 0}>
          {text.accounts.inviteDo}
        </button>
      </p>
      {invite.data === undefined ? null : (
        <IssuedLink
          kind="invitation"
          email={invite.data.user.email}
          token={invite.data.token}
          expiresAt={invite.data.expiresAt}
          timeZone={home.data?.organisation.timeZone ?? 'UTC'}
        />
      )}
    </form>
  )
}
