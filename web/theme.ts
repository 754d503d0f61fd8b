// Light or dark: the system's choice until the reader makes one, remembered on this machine.
import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'
const storageKey = 'douze.theme'
const listeners = new Set<() => void>()

function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function storedTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : null
  } catch {
    return null
  }
}

function shownTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  for (const listener of listeners) listener()
}

/** Sets the theme before the first drawing, and follows the system while the reader has not chosen. */
export function startTheme(): void {
  show(storedTheme() ?? systemTheme())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (storedTheme() === null) show(systemTheme())
  })
}

export function changeTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Storage may be refused: the theme then lasts for the visit.
  }
  show(theme)
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, shownTheme)
}
