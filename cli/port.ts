// The port at which Douze answers unless it is told another one.
export const usualPort = 1212

/** The port that the environment tells, where it tells one. */
export function portSaid(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment['DOUZE_PORT'] ?? ''
  return /^[1-9]\d{0,4}$/.test(given) ? given : String(usualPort)
}
