// The names of the months and what they are cut to, in French and English.
const names: ReadonlyMap<string, number> = new Map(
  [
    'jan janv january janvier',
    'feb fev févr fevr february février fevrier',
    'mar mars march',
    'apr avr april avril',
    'may mai',
    'jun juin june',
    'jul juil july juillet',
    'aug août aout august',
    'sep sept september septembre',
    'oct october octobre',
    'nov november novembre',
    'dec déc december décembre decembre',
  ].flatMap((spellings, index) => spellings.split(' ').map((name) => [name, index + 1] as const)),
)

/** 1 to 12; undefined for any other word. */
export const monthNumber = (name: string): number | undefined => names.get(name.toLowerCase())
