// The organisation's settings and the decisions that its figures rest on.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useId, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Field } from '../../parts/Field.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { SettingsTabs } from '../../parts/SettingsTabs.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useTitle } from '../../parts/title.ts'
import { forgetFigures, homeQuery } from '../../queries.ts'
import { useIsAdministrator, useRoles } from '../../session.ts'
import type { HomeJson } from '../../shapes.ts'
import { Decisions } from './Decisions.tsx'
import { OwnNames } from './OwnNames.tsx'
import { Targets } from './Targets.tsx'
import { TimeWords } from './TimeWords.tsx'

export function SettingsScene() {
  const { text } = useSpeech()
  const home = useQuery(homeQuery)
  const isAdministrator = useIsAdministrator()
  const roles = useRoles()
  useTitle(text.settings.title)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.settings.title}</h1>
          <p className="page-lead">
            {isAdministrator ? text.settings.lead : text.settings.keptByAdministrators}
          </p>
        </div>
      </div>
      <SettingsTabs />
      {home.data === undefined ? (
        home.isError ? (
          <Problem error={home.error} onRetry={() => void home.refetch()} />
        ) : (
          <Skeleton cards={[360, 240]} />
        )
      ) : (
        <div className="stack">
          {isAdministrator ? (
            <>
              <Organisation home={home.data} />
              <OwnNames />
              <TimeWords />
              <Decisions />
              <Targets teams={home.data.teams} />
            </>
          ) : (
            <>
              <Facts home={home.data} />
              {roles.has('leader') ? <Targets teams={home.data.teams} /> : null}
            </>
          )}
          <p className="note">{text.settings.version(home.data.version)}</p>
        </div>
      )}
    </>
  )
}

/** The same settings for those who do not keep them. */
function Facts({ home }: { readonly home: HomeJson }) {
  const { text } = useSpeech()
  const { name, timeZone, fiscalStart, currency } = home.organisation
  const facts: readonly (readonly [string, string])[] = [
    [text.settings.name, name],
    [text.settings.timeZone, timeZone],
    [text.settings.fiscalStart, text.settings.months[fiscalStart - 1] ?? ''],
    [text.settings.currency, currency],
  ]
  return (
    <section className="card card-body" aria-labelledby="organisation-title">
      <h2 id="organisation-title" className="panel-title">
        {text.settings.organisation}
      </h2>
      <dl className="facts">
        {facts.map(([what, value]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}

function Organisation({ home }: { readonly home: HomeJson }) {
  const { text } = useSpeech()
  const queryClient = useQueryClient()
  const [settings, setSettings] = useState(home.organisation)
  const zones = useId()
  const save = useMutation({
    mutationFn: () => call('changeSettings', { body: settings }),
    onSuccess: () => {
      forgetFigures(queryClient)
    },
  })
  const change = (part: Partial<typeof settings>) => {
    setSettings((now) => ({ ...now, ...part }))
    save.reset()
  }
  const currencies = [
    ...new Set([settings.currency, 'EUR', 'USD', 'GBP', 'CHF', ...Intl.supportedValuesOf('currency')]),
  ]
  return (
    <form
      className="card card-body settings"
      aria-labelledby="organisation-title"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2 id="organisation-title">{text.settings.organisation}</h2>
      <InputField
        label={text.settings.name}
        value={settings.name}
        maxLength={120}
        autoComplete="organization"
        onChange={(name) => change({ name })}
      />
      <Field label={text.settings.timeZone} help={text.settings.timeZoneHelp}>
        {(id) => (
          <>
            <input
              id={id}
              list={zones}
              value={settings.timeZone}
              maxLength={60}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change({ timeZone: event.target.value })}
            />
            <datalist id={zones}>
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <SelectField
        label={text.settings.fiscalStart}
        value={settings.fiscalStart}
        onChange={(chosen) => change({ fiscalStart: Number(chosen) })}
      >
        {text.settings.months.map((month, index) => (
          <option key={month} value={index + 1}>
            {month}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={text.settings.currency}
        help={text.settings.currencyHelp}
        value={settings.currency}
        onChange={(currency) => change({ currency })}
      >
        {currencies.map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </SelectField>
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
