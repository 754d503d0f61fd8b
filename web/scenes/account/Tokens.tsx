// API tokens of one's own: each with some of one's roles and an end; its secret is shown once, when it is made.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { CopyText } from '../../parts/CopyText.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { RoleTicks } from '../../parts/RoleTicks.tsx'
import { tokensQuery } from '../../queries.ts'
import type { AccountJson, ApiTokenJson, RoleName } from '../../shapes.ts'

export function Tokens({ account }: { readonly account: AccountJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const [ending, setEnding] = useState<ApiTokenJson | null>(null)
  const revoke = useMutation({
    mutationFn: (tokenId: number) => call('revokeToken', { path: { tokenId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  return (
    <section className="card card-body settings" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{text.account.tokens}</h2>
      <p className="note">{text.account.tokensLead}</p>
      {tokens.isError ? <Problem error={tokens.error} onRetry={() => void tokens.refetch()} /> : null}
      {tokens.data?.length === 0 ? <p>{text.account.tokensNone}</p> : null}
      {tokens.data === undefined || tokens.data.length === 0 ? null : (
        <ul className="list-rows">
          {tokens.data.map((token) => (
            <TokenLine key={token.tokenId} token={token} onEnd={() => setEnding(token)} />
          ))}
        </ul>
      )}
      {revoke.isError ? <Refusal error={revoke.error} /> : null}
      <NewToken account={account} />
      <Dialog
        isOpen={ending !== null}
        question={text.account.tokenSure(ending?.name ?? '')}
        actionName={text.account.tokenEnd}
        keepName={text.account.cancel}
        onAction={() => ending !== null && revoke.mutate(ending.tokenId)}
        onClose={() => setEnding(null)}
      />
    </section>
  )
}

function TokenLine({ token, onEnd }: { readonly token: ApiTokenJson; readonly onEnd: () => void }) {
  const { language, text } = useSpeech()
  const day = (instant: string) => formatDay(instant.slice(0, 10), language)
  const facts = [
    token.isReadOnly ? text.account.tokenReads : text.account.tokenWrites,
    token.roles.map((role) => text.access.roles[role]).join(', '),
    text.account.tokenUntil(day(token.expiresAt)),
    token.lastUsedAt === null ? text.account.tokenUnused : text.account.tokenUsed(day(token.lastUsedAt)),
  ]
  return (
    <li>
      <div>
        <p className="list-title">
          <bdi>{token.name}</bdi> <code className="note">{token.prefix}…</code>
        </p>
        <p className="note">{facts.join(' · ')}</p>
      </div>
      <button type="button" className="button" onClick={onEnd}>
        {text.account.tokenEnd}
        <span className="unseen"> ({token.name})</span>
      </button>
    </li>
  )
}

function NewToken({ account }: { readonly account: AccountJson }) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [days, setDays] = useState(90)
  const [isReadOnly, setReadOnly] = useState(true)
  const [roles, setRoles] = useState<readonly RoleName[]>(account.roles)
  const make = useMutation({
    mutationFn: () => call('makeToken', { body: { name, days, isReadOnly, roles: [...roles] } }),
    onSuccess: () => {
      setName('')
      return queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey })
    },
  })
  if (make.data !== undefined)
    return (
      <div className="settings">
        <p>{text.account.tokenOnce}</p>
        <CopyText label={text.account.tokenNamed(make.data.name)} value={make.data.token} />
        <p className="settings-foot">
          <button type="button" className="button" onClick={() => make.reset()}>
            {text.account.tokenKept}
          </button>
        </p>
      </div>
    )
  return (
    <details className="disclose">
      <summary>{text.account.tokenNew}</summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <InputField
          label={text.account.tokenName}
          help={text.account.tokenNameHelp}
          value={name}
          required
          maxLength={80}
          autoComplete="off"
          onChange={setName}
        />
        <SelectField
          label={text.account.tokenFor}
          value={days}
          onChange={(chosen) => setDays(Number(chosen))}
        >
          {[7, 30, 90, 180, 365].map((one) => (
            <option key={one} value={one}>
              {text.account.days(formatNumber(one, language))}
            </option>
          ))}
        </SelectField>
        {account.roles.length > 1 ? (
          <RoleTicks
            legend={text.access.rolesName}
            choices={account.roles}
            chosen={roles}
            onChoose={setRoles}
          />
        ) : null}
        <label className="tick">
          <input
            type="checkbox"
            checked={!isReadOnly}
            onChange={(event) => setReadOnly(!event.target.checked)}
          />
          {text.account.tokenMayWrite}
        </label>
        {make.isError ? <Refusal error={make.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={make.isPending || roles.length === 0}>
            {text.account.tokenMake}
          </button>
        </p>
      </form>
    </details>
  )
}
