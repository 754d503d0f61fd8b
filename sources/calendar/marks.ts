// What the words of an event say it is. A title is read here, in memory, and nowhere kept: only the mark leaves.

/** What an event is marked as, by its categories or the words of its title. */
export type Mark =
  | 'away' // leave, sickness, out of office: time of her own
  | 'coaching'
  | 'training'
  | 'travel'
  | 'prospecting'
  | 'preparation'
  | 'admin'
  | 'customer'
  | 'internal'

/** Words without accents, in lower case, from most telling to least: the first that is found decides. */
const words: readonly (readonly [Mark, RegExp])[] = [
  [
    'away',
    /\b(?:conges?|vacances|rtt|absen(?:t|te|ce)|arret maladie|ooo|out of (?:the )?office|pto|day off|annual leave|sick leave|holiday|pause dejeuner|lunch break|medecin|dentiste|doctor|dentist)\b/,
  ],
  ['coaching', /\b(?:coaching|coach|accompagnement terrain|field coaching|debrief individuel)\b/],
  [
    'training',
    /\b(?:formations?|training|workshop|atelier|e-?learning|onboarding|certification|masterclass)\b/,
  ],
  ['travel', /\b(?:trajet|deplacement|travel|train|vol|flight|drive to|route vers)\b/],
  ['prospecting', /\b(?:prospection|prospecting|cold calls?|phoning|teleprospection|outreach)\b/],
  ['preparation', /\b(?:preparation|preparer|prepa|prepare|prep)\b/],
  ['admin', /\b(?:notes? de frais|expenses?|expense report|administratif|admin|paie|payroll|rh|hr)\b/],
  [
    'customer',
    /\b(?:clients?|customers?|prospects?|rdv|rendez-vous|visite|demo|demonstration|soutenance|negociation|negotiation|kick-?off|closing|discovery call)\b/,
  ],
  [
    'internal',
    /\b(?:reunion|point (?:equipe|hebdo|individuel|commercial)|stand-?up|team meeting|meeting|weekly|daily|all[- ]hands|1[:/-]1|one[- ]on[- ]one|one[- ]to[- ]one|comite|pipeline review|forecast|sprint)\b/,
  ],
]

/** The longest piece of a title that is looked at. */
const longest = 500

/** The mark of an event: its categories speak before its title; null when neither says anything. */
export function markOf(categories: readonly string[], title: string): Mark | null {
  for (const text of [...categories, title]) {
    const folded = fold(text)
    for (const [mark, pattern] of words) if (pattern.test(folded)) return mark
  }
  return null
}

function fold(text: string): string {
  return text
    .slice(0, longest)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
