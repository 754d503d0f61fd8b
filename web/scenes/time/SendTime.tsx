// Sends one file: a tracker's export or a calendar. It is read in memory and shown; what she confirms is kept, the file never is.
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { addressOf, send } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { Field } from '../../parts/Field.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import type { CalendarReadingJson, TrackerReadingJson } from '../../shapes.ts'
import { CalendarPreview } from './CalendarPreview.tsx'
import { TrackerPreview } from './TrackerPreview.tsx'

interface Shown {
  readonly file: File
  readonly tracker: TrackerReadingJson | null
  readonly calendar: CalendarReadingJson | null
}

export function SendTime({ personId }: { readonly personId: number }) {
  const { text } = useSpeech()
  const input = useRef<HTMLInputElement>(null)
  const rules = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const read = useMutation({
    mutationFn: async (file: File): Promise<Shown> => {
      if (await isCalendar(file))
        return {
          file,
          tracker: null,
          calendar: await send('readOwnCalendar', { path: { personId }, query: { keep: 'no' } }, file),
        }
      const body = await withRules(rules.current?.files?.[0], file)
      return { file, calendar: null, tracker: await send('readOwnTracker', { path: { personId } }, body) }
    },
    onSuccess: setShown,
  })
  const end = () => {
    setShown(null)
    read.reset()
    if (input.current !== null) input.current.value = ''
  }
  return (
    <section className="card card-body time-block" aria-labelledby="send-title">
      <h2 id="send-title" className="panel-title">
        {text.time.send}
      </h2>
      <p className="note">{text.time.sendLead}</p>
      <Field label={text.time.file} help={text.time.fileHelp}>
        {(id, describedBy) => (
          <input
            id={id}
            ref={input}
            type="file"
            accept=".json,.ics,application/json,text/calendar"
            aria-describedby={describedBy}
            disabled={read.isPending}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              setShown(null)
              if (file !== undefined) read.mutate(file)
            }}
          />
        )}
      </Field>
      <details className="disclose">
        <summary>{text.time.ownRules}</summary>
        <Field label={text.time.rulesFile} help={text.time.rulesHelp}>
          {(id, describedBy) => (
            <input
              id={id}
              ref={rules}
              type="file"
              accept=".json,application/json"
              aria-describedby={describedBy}
            />
          )}
        </Field>
        <p className="note">
          <a href={addressOf('trackerCategories', {})} download>
            {text.time.preset}
          </a>
        </p>
      </details>
      <p role="status" className="note">
        {read.isPending ? text.time.reading : ''}
      </p>
      {read.isError ? <Refusal error={read.error} /> : null}
      {shown?.tracker == null ? null : (
        <TrackerPreview personId={personId} reading={shown.tracker} onEnd={end} />
      )}
      {shown?.calendar == null ? null : (
        <CalendarPreview personId={personId} file={shown.file} reading={shown.calendar} onEnd={end} />
      )}
    </section>
  )
}

/** By its first words, as the server decides by content too. */
async function isCalendar(file: File): Promise<boolean> {
  return /^\s*BEGIN:VCALENDAR/i.test((await file.slice(0, 200).text()).replace(/^\uFEFF/, ''))
}

/** Rules of her own go before the export, with a line that says how long they are. */
async function withRules(rules: File | undefined, file: File): Promise<Blob> {
  if (rules === undefined) return file
  const written = await rules.text()
  return new Blob([`douze-rules ${written.length}\n`, written, file])
}
