// The organisation's own words for what time was spent on: projects and tags of its timers, each with the category that it counts in.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../client.ts'
import { useSpeech } from '../../language.tsx'
import { SelectField } from '../../parts/SelectField.tsx'
import { InputField } from '../../parts/InputField.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { timeWordsQuery } from '../../queries.ts'

interface OwnWord {
  readonly word: string
  readonly category: string
}

export function TimeWords() {
  const { text, say } = useSpeech()
  const queryClient = useQueryClient()
  const known = useQuery(timeWordsQuery)
  const [word, setWord] = useState('')
  const [category, setCategory] = useState('buyer-facing')
  const save = useMutation({
    mutationFn: (words: readonly OwnWord[]) => call('setTimeWords', { body: { words: [...words] } }),
    onSuccess: (after) => {
      queryClient.setQueryData(timeWordsQuery.queryKey, after)
      setWord('')
    },
  })
  if (known.isError) return <Problem error={known.error} onRetry={() => void known.refetch()} />
  if (known.data === undefined) return null
  const { words, categories } = known.data
  const nameOf = (id: string): string => {
    const found = categories.find((one) => one.id === id)
    return found === undefined ? id : say(found.name)
  }
  const add = (event: FormEvent) => {
    event.preventDefault()
    save.mutate([...words, { word, category }])
  }
  return (
    <section className="card card-body" aria-labelledby="time-words-title">
      <h2 id="time-words-title" className="panel-title">
        {text.settings.timeWords}
      </h2>
      <p className="note">{text.settings.timeWordsLead}</p>
      {words.length === 0 ? (
        <p className="note">{text.settings.timeWordsNone}</p>
      ) : (
        <ul className="list-rows">
          {words.map((one) => (
            <li key={one.word}>
              <p>
                <bdi className="list-title">{one.word}</bdi>{' '}
                <span className="note">{nameOf(one.category)}</span>
              </p>
              <button
                type="button"
                className="button"
                disabled={save.isPending}
                aria-label={text.settings.removeTarget(one.word)}
                onClick={() => save.mutate(words.filter((other) => other !== one))}
              >
                {text.settings.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="settings" onSubmit={add}>
        <InputField
          label={text.settings.timeWord}
          help={text.settings.timeWordHelp}
          value={word}
          maxLength={200}
          required
          autoComplete="off"
          onChange={setWord}
        />
        <SelectField label={text.settings.timeWordCounts} value={category} onChange={setCategory}>
          {categories.map((one) => (
            <option key={one.id} value={one.id}>
              {say(one.name)}
            </option>
          ))}
        </SelectField>
        {save.isError ? <Problem error={save.error} /> : null}
        <p className="settings-foot">
          <button type="submit" className="button" disabled={save.isPending || word.trim() === ''}>
            {text.settings.addTimeWord}
          </button>
          <span role="status">{save.isSuccess ? text.settings.saved : ''}</span>
        </p>
      </form>
    </section>
  )
}
