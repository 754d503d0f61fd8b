// The course structure of cmi5 (cmi5.xml), as far as launching its units needs it. Read from the bare file or from the package that
// holds it; content itself is never kept here: a unit is launched at the address where it is hosted.
import { openArchive } from '../../files/reading/archive.ts'
import { fileSource } from '../../files/reading/bytes.ts'
import { FileRefused } from '../../files/reading/fault.ts'
import { defaultLimits } from '../../files/reading/shapes.ts'
import { readWholeXml } from '../../files/reading/xlsx/xml.ts'
import { isIri } from '../check/iri.ts'
import { XapiRefused } from '../store/refused.ts'

export const moveOns = [
  'NotApplicable',
  'Passed',
  'Completed',
  'CompletedAndPassed',
  'CompletedOrPassed',
] as const
export type MoveOn = (typeof moveOns)[number]

export interface Unit {
  /** The IRI that the publisher gave it. */
  readonly id: string
  readonly title: string
  /** Absolute, with the base of the content before it where the package said less. */
  readonly url: string
  readonly moveOn: MoveOn
  readonly masteryScore: number | null
  readonly launchMethod: 'OwnWindow' | 'AnyWindow'
  readonly launchParameters: string | null
}

export interface CourseStructure {
  readonly id: string
  readonly title: string
  readonly units: readonly Unit[]
}

const mostUnits = 1000
const namespace = 'cmi5.xml'

/**
 * Reads the structure of a course.
 * @param base where the content is hosted, for units whose address is relative; null when all are absolute
 * @throws XapiRefused 'invalid', FileRefused for a broken archive
 */
export async function readCourse(
  path: string,
  isZip: boolean,
  base: string | null,
): Promise<CourseStructure> {
  const handler = new Reading(base)
  try {
    if (!isZip) await readWholeXml(fileSource(namespace, path), handler)
    else {
      const archive = await openArchive(path, defaultLimits)
      try {
        const member = archive.members.find(({ name }) => name === namespace)
        if (member === undefined)
          throw invalid('le paquet ne contient pas cmi5.xml', 'the package holds no cmi5.xml')
        await readWholeXml(member.source, handler)
      } finally {
        archive.close()
      }
    }
  } catch (error) {
    if (error instanceof FileRefused && error.fault.code === 'XLSX_CORRUPT')
      throw invalid('ce n’est pas du XML bien formé', 'this is not well-formed XML')
    throw error
  }
  return handler.course()
}

class Reading {
  readonly #base: string | null
  readonly #path: string[] = []
  readonly #units: Unit[] = []
  #id = ''
  #title = ''
  #text = ''
  #attributes: Readonly<Record<string, string>> = {}
  #draft = { title: '', url: '', parameters: null as string | null }

  constructor(base: string | null) {
    this.#base = base
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(name)
    this.#text = ''
    if (name === 'course') this.#id = attributes['id'] ?? ''
    if (name === 'au') {
      this.#attributes = attributes
      this.#draft = { title: '', url: '', parameters: null }
    }
  }

  text(text: string): void {
    if (this.#text.length < 10_000) this.#text += text
  }

  close(name: string): void {
    const text = this.#text.trim()
    const parents = this.#path.slice(0, -1)
    const isIn = (parent: string): boolean => parents.at(-2) === parent && parents.at(-1) === 'title'
    // The first language that is written; a launch says which one the person prefers.
    if (name === 'langstring' && isIn('course') && this.#title === '') this.#title = text
    if (name === 'langstring' && isIn('au') && this.#draft.title === '') this.#draft.title = text
    if (name === 'url' && parents.at(-1) === 'au') this.#draft.url = text
    if (name === 'launchParameters' && parents.at(-1) === 'au') this.#draft.parameters = text
    if (name === 'au') this.#addUnit()
    this.#path.pop()
    this.#text = ''
  }

  #addUnit(): void {
    const { id = '', moveOn = 'NotApplicable', masteryScore, launchMethod } = this.#attributes
    const { title, url, parameters } = this.#draft
    if (!isIri(id)) throw invalid('une unité n’a pas d’identifiant IRI', 'a unit has no IRI as its id')
    const score = masteryScore === undefined ? null : Number(masteryScore)
    if (score !== null && !(score >= 0 && score <= 1))
      throw invalid('masteryScore est entre 0 et 1', 'masteryScore lies between 0 and 1')
    if (!(moveOns as readonly string[]).includes(moveOn))
      throw invalid('moveOn n’a pas une valeur de la norme', 'moveOn has no value of the standard')
    if (this.#units.length >= mostUnits || this.#units.some((unit) => unit.id === id))
      throw invalid('trop d’unités, ou deux fois la même', 'too many units, or one twice')
    this.#units.push({
      id,
      title: title === '' ? id : title.slice(0, 500),
      url: this.#addressOf(url),
      moveOn: moveOn as MoveOn,
      masteryScore: score,
      launchMethod: launchMethod === 'OwnWindow' ? 'OwnWindow' : 'AnyWindow',
      launchParameters: parameters,
    })
  }

  #addressOf(url: string): string {
    const address = absolute(url, this.#base)
    if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '')
      throw invalid(
        'l’adresse d’une unité n’est pas complète : indiquez où le contenu est hébergé',
        'the address of a unit is not whole: say where the content is hosted',
      )
    return address.href
  }

  course(): CourseStructure {
    if (!isIri(this.#id))
      throw invalid('la formation n’a pas d’identifiant IRI', 'the course has no IRI as its id')
    if (this.#units.length === 0) throw invalid('la formation n’a aucune unité', 'the course has no unit')
    return {
      id: this.#id,
      title: (this.#title === '' ? this.#id : this.#title).slice(0, 500),
      units: this.#units,
    }
  }
}

function absolute(url: string, base: string | null): URL | null {
  try {
    return new URL(url, base ?? undefined)
  } catch {
    return null
  }
}

function invalid(fr: string, en: string): XapiRefused {
  return new XapiRefused('invalid', { fr: `cmi5 : ${fr}.`, en: `cmi5: ${en}.` })
}
