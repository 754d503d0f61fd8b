// How long what is kept, what the daily purge removed last, and how small a group a figure may be about.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, call } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { SettingsTabs } from '../../parts/SettingsTabs.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { retentionQuery } from '../../queries.ts'
import { useIsAdministrator } from '../../session.ts'
import type { RetentionJson } from '../../shapes.ts'
import { Rule } from './Rule.tsx'

export function PrivacyScene() {
  const { language, text } = useSpeech()
  const retention = useQuery(retentionQuery)
  useTitle(text.privacy.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.privacy.title}</h1>
          <p className="page-lead">{text.privacy.lead}</p>
        </div>
      </div>
      <SettingsTabs />
      {retention.data === undefined ? (
        retention.isError ? (
          <Problem error={retention.error} onRetry={() => void retention.refetch()} />
        ) : (
          <Skeleton cards={[360, 160]} />
        )
      ) : (
        <div className="stack">
          <section className="card card-body" aria-labelledby="retention-title">
            <div className="card-head">
              <div>
                <h2 id="retention-title">{text.privacy.retention}</h2>
                <p className="card-note">
                  {text.privacy.retentionLead}
                  {retention.data.runs.length === 0 ? ` ${text.privacy.neverRun}` : null}
                </p>
              </div>
            </div>
            <ul className="rules">
              {retention.data.rules.map((rule) => (
                <Rule
                  key={rule.id}
                  rule={rule}
                  run={retention.data.runs.find((one) => one.rule === rule.id) ?? null}
                />
              ))}
            </ul>
          </section>
          <Groups smallest={retention.data.smallestGroup} />
          <p className="note">
            <a href={addressOf('processingRegister', { query: { language } })} download>
              {text.me.register}
            </a>
          </p>
        </div>
      )}
    </>
  )
}

function Groups({ smallest }: { readonly smallest: RetentionJson['smallestGroup'] }) {
  const { language, text } = useSpeech()
  const queryClient = useQueryClient()
  const isAdministrator = useIsAdministrator()
  const [people, setPeople] = useState(String(smallest.people))
  const save = useMutation({
    mutationFn: () => call('setSmallestGroup', { body: { people: Number(people) } }),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: ['figures'] })
      await queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey })
    },
  })
  return (
    <form
      className="card card-body settings"
      aria-labelledby="groups-title"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2 id="groups-title">{text.privacy.groups}</h2>
      <p className="note">{text.privacy.groupsLead(formatNumber(smallest.least, language))}</p>
      {isAdministrator ? (
        <>
          <InputField
            label={text.privacy.smallest}
            help={text.privacy.smallestHelp(formatNumber(smallest.least, language))}
            type="number"
            min={smallest.least}
            max={1000}
            step={1}
            value={people}
            required
            onChange={(written) => {
              setPeople(written)
              save.reset()
            }}
          />
          {save.isError ? <Refusal error={save.error} /> : null}
          <p className="settings-foot">
            <button type="submit" className="button" disabled={save.isPending}>
              {text.settings.save}
            </button>
            <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
          </p>
        </>
      ) : (
        <p>{text.view.peopleCount(formatNumber(smallest.people, language), smallest.people)}</p>
      )}
    </form>
  )
}
