// The companies that the simulated organisation sells to, and what it sells.
import { foldCode, foldName } from '../model/names.ts'
import { type Random, randomIndex } from '../statistics/random.ts'
import { dayText } from './calendar.ts'
import { pick, pickWeighted } from './draw.ts'
import type { Rows } from './rows.ts'
import type { Segment } from './truths.ts'

export interface Account {
  readonly id: number
  readonly segment: Segment
  readonly name: string
  /** How content its people are, from -1 to 1, as it stays. */
  readonly mood: number
}

export interface Product {
  readonly id: number
  readonly family: string
}

const kinds =
  'Ateliers,Groupe,Établissements,Société,Transports,Imprimerie,Laboratoires,Maison,Menuiserie,Logistique,Cabinet,Fonderie,Verrerie,Minoterie,Papeteries,Chantiers'.split(
    ',',
  )
const surnames =
  'Vasseur,Morel,Lacombe,Tissot,Charpentier,Ducret,Fabre,Gaillard,Hamelin,Jourdan,Kessler,Lambert,Mercier,Normand,Ollivier,Pasquier,Quentin,Rivière,Savary,Thibault,Urbain,Valette,Wagner,Yvert,Zeller,Arnould,Bataille,Caron,Descamps,Estève,Fournel,Grandjean,Huguet,Imbert,Joly,Kern,Loiseau,Maréchal,Noël,Oudin,Poirier,Rolland,Simonin,Tournier,Vidalenc,Ancelin,Boissel,Couture,Dumas,Étienne'.split(
    ',',
  )
/** What tells two companies of the same kind and surname apart. */
const branches =
  ',et Fils,Frères,Associés,du Nord,de l’Ouest,de l’Est,du Midi,Atlantique,Alpes,Bretagne,Normandie,Bourgogne,Alsace,Provence,Aquitaine,Anjou,Picardie,Lorraine,Auvergne,Savoie,Vendée,Berry,Artois'.split(
    ',',
  )
const industries =
  'Industrie,Distribution,Services aux entreprises,Santé,Bâtiment,Agroalimentaire,Transport,Informatique'.split(
    ',',
  )
const employees: Readonly<Record<Segment, number>> = { TPE: 6, PME: 80, ETI: 900, 'Grand compte': 8_000 }

export function makeAccount(rows: Rows, random: Random, segment: Segment, createdOn: number | null): Account {
  const number = rows.of('accounts').length
  const kind = kinds[number % kinds.length]!
  const surname = surnames[Math.floor(number / kinds.length) % surnames.length]!
  const round = Math.floor(number / (kinds.length * surnames.length))
  const branch = branches[round]
  if (branch === undefined) throw new RangeError('no name is left for another company')
  const name = `${kind} ${surname}${branch === '' ? '' : ` ${branch}`}`
  const id = rows.add('accounts', {
    name,
    name_key: foldName(name),
    domain: `${foldCode(name)}.example`,
    industry: pick(random, industries),
    country: pickWeighted(random, { France: 0.86, Belgique: 0.07, Suisse: 0.05, Luxembourg: 0.02 }),
    segment,
    employees: Math.max(1, Math.round(employees[segment] * (0.5 + random()))),
    created_on: createdOn === null ? null : dayText(createdOn),
    is_identified: true,
  })
  return { id, name, segment, mood: random() * 2 - 1 }
}

/** Segments as the leads of each source bring them: trade fairs draw the large ones. */
export function drawSegment(random: Random, leadSource: string): Segment {
  return leadSource === 'Salon'
    ? pickWeighted(random, { TPE: 0.08, PME: 0.27, ETI: 0.42, 'Grand compte': 0.23 })
    : pickWeighted(random, { TPE: 0.42, PME: 0.4, ETI: 0.14, 'Grand compte': 0.04 })
}

const catalogue: readonly (readonly [string, string, number])[] = [
  ['Douane Express', 'Logiciel', 320],
  ['Stock Pilote', 'Logiciel', 540],
  ['Atelier Connecté', 'Logiciel', 890],
  ['Balise Mobile', 'Matériel', 1_200],
  ['Borne Quai', 'Matériel', 4_800],
  ['Mise en service', 'Services', 1_500],
  ['Formation sur site', 'Services', 950],
  ['Assistance étendue', 'Contrats', 180],
]

export function makeProducts(rows: Rows): readonly Product[] {
  return catalogue.map(([name, family, price]) => ({
    id: rows.add('products', {
      name,
      name_key: foldCode(name),
      family,
      list_price_minor: BigInt(price) * 100n,
      currency: 'EUR',
    }),
    family,
  }))
}

/** A product that fits: small companies start with software. */
export function drawProduct(random: Random, products: readonly Product[], segment: Segment): Product {
  return products[segment === 'TPE' ? randomIndex(random, 3) : randomIndex(random, products.length)]!
}
