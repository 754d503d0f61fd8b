// Adds a course: its package, or its structure alone, and where its content is published.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { send } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { useSpeech } from '../../language.tsx'
import { Field } from '../../parts/Field.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Refusal } from '../../parts/Refusal.tsx'
import { coursesQuery } from '../../queries.ts'

export function AddCourse() {
  const { language, text } = useSpeech()
  const words = text.courses
  const queryClient = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [base, setBase] = useState('')
  const add = useMutation({
    mutationFn: (chosen: File) => send('addCourse', { query: base === '' ? {} : { base } }, chosen),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: coursesQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file !== null) add.mutate(file)
  }
  return (
    <section className="card card-body settings" aria-labelledby="add-course">
      <h2 id="add-course">{words.add}</h2>
      <p className="note">{words.addLead}</p>
      <form className="settings" onSubmit={submit}>
        <Field label={words.file}>
          {(id) => (
            <input
              id={id}
              type="file"
              accept=".zip,.xml"
              required
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <InputField
          label={words.base}
          help={words.baseHelp}
          type="url"
          value={base}
          maxLength={2000}
          onChange={setBase}
        />
        {add.isError ? <Refusal error={add.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={file === null || add.isPending}>
            {words.send}
          </button>
          <span role="status" className="note">
            {add.data === undefined
              ? ''
              : words.added(add.data.title, formatNumber(add.data.units, language), add.data.units)}
          </span>
        </p>
      </form>
    </section>
  )
}
