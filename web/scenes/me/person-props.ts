// What each card of a person’s own page is given.
/** What every block of the page receives. */
export interface PersonProps {
  readonly personId: number
  /** Instants are shown in the organisation's zone. */
  readonly timeZone: string
}
