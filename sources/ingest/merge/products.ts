// Products of a delivery, and how deals write them: `GTXPro` in one file is `GTX Pro` in another, and one product.
import { tableSpecs } from './tables/index.ts'
import { foldCode } from '../../../model/names.ts'
import type { EntityName } from '../../entities.ts'
import { select } from '../sql.ts'
import {
  brings,
  count,
  createMap,
  has,
  insertRows,
  type Merge,
  saveBefore,
  table,
  takeIds,
} from './context.ts'

interface Product {
  product_id: number
  name: string
  name_key: string
  code: string | null
  family: string | null
  list_price_minor: string | null
  currency: string | null
  source: string | null
  external_id: string | null
  created_import_id: number | null
  import_id: number | null
  import_file_id: number | null
  source_row: number | null
  content_hash: string | null
}

const productColumns = [
  'product_id',
  'name',
  'name_key',
  'code',
  'family',
  'list_price_minor',
  'currency',
  'source',
  'external_id',
  'created_import_id',
  'import_id',
  'import_file_id',
  'source_row',
  'content_hash',
] as const

/** Products by every way they are called. */
class Catalogue {
  readonly byId = new Map<string, Product>()
  readonly byKey = new Map<string, Product>()
  readonly #source: string

  constructor(source: string, products: readonly Product[]) {
    this.#source = source
    for (const product of products) this.learn(product)
  }

  learn(product: Product): void {
    if (product.external_id !== null && product.source === this.#source)
      this.byId.set(product.external_id, product)
    if (!this.byKey.has(product.name_key)) this.byKey.set(product.name_key, product)
    if (product.code !== null && !this.byKey.has(foldCode(product.code)))
      this.byKey.set(foldCode(product.code), product)
  }

  find(externalId: string | null, name: string | null, code: string | null): Product | undefined {
    const byId = externalId === null ? undefined : this.byId.get(externalId)
    if (byId !== undefined) return byId
    const named =
      (name === null ? undefined : this.byKey.get(foldCode(name))) ??
      (code === null ? undefined : this.byKey.get(foldCode(code)))
    const isOther =
      externalId !== null &&
      named !== undefined &&
      named.external_id !== null &&
      named.source === this.#source
    return isOther ? undefined : named
  }
}

/** Merges products, and makes the temporary table `product_of (product, product_key, product_id)`. */
export async function mergeProducts(merge: Merge): Promise<void> {
  const { client } = merge
  const stored = await select<Product>(
    client,
    `select ${productColumns.join(', ').replace('list_price_minor', 'list_price_minor::text as list_price_minor')} from products`,
  )
  const catalogue = new Catalogue(merge.source, stored)
  const fresh: Product[] = []
  const changed = new Map<number, Product>()
  const add = (product: Omit<Product, 'product_id' | 'source' | 'created_import_id' | 'import_id'>) => {
    const added = {
      ...product,
      product_id: 0,
      source: product.external_id === null ? null : merge.source,
      created_import_id: merge.importId,
      import_id: merge.importId,
    }
    fresh.push(added)
    catalogue.learn(added)
    return added
  }

  if (has(merge, 'products')) {
    const rows = await select<{
      file_id: number
      source_row: number
      content_hash: string
      external_id: string | null
      name: string | null
      code: string | null
      family: string | null
      list_price_minor: string | null
      currency: string | null
    }>(
      client,
      `select file_id, source_row, content_hash, external_id, name, code, family, list_price_minor::text, currency
       from ${table(merge, 'products')} order by n`,
    )
    const claimed = new Set<Product>()
    for (const row of rows) {
      const name = row.name ?? row.code ?? row.external_id ?? ''
      const found = catalogue.find(row.external_id, row.name, row.code)
      const said = {
        name,
        name_key: foldCode(name),
        code: row.code ?? found?.code ?? null,
        family: row.family ?? found?.family ?? null,
        list_price_minor: row.list_price_minor ?? found?.list_price_minor ?? null,
        currency:
          row.list_price_minor === null ? (found?.currency ?? null) : (row.currency ?? merge.currency),
        external_id: row.external_id ?? found?.external_id ?? null,
        import_file_id: row.file_id,
        source_row: row.source_row,
        content_hash: row.content_hash,
      }
      // Two rows that mean one product: the first describes it, or each import would change it back and forth.
      if (found !== undefined && claimed.has(found)) continue
      if (found === undefined) {
        claimed.add(add(said))
        count(merge.added, row.file_id)
        continue
      }
      claimed.add(found)
      if (found.content_hash !== row.content_hash) {
        Object.assign(found, said, {
          source: said.external_id === null ? found.source : merge.source,
          import_id: merge.importId,
        })
        catalogue.learn(found)
        if (found.product_id !== 0) changed.set(found.product_id, found)
        count(merge.changed, row.file_id)
      }
    }
  }

  const references = await productReferences(merge)
  const found = references.map((reference) => {
    const product =
      catalogue.find(reference.id, reference.name, null) ??
      add({
        name: reference.name ?? reference.id ?? '',
        name_key: foldCode(reference.name ?? reference.id ?? ''),
        code: null,
        family: null,
        list_price_minor: null,
        currency: null,
        external_id: reference.id,
        import_file_id: null,
        source_row: null,
        content_hash: null,
      })
    return { reference, product }
  })
  sayJoined(merge, found)

  const ids = await takeIds(client, 'products_product_id_seq', fresh.length)
  for (const [index, product] of fresh.entries()) product.product_id = ids[index] ?? 0
  if (changed.size > 0) {
    const changedIds = [...changed.keys()]
    await saveBefore(merge, 'products', 't.product_id = any($1)', [changedIds])
    await client.query('delete from products where product_id = any($1)', [changedIds])
  }
  await insertRows(client, 'products', productColumns, [...fresh, ...changed.values()])
  await createMap(
    merge,
    'product_of',
    'id text, name text, product_id bigint',
    found.map(({ reference, product }) => ({
      id: reference.id ?? '',
      name: reference.name ?? '',
      product_id: product.product_id,
    })),
  )
}

const mostJoinsSaid = 20

/** Says which products are written otherwise than they are called. */
function sayJoined(
  merge: Merge,
  found: readonly { reference: { id: string | null; name: string | null; rows: number }; product: Product }[],
): void {
  const joined = found.filter(
    ({ reference, product }) =>
      reference.id === null && reference.name !== null && reference.name !== product.name,
  )
  for (const { reference, product } of joined.slice(0, mostJoinsSaid)) {
    const { rows } = reference
    merge.findings.push({
      code: 'PRODUCT_JOINED',
      sentence: {
        fr: `« ${reference.name} » est le produit « ${product.name} » (${rows.toLocaleString('fr')} ligne${rows > 1 ? 's' : ''}).`,
        en: `“${reference.name}” is the product “${product.name}” (${rows.toLocaleString('en')} row${rows === 1 ? '' : 's'}).`,
      },
    })
  }
  const others = joined.length - mostJoinsSaid
  if (others > 0)
    merge.findings.push({
      code: 'PRODUCTS_JOINED',
      sentence: {
        fr: `${others.toLocaleString('fr')} autres produits sont écrits autrement dans les affaires, et reconnus.`,
        en: `${others.toLocaleString('en')} more products are written otherwise in the opportunities, and recognised.`,
      },
    })
}

async function productReferences(
  merge: Merge,
): Promise<{ id: string | null; name: string | null; rows: number }[]> {
  const parts: string[] = []
  const add = (entity: EntityName, id: string) => {
    if (!has(merge, entity)) return
    if (!brings(merge, entity, 'product') && !brings(merge, entity, 'productId')) return
    parts.push(`select ${id} as id, product as name, n from ${table(merge, entity)}`)
  }
  add('opportunities', 'null::text')
  add('opportunity-lines', 'product_id')
  for (const { entity, references } of tableSpecs)
    if (references.some(({ to }) => to === 'product')) add(entity, 'null::text')
  if (parts.length === 0) return []
  return select(
    merge.client,
    `select id, name, count(*) as rows from (${parts.join(' union all ')}) as written
     where id is not null or name is not null group by 1, 2 order by min(n)`,
  )
}
