// Units are data: words hold no number format, screens format from unit and language.

export type Unit =
  /** A share of one; 0.6315 is shown as 63.2 %. May pass 1 for ratios that are not shares. */
  | { readonly kind: 'ratio' }
  | { readonly kind: 'days' }
  | { readonly kind: 'minutes' }
  | { readonly kind: 'hours' }
  | { readonly kind: 'hours-per-week' }
  /** A difference of two shares: 0.14 is shown as +14 points. */
  | { readonly kind: 'points' }
  /** So many things a week, with decimals. */
  | { readonly kind: 'per-week' }
  | { readonly kind: 'count' }
  /** Promoters minus detractors, -1 to 1; shown x 100 without a unit. */
  | { readonly kind: 'score' }
  /** "2.9 times better" */
  | { readonly kind: 'times' }
  /** Integer minor units of an ISO 4217 currency. */
  | { readonly kind: 'money'; readonly currency: string }

/** What a definition says before the currency is known. */
export type UnitKind = Unit['kind']

/** A value in its unit: money is bigint (a string in JSON), everything else a finite number. */
export type Value = number | bigint
