// Groups too small to be shown: people are not to be found by elimination either.

/** A group of people about to be shown. */
export type PeopleGroup = { name: string; people: number }

/** Names by what happens to them. A group of 0 people has no row at all and is in neither list. */
export type Suppression = {
  shown: string[]
  /** All hidden groups, in the order given. */
  suppressed: string[]
  /** Those of them that are large enough, hidden because a smaller one could be found by subtraction. */
  secondary: string[]
}

/**
 * Hides groups of fewer than `k` people; when a total is shown and those hidden add up to fewer than `k` people, hides the smallest
 * remaining groups too until they do (the first given of equals).
 *
 * RangeError when `k` or a head count is not a whole number >= 0. Source: Sweeney 2002, IJUFKS 10:557 (k-anonymity, k = 5).
 */
export function suppressSmall(
  groups: readonly PeopleGroup[],
  options: { k?: number; totalShown: boolean },
): Suppression {
  const k = options.k ?? 5
  for (const count of [k, ...groups.map((group) => group.people)]) {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a count of people: ${count}`)
  }
  const present = groups.filter((group) => group.people > 0)
  const hidden = new Set(present.filter((group) => group.people < k))
  const secondary = new Set<PeopleGroup>()
  if (options.totalShown && hidden.size > 0) {
    let people = [...hidden].reduce((sum, group) => sum + group.people, 0)
    for (const group of present.filter((one) => !hidden.has(one)).toSorted((a, b) => a.people - b.people)) {
      if (people >= k) break
      secondary.add(group)
      people += group.people
    }
  }
  const isHidden = (group: PeopleGroup) => hidden.has(group) || secondary.has(group)
  return {
    shown: present.filter((group) => !isHidden(group)).map((group) => group.name),
    suppressed: present.filter(isHidden).map((group) => group.name),
    secondary: present.filter((group) => secondary.has(group)).map((group) => group.name),
  }
}
