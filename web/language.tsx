// The reader's language: remembered on this machine, switchable at any time, told to `<html lang>`.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Language } from '../metric/words.ts'
import { frenchSpaces } from './format.ts'
import type { WordsJson } from './shapes.ts'
import { en, type Text } from './text/en.ts'
import { fr } from './text/fr.ts'

const texts: Record<Language, Text> = { fr, en }
const storageKey = 'douze.language'

interface Speech {
  readonly language: Language
  readonly text: Text
  /** Words of the API in the reader's language, with French spaces set right. */
  readonly say: (words: WordsJson) => string
  readonly changeLanguage: (language: Language) => void
}

const SpeechContext = createContext<Speech | null>(null)

/** French unless the reader chose otherwise: it is the product's first language. */
function firstLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey)
    if (stored === 'fr' || stored === 'en') return stored
  } catch {
    // Storage may be refused: the language then lasts for the visit.
  }
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const changeLanguage = useCallback((chosen: Language) => {
    setLanguage(chosen)
    try {
      localStorage.setItem(storageKey, chosen)
    } catch {
      // As above.
    }
  }, [])
  const speech = useMemo<Speech>(
    () => ({
      language,
      text: texts[language],
      say: (words) => (language === 'fr' ? frenchSpaces(words.fr) : words.en),
      changeLanguage,
    }),
    [language, changeLanguage],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('useSpeech needs a SpeechProvider around it')
  return speech
}
