// What access refuses about people and their data, as the refusal of a request.
import { PrivacyRefused } from '../../access/privacy/index.ts'
import { Refusal } from './errors.ts'

/** What is not there answers like every missing thing; the rest says why. @throws Refusal */
export async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof PrivacyRefused)) throw error
    throw error.code.endsWith('-unknown')
      ? new Refusal('not-found')
      : new Refusal('refused', { words: error.words })
  }
}
