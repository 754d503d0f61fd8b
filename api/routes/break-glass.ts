// Exceptional access of an administrator to one person's data.
import { breakGlass } from '../../access/index.ts'
import type { Handler } from '../handler.ts'

const breakGlassHandler: Handler<'breakGlass'> = async (
  { database, clock },
  { reader, body, requestId },
) => ({
  personId: body.personId,
  endsAt: (await breakGlass(database, reader, body, { at: clock(), requestId })).toISOString(),
})

export const breakGlassHandlers = { breakGlass: breakGlassHandler }
