// Whose figures: the whole organisation, one team, or one rep.

export type Scope =
  | { readonly kind: 'organisation' }
  | { readonly kind: 'team'; readonly id: number }
  | { readonly kind: 'rep'; readonly id: number }

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
