// The domains of the company, by which customers are told from colleagues, and the internal servers that Douze may call.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { TextAreaField } from '../../parts/TextAreaField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { ownNamesQuery } from '../../queries.ts'

interface Names {
  readonly companyDomains: readonly string[]
  readonly internalHosts: readonly string[]
}

export function OwnNames() {
  const names = useQuery(ownNamesQuery)
  if (names.isError) return <Problem error={names.error} onRetry={() => void names.refetch()} />
  return names.data === undefined ? null : <Form names={names.data} />
}

function Form({ names }: { readonly names: Names }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [domains, setDomains] = useState(names.companyDomains.join('\n'))
  const [hosts, setHosts] = useState(names.internalHosts.join('\n'))
  const save = useMutation({
    mutationFn: () =>
      call('setOwnNames', { body: { companyDomains: linesOf(domains), internalHosts: linesOf(hosts) } }),
    onSuccess: (after) => queryClient.setQueryData(ownNamesQuery.queryKey, after),
  })
  const lists = [
    {
      label: text.settings.companyDomains,
      help: text.settings.companyDomainsHelp,
      value: domains,
      set: setDomains,
    },
    {
      label: text.settings.internalHosts,
      help: text.settings.internalHostsHelp,
      value: hosts,
      set: setHosts,
    },
  ]
  return (
    <form
      className="card card-body settings"
      aria-labelledby="own-names-title"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2 id="own-names-title">{text.settings.ownNames}</h2>
      {lists.map(({ label, help, value, set }) => (
        <TextAreaField
          key={label}
          label={label}
          help={help}
          rows={3}
          maxLength={20_000}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(written) => {
            set(written)
            save.reset()
          }}
        />
      ))}
      {save.isError ? <Problem error={save.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {text.settings.save}
        </button>
        <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
      </p>
    </form>
  )
}

const linesOf = (written: string): string[] => written.split(/[\s,;]+/).filter((name) => name !== '')
