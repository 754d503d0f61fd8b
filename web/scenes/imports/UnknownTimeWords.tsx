// A timer's projects and tags that nobody gave a meaning yet: a choice for each, kept for the files to come, and the delivery is
// read again by them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { importReportQuery, timeWordsQuery } from '../../queries.ts'
import type { FileReportJson, ImportReportJson } from '../../shapes.ts'

interface Props {
  readonly words: readonly string[]
  readonly file: FileReportJson
  readonly report: ImportReportJson
}

export function UnknownTimeWords({ words, file, report: { importId } }: Props) {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const known = useQuery(timeWordsQuery)
  const [meanings, setMeanings] = useState<Readonly<Record<string, string>>>({})
  const given = words.flatMap((word) => {
    const category = meanings[word] ?? ''
    return category === '' ? [] : [{ word, category }]
  })
  const keep = useMutation({
    mutationFn: async () => {
      const before = await call('timeWords', {})
      const after = await call('setTimeWords', { body: { words: [...before.words, ...given] } })
      queryClient.setQueryData(timeWordsQuery.queryKey, after)
      // Its columns stay as they are shown, also those that a person assigned a moment ago.
      const { entity, allowed } = file
      const columns = Object.fromEntries(file.columns.map(({ column, field }) => [column, field]))
      return call('stageImport', {
        path: { importId },
        body: { mappings: { [file.name]: { entity, columns, allowed } } },
      })
    },
    onSuccess: (after) => {
      queryClient.setQueryData(importReportQuery(importId).queryKey, after)
      void queryClient.invalidateQueries({ queryKey: importReportQuery(importId).queryKey })
    },
  })
  if (known.isError) return <Problem error={known.error} onRetry={() => void known.refetch()} />
  if (known.data === undefined) return null
  const { categories } = known.data
  const send = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  return (
    <form className="file-warnings" onSubmit={send}>
      <h3>{text.imports.wordsAsked}</h3>
      <p className="note">{text.imports.wordsAskedLead}</p>
      <div className="settings">
        {words.map((word) => (
          <SelectField
            key={word}
            label={word}
            value={meanings[word] ?? ''}
            onChange={(chosen) => setMeanings((now) => ({ ...now, [word]: chosen }))}
          >
            <option value="">{text.imports.wordOther}</option>
            {categories.map((category) => (
              <option key={category.id} value={category.id}>
                {say(category.name)}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      {keep.isError ? <Problem error={keep.error} /> : null}
      <p className="settings-foot">
        <button type="submit" className="button" disabled={keep.isPending || given.length === 0}>
          {text.imports.restage}
        </button>
      </p>
    </form>
  )
}
