// One rule of retention: what holds, its default and ceiling, what becomes of the rows, the last purge; and changing it.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../client.ts'
import { formatDay, formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { retentionQuery } from '../../queries.ts'
import { useIsAdministrator } from '../../session.ts'
import type { RetentionJson, RuleJson } from '../../shapes.ts'

interface Props {
  readonly rule: RuleJson
  /** The last run of the purge for it; null before the first one, which the page says once for all. */
  readonly run: RetentionJson['runs'][number] | null
}

export function Rule({ rule, run }: Props) {
  const { language, text, say } = useSpeech()
  const isAdministrator = useIsAdministrator()
  const length = (one: RuleJson['inForce']) =>
    text.privacy.lengths[one.unit](formatNumber(one.length, language), one.length)
  return (
    <li>
      <div className="rule-head">
        <h3>{say(rule.name)}</h3>
        <p className="rule-length">{length(rule.inForce)}</p>
      </div>
      <p className="note">
        {text.privacy.afterwards(say(rule.afterwards))} · {text.privacy.byDefault(length(rule.default))} ·{' '}
        {text.privacy.atMost(length(rule.ceiling))}
      </p>
      {run === null ? null : (
        <p className="note">
          {text.privacy.lastRun(
            formatDay(run.today, language),
            formatNumber(run.removed, language),
            run.removed,
          )}
        </p>
      )}
      {rule.reason === null ? null : (
        <p className="note">
          <bdi>{text.privacy.because(rule.reason)}</bdi>
        </p>
      )}
      {isAdministrator ? <Change rule={rule} /> : null}
    </li>
  )
}

function Change({ rule }: { readonly rule: RuleJson }) {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const [length, setLength] = useState(String(rule.inForce.length))
  const [unit, setUnit] = useState(rule.inForce.unit)
  const [reason, setReason] = useState(rule.reason ?? '')
  const save = useMutation({
    mutationFn: () =>
      call('setRetention', {
        path: { rule: rule.id },
        body: { length: Number(length), unit, reason: reason.trim() === '' ? null : reason },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey }),
  })
  return (
    <details>
      <summary>
        {text.privacy.change}
        <span className="unseen"> ({say(rule.name)})</span>
      </summary>
      <form
        className="settings"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <InputField
          label={text.privacy.keepFor}
          type="number"
          min={1}
          max={1200}
          step={1}
          value={length}
          required
          onChange={setLength}
        />
        <SelectField
          label={text.privacy.unit}
          value={unit}
          onChange={(chosen) => setUnit(chosen === 'days' ? 'days' : 'months')}
        >
          <option value="days">{text.privacy.days}</option>
          <option value="months">{text.privacy.months}</option>
        </SelectField>
        <InputField
          label={text.people.reason}
          help={text.privacy.reasonHelp}
          value={reason}
          maxLength={1000}
          autoComplete="off"
          onChange={setReason}
        />
        {save.isError ? <Refusal error={save.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={save.isPending}>
            {text.settings.save}
          </button>
          <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
        </p>
      </form>
    </details>
  )
}
