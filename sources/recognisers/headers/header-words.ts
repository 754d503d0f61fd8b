// The shape of the dictionaries beside this file: for every field of an entity, the names that columns carry for it.
import type { FieldName, EntityName } from '../../entities.ts'
import type { Vendor } from '../../plan.ts'

/**
 * Names by the vendor that writes them, separated by ' | ', as they stand in exports. Letter case, accents, spaces, underscores and the
 * small words "de", "la", "of" do not matter. 'any' is what people write by hand; 'weak' names are so general that they count only
 * when nothing fits better.
 */
export type HeaderWords = Partial<Record<Exclude<Vendor, 'template' | 'generic'> | 'any' | 'weak', string>>

export type HeaderTable<Name extends EntityName> = Partial<Record<FieldName<Name>, HeaderWords>>
