// Targets and standard values: those set, and a form that sets one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../client.ts'
import { formatDay, formatValue } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { definitionsQuery, forgetFigures, targetsQuery } from '../../queries.ts'
import type { HomeJson } from '../../shapes.ts'

type Kind = 'target' | 'standard'
const kinds: readonly Kind[] = ['target', 'standard']

export function Targets({ teams }: { readonly teams: HomeJson['teams'] }) {
  const { language, text, say } = useSpeech()
  const queryClient = useQueryClient()
  const targets = useQuery(targetsQuery)
  const definitions = useQuery(definitionsQuery)
  const remove = useMutation({
    mutationFn: (targetId: number) => call('removeTarget', { path: { targetId } }),
    onSuccess: (after) => {
      queryClient.setQueryData(targetsQuery.queryKey, after)
      forgetFigures(queryClient)
    },
  })
  const metricName = (id: string) => {
    const found = definitions.data?.find((one) => one.id === id)
    return found === undefined ? id : say(found.name)
  }
  const settable = (metric: string, answer: string) =>
    targets.data?.settable.find((one) => one.metric === metric && one.answer === answer)
  const kept = targets.data?.kept ?? []
  return (
    <section className="card card-body" id="targets" aria-labelledby="targets-title">
      <h2 id="targets-title">{text.settings.targets}</h2>
      <p className="note">{text.settings.targetsLead}</p>
      {targets.isError ? <Problem error={targets.error} onRetry={() => void targets.refetch()} /> : null}
      {remove.isError ? <Problem error={remove.error} /> : null}
      {targets.data !== undefined && kept.length === 0 ? <p>{text.settings.targetsNone}</p> : null}
      {kept.length === 0 ? null : (
        <div className="scroll-box">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{text.settings.targetMetric}</th>
                <th scope="col">{text.settings.targetKind}</th>
                <th scope="col">{text.settings.targetFor}</th>
                <th scope="col">{text.settings.targetFrom}</th>
                <th scope="col" className="number">
                  {text.settings.targetValue}
                </th>
                <th scope="col">
                  <span className="unseen">{text.settings.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {kept.map((one) => {
                const own = settable(one.metric, one.answer)
                const name = `${metricName(one.metric)} · ${own === undefined ? one.answer : say(own.name)}`
                return (
                  <tr key={one.targetId}>
                    <td>{name}</td>
                    <td>
                      {text.settings.targetKinds[one.kind]}
                      {one.origin === 'file' ? <span className="note"> {text.settings.fromFile}</span> : null}
                    </td>
                    <td>
                      <bdi>{one.team ?? text.view.organisation}</bdi>
                    </td>
                    <td>{formatDay(one.validFrom, language)}</td>
                    <td className="number">
                      {own === undefined ? one.value : formatValue(one.value, own.unit, language)}
                    </td>
                    <td>
                      <button
                        type="button"
                        className="button"
                        aria-label={text.settings.removeTarget(name)}
                        disabled={remove.isPending}
                        onClick={() => remove.mutate(one.targetId)}
                      >
                        {text.settings.remove}
                      </button>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
      {targets.data === undefined ? null : (
        <SetTarget settable={targets.data.settable} metricName={metricName} teams={teams} />
      )}
    </section>
  )
}

interface SetProps {
  readonly settable: readonly {
    readonly metric: string
    readonly answer: string
    readonly name: { readonly fr: string; readonly en: string }
    readonly isBasis: boolean
  }[]
  readonly metricName: (id: string) => string
  readonly teams: HomeJson['teams']
}

function SetTarget({ settable, metricName, teams }: SetProps) {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState(() => `${settable[0]?.metric} ${settable[0]?.answer}`)
  const [kind, setKind] = useState<Kind>('target')
  const [team, setTeam] = useState('')
  const [validFrom, setValidFrom] = useState('')
  const [value, setValue] = useState('')
  const isBasis = settable.find((one) => `${one.metric} ${one.answer}` === chosen)?.isBasis === true
  const save = useMutation({
    mutationFn: () => {
      const [metric = '', answer = ''] = chosen.split(' ')
      return call('setTarget', {
        body: {
          metric,
          answer,
          kind: isBasis ? 'standard' : kind,
          teamId: team === '' ? null : Number(team),
          validFrom,
          value,
        },
      })
    },
    onSuccess: (after) => {
      queryClient.setQueryData(targetsQuery.queryKey, after)
      setValue('')
      forgetFigures(queryClient)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const metrics = [...new Set(settable.map((one) => one.metric))]
  return (
    <form className="settings" onSubmit={submit}>
      <SelectField label={text.settings.targetMetric} value={chosen} onChange={setChosen}>
        {metrics.map((metric) => (
          <optgroup key={metric} label={metricName(metric)}>
            {settable
              .filter((one) => one.metric === metric)
              .map((one) => (
                <option key={one.answer} value={`${metric} ${one.answer}`}>
                  {say(one.name)}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectField>
      <SelectField
        label={text.settings.targetKind}
        value={isBasis ? 'standard' : kind}
        disabled={isBasis}
        onChange={(written) => setKind(written as Kind)}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {text.settings.targetKinds[one]}
          </option>
        ))}
      </SelectField>
      <SelectField label={text.settings.targetFor} value={team} onChange={setTeam}>
        <option value="">{text.view.organisation}</option>
        {teams.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <InputField
        label={text.settings.targetFrom}
        type="date"
        required
        value={validFrom}
        onChange={setValidFrom}
      />
      <InputField
        label={text.settings.targetValue}
        help={text.settings.targetHelp}
        required
        maxLength={40}
        autoComplete="off"
        value={value}
        onChange={(written) => {
          setValue(written)
          save.reset()
        }}
      />
      {save.isError ? <Problem error={save.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {text.settings.setTarget}
        </button>
        <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
      </p>
    </form>
  )
}
