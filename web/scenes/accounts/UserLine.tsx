// One account: its roles, the person whose rows are hers, letting her in again, closing it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { IssuedLink } from '../../parts/IssuedLink.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { RoleTicks } from '../../parts/RoleTicks.tsx'
import { homeQuery, usersQuery } from '../../queries.ts'
import type { PersonJson, RoleName, UserJson } from '../../shapes.ts'
import { allRoles } from './Invite.tsx'

interface Props {
  readonly user: UserJson
  readonly people: readonly PersonJson[]
}

export function UserLine({ user, people }: Props) {
  const { text } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  const facts = [
    user.roles.map((role) => text.access.roles[role]).join(', '),
    text.codes.state[user.state],
    user.hasSecondFactor ? text.accounts.withFactor : null,
  ]
  return (
    <li>
      <details aria-label={user.displayName} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="held-name">
            <bdi>{user.displayName}</bdi> <bdi className="note">{user.email}</bdi>
          </span>
          <span className="note">{facts.filter((fact) => fact !== null).join(' · ')}</span>
        </summary>
        {isOpen ? (
          <div className="person">
            <Rights user={user} people={people} />
            <Doors user={user} />
          </div>
        ) : null}
      </details>
    </li>
  )
}

function Rights({ user, people }: Props) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [roles, setRoles] = useState<readonly RoleName[]>(user.roles)
  const [person, setPerson] = useState(user.personId === null ? '' : String(user.personId))
  const save = useMutation({
    mutationFn: () =>
      call('changeUser', {
        path: { userId: user.userId },
        body: { roles: [...roles], personId: person === '' ? null : Number(person) },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersQuery.queryKey }),
  })
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <RoleTicks legend={text.access.rolesName} choices={allRoles} chosen={roles} onChoose={setRoles} />
      <SelectField
        label={text.accounts.person}
        help={text.accounts.personHelp}
        value={person}
        onChange={setPerson}
      >
        <option value="">{text.accounts.noPerson}</option>
        {people.map((one) => (
          <option key={one.personId} value={one.personId}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {save.isError ? <Refusal error={save.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={save.isPending || roles.length === 0}>
          {text.settings.save}
        </button>
        <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
      </p>
    </form>
  )
}

/** Links that let her in, and closing the account. */
function Doors({ user }: { readonly user: UserJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const home = useQuery(homeQuery)
  const [isAsking, setAsking] = useState(false)
  const [forgetsSecondFactor, setForgets] = useState(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: usersQuery.queryKey })
  const reset = useMutation({
    mutationFn: () => call('resetUser', { path: { userId: user.userId }, body: { forgetsSecondFactor } }),
    onSuccess: refresh,
  })
  const close = useMutation({
    mutationFn: (state: 'active' | 'deactivated') =>
      call('changeUser', { path: { userId: user.userId }, body: { state } }),
    onSuccess: refresh,
  })
  const isClosed = user.state === 'deactivated'
  const isInvited = user.state === 'invited'
  return (
    <div className="doors">
      {user.hasSecondFactor && !isClosed ? (
        <label className="tick">
          <input
            type="checkbox"
            checked={forgetsSecondFactor}
            onChange={(event) => setForgets(event.target.checked)}
          />
          {text.accounts.forgetFactor}
        </label>
      ) : null}
      <p className="settings-foot">
        {isClosed ? (
          <button
            type="button"
            className="button"
            disabled={close.isPending}
            onClick={() => close.mutate('active')}
          >
            {text.accounts.reopen}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button"
              disabled={reset.isPending}
              onClick={() => reset.mutate()}
            >
              {isInvited ? text.accounts.inviteAgain : text.accounts.reset}
            </button>
            <button type="button" className="button danger" onClick={() => setAsking(true)}>
              {isInvited ? text.accounts.takeBack : text.accounts.close}
            </button>
          </>
        )}
      </p>
      {reset.isError ? <Refusal error={reset.error} /> : null}
      {close.isError ? <Refusal error={close.error} /> : null}
      {reset.data === undefined ? null : (
        <IssuedLink
          kind={isInvited ? 'invitation' : 'reset'}
          email={reset.data.user.email}
          token={reset.data.token}
          expiresAt={reset.data.expiresAt}
          timeZone={home.data?.organisation.timeZone ?? 'UTC'}
        />
      )}
      <Dialog
        isOpen={isAsking}
        question={
          isInvited ? text.accounts.takeBackSure(user.displayName) : text.accounts.closeSure(user.displayName)
        }
        actionName={isInvited ? text.accounts.takeBack : text.accounts.close}
        keepName={text.account.cancel}
        onAction={() => close.mutate('deactivated')}
        onClose={() => setAsking(false)}
      />
    </div>
  )
}
