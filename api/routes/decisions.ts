// What decides the figures, and the organisation's settings.
import { changeSettings } from '../../model/settings.ts'
import type { Database } from '../../model/database.ts'
import type { Reader } from '../../model/reader.ts'
import { Refusal } from '../errors/errors.ts'
import type { Handler } from '../handler.ts'
import { changeCurrency, decide, decisions as readDecisions } from '../../sources/ingest/index.ts'

const decisionsHandler: Handler<'decisions'> = ({ database }, { reader }) => readDecisions(database, reader)

const decideHandler: Handler<'decide'> = ({ database, clock }, { reader, body }) =>
  decide(database, reader, body.answers, clock)

const changeSettingsHandler: Handler<'changeSettings'> = async ({ database, clock }, { reader, body }) => {
  const { name, timeZone, fiscalStart, currency } = body
  try {
    const settings = await database.write(reader, (query) =>
      changeSettings(
        query,
        {
          ...(name === undefined ? {} : { name }),
          ...(timeZone === undefined ? {} : { timeZone }),
          ...(fiscalStart === undefined ? {} : { fiscalStart }),
          ...(currency === undefined ? {} : { currency }),
        },
        clock(),
      ),
    )
    // Amounts that came without a currency follow the organisation's.
    if (currency !== undefined) await changeCurrency(database, reader, currency, clock)
    return settings
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal('bad-request', {
      words: {
        fr: 'Ce fuseau, ce mois ou cette devise n’existe pas. Rien n’a été changé.',
        en: 'There is no such time zone, month or currency. Nothing was changed.',
      },
      fields: ['body'],
    })
  }
}

export const decisionHandlers = {
  decisions: decisionsHandler,
  decide: decideHandler,
  changeSettings: changeSettingsHandler,
}

/** How many decisions wait for a confirmation. */
export async function countOpenDecisions(database: Database, reader: Reader): Promise<number> {
  return (await readDecisions(database, reader)).filter((decision) => !decision.isConfirmed).length
}
