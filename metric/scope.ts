// Whose figures: the whole organisation, one team, or one rep.

import type { Line } from '../model/sight.ts'

/** `line`, set by the runner: of that scope only the rows in a reader's line. */
export type Scope =
  | { readonly kind: 'organisation'; readonly line?: Line }
  | { readonly kind: 'team'; readonly id: number }
  | { readonly kind: 'rep'; readonly id: number; readonly line?: Line }

export const organisation: Scope = { kind: 'organisation' }

/** Reads `organisation`, `team:12` or `rep:7`. @returns null when it is none of them */
export function parseScope(text: string): Scope | null {
  if (text === 'organisation') return organisation
  const match = /^(team|rep):([1-9][0-9]{0,14})$/.exec(text)
  if (match === null) return null
  return { kind: match[1] === 'team' ? 'team' : 'rep', id: Number(match[2]) }
}

/** The inverse of `parseScope`. */
export function formatScope(scope: Scope): string {
  return scope.kind === 'organisation' ? 'organisation' : `${scope.kind}:${scope.id}`
}
