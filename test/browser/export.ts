// An export made up for the browser tests and the README's picture: two years of an imaginary company's sales, as
// French spreadsheets write them. Always the same; three rows are wrong on purpose.

/** Files by name, ready to be written. */
export function smallExport(): Readonly<Record<string, string>> {
  const chance = seeded(20260930)
  const people = makePeople()
  const deals = makeDeals(chance, people)
  return {
    'personnes.csv': table(
      ['courriel', 'nom', 'fonction', 'equipe', 'arrivee_le'],
      people.map(({ email, name, team }) => [email, name, 'Commercial', team, '01/03/2023']),
    ),
    'produits.csv': table(
      ['id_produit', 'produit', 'famille'],
      products.map(({ name, family }, index) => [`P-${index + 1}`, name, family]),
    ),
    'affaires.csv': table(
      [
        'id_affaire',
        'compte',
        'intitule',
        'montant',
        'devise',
        'etape',
        'commercial',
        'cree_le',
        'cloture_le',
        'statut',
        'produit',
        'type',
        'origine',
      ],
      [...deals.map(dealRow), ...wrongRows],
    ),
    'etapes.csv': table(['id_affaire', 'etape', 'entree_le'], deals.flatMap(stageRows)),
    'leads.csv': table(
      ['id_lead', 'cree_le', 'commercial', 'origine', 'converti', 'converti_le', 'id_affaire', 'compte'],
      makeLeads(chance, people, deals),
    ),
  }
}

/** Rows that the import refuses: an amount that is none, a day that does not exist, an end before its start. */
const wrongRows = [
  [
    'A-9001',
    'Compte 12',
    'Renouvellement',
    'environ 900',
    'EUR',
    'Gagnée',
    'lea.moreau@exemple.fr',
    '04/05/2026',
    '18/06/2026',
    'gagnée',
    'Atlas',
    'Upsell',
    'Client',
  ],
  [
    'A-9002',
    'Compte 31',
    'Licence',
    '4 200,00',
    'EUR',
    'Perdue',
    'noe.garnier@exemple.fr',
    '31/02/2026',
    '20/05/2026',
    'perdue',
    'Boussole',
    'Nouveau',
    'Salon',
  ],
  [
    'A-9003',
    'Compte 48',
    'Licence',
    '3 100,00',
    'EUR',
    'Gagnée',
    'jade.perrin@exemple.fr',
    '12/06/2026',
    '15/13/2026',
    'gagnée',
    'Sextant',
    'Nouveau',
    'Site web',
  ],
]
const lastDay = '2026-09-30'
const teams = ['Grands comptes', 'Industrie', 'Secteur public', 'Ouest', 'Sud-Est'] as const
const products = [
  { name: 'Atlas', family: 'Cartes', price: 900_000 },
  { name: 'Boussole', family: 'Cartes', price: 420_000 },
  { name: 'Sextant', family: 'Mesure', price: 1_600_000 },
  { name: 'Astrolabe', family: 'Mesure', price: 3_800_000 },
  { name: 'Carnet', family: 'Service', price: 240_000 },
] as const
const stages = ['Qualification', 'Démonstration', 'Proposition', 'Validation juridique'] as const
const origins = ['Site web', 'Salon', 'Recommandation', 'Prospection', 'Client'] as const
const names = [
  'Léa Moreau',
  'Noé Garnier',
  'Jade Perrin',
  'Hugo Lefèvre',
  'Inès Caron',
  'Malo Fontaine',
  'Zoé Marchand',
  'Axel Roy',
  'Lina Dumas',
  'Théo Brunet',
  'Alba Meunier',
  'Sacha Leroux',
  'Nina Faure',
  'Ilyes Renard',
  'Mila Barbier',
  'Tom Guérin',
  'Romy Colin',
  'Elio Vidal',
  'Anna Picard',
  'Marin Aubert',
  'Lou Schmitt',
  'Yanis Collet',
] as const

interface Person {
  readonly name: string
  readonly email: string
  readonly team: (typeof teams)[number]
}
interface Deal {
  readonly id: string
  readonly account: number
  readonly amount: number
  readonly owner: Person
  readonly opened: string
  readonly closed: string | null
  readonly isWon: boolean
  readonly reached: number
  readonly days: number
  readonly product: string
  readonly type: 'Nouveau' | 'Cross-sell' | 'Upsell'
  readonly origin: string
}

function makePeople(): readonly Person[] {
  return names.map((name, index) => ({
    name,
    email: `${name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(' ', '.')}@exemple.fr`,
    team: teams[index % teams.length] ?? 'Ouest',
  }))
}

/** The story told: since mid-May 2026 sales take longer, those of large accounts most; since June upsell succeeds more often. */
function makeDeals(chance: () => number, people: readonly Person[]): readonly Deal[] {
  return Array.from({ length: 5200 }, (_, index): Deal => {
    const owner = pick(people, chance)
    const opened = addDays('2024-10-01', Math.floor(chance() * 728))
    const isLarge = owner.team === 'Grands comptes'
    const slowness = (isLarge ? 1.3 : 1) * (opened < '2026-05-15' ? 1 : isLarge ? 2.4 : 1.2)
    const days = Math.round(5 + 24 * slowness * Math.exp(0.5 * bell(chance)))
    const type = chance() < 0.62 ? 'Nouveau' : chance() < 0.45 ? 'Cross-sell' : 'Upsell'
    const wins = { Nouveau: 0.31, 'Cross-sell': 0.24, Upsell: opened >= '2026-06-10' ? 0.52 : 0.27 }[type]
    const closed = addDays(opened, days)
    const isWon = chance() < wins
    const product = pick(products, chance)
    return {
      id: `A-${1001 + index}`,
      account: 1 + Math.floor(chance() * 260),
      amount: Math.round((product.price * (isLarge ? 2.2 : 1) * (0.6 + 0.9 * chance())) / 5000) * 5000,
      owner,
      opened,
      closed: closed <= lastDay ? closed : null,
      isWon,
      reached: isWon ? stages.length : 1 + Math.floor(chance() * stages.length),
      days,
      product: product.name,
      type,
      origin: type === 'Nouveau' ? pick(origins.slice(0, 4), chance) : 'Client',
    }
  })
}

function dealRow(deal: Deal): readonly string[] {
  const stage =
    deal.closed === null
      ? (stages[Math.min(deal.reached, stages.length) - 1] ?? '')
      : deal.isWon
        ? 'Gagnée'
        : 'Perdue'
  const status = deal.closed === null ? 'ouverte' : deal.isWon ? 'gagnée' : 'perdue'
  const title = `${deal.type === 'Nouveau' ? 'Licence' : 'Extension'} ${deal.product}`
  return [
    deal.id,
    `Compte ${deal.account}`,
    title,
    frenchAmount(deal.amount),
    'EUR',
    stage,
    deal.owner.email,
    frenchDay(deal.opened),
    frenchDay(deal.closed),
    status,
    deal.product,
    deal.type,
    deal.origin,
  ]
}

/** When the deal entered each stage it reached, the last one being its outcome. */
function stageRows(deal: Deal): readonly (readonly string[])[] {
  const rows = stages
    .slice(0, deal.reached)
    .map((stage, index) => ({
      stage,
      day: addDays(deal.opened, Math.floor((deal.days * index) / deal.reached)),
    }))
    .filter(({ day }) => day <= lastDay)
  const outcome = deal.closed === null ? [] : [{ stage: deal.isWon ? 'Gagnée' : 'Perdue', day: deal.closed }]
  return [...rows, ...outcome].map(({ stage, day }) => [deal.id, stage, frenchDay(day)])
}

function makeLeads(
  chance: () => number,
  people: readonly Person[],
  deals: readonly Deal[],
): readonly (readonly string[])[] {
  const converted = deals
    .filter((deal) => deal.type === 'Nouveau')
    .map((deal, index) => {
      const created = addDays(deal.opened, -Math.floor(chance() * 30))
      return [
        `L-${index + 1}`,
        frenchDay(created),
        deal.owner.email,
        deal.origin,
        'oui',
        frenchDay(deal.opened),
        deal.id,
        `Compte ${deal.account}`,
      ]
    })
  const others = Array.from({ length: 6400 }, (_, index) => {
    const created = addDays('2024-10-01', Math.floor(chance() * 728))
    return [
      `L-${5001 + index}`,
      frenchDay(created),
      pick(people, chance).email,
      pick(origins.slice(0, 4), chance),
      'non',
      '',
      '',
      `Prospect ${index + 1}`,
    ]
  })
  return [...converted, ...others]
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`
}

function frenchAmount(cents: number): string {
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`
}
function frenchDay(day: string | null): string {
  return day === null ? '' : day.split('-').toReversed().join('/')
}
function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
function pick<const Item>(items: readonly Item[], chance: () => number): Item {
  return items[Math.floor(chance() * items.length)] as Item
}
/** About normal, from twelve uniform draws. */
function bell(chance: () => number): number {
  return Array.from({ length: 12 }, chance).reduce((sum, one) => sum + one, -6)
}
/** The same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
