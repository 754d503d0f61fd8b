// How a command reaches the data: the same house as the server's, opened beside it or alone, and always closed.
import path from 'node:path'
import { type House, openHouse } from '../api/house.ts'
import { Interrupted, type Surroundings } from './command.ts'

/** DOUZE_DATA, else `data` in the checkout. Absolute. */
export function dataFolderOf(around: Surroundings): string {
  const said = around.environment['DOUZE_DATA']
  return said === undefined || said === ''
    ? path.join(around.root, 'data')
    : path.resolve(around.currentFolder, said)
}

/** DOUZE_DROP, under which the watched folders lie; else `drop` in the data folder. Absolute. */
export function dropFolderOf(around: Surroundings): string {
  const said = around.environment['DOUZE_DROP']
  return said === undefined || said === ''
    ? path.join(dataFolderOf(around), 'drop')
    : path.resolve(around.currentFolder, said)
}

/** DATABASE_URL, when it says anything. */
export function databaseUrlOf(around: Surroundings): string | undefined {
  const url = around.environment['DATABASE_URL']
  return url === undefined || url === '' ? undefined : url
}

/** DOUZE_KEY, when it says anything: keys for the few secrets kept encrypted. */
export function keyOf(around: Surroundings): string | undefined {
  const key = around.environment['DOUZE_KEY']
  return key === undefined || key.trim() === '' ? undefined : key
}

/**
 * Opens the house for some work, and closes it also when the process is asked to stop meanwhile.
 * @throws what `openHouse` throws, Interrupted
 */
export async function inHouse<Result>(
  around: Surroundings,
  work: (house: House, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return inHouseToTheEnd(around, (house, signal) => {
    const stopped = around.stopAsked.then((): never => {
      throw new Interrupted()
    })
    return Promise.race([work(house, signal), stopped])
  })
}

/** Like `inHouse`, for work that ends by itself, and well, when it is asked to stop. @throws what `openHouse` throws */
export async function inHouseToTheEnd<Result>(
  around: Surroundings,
  work: (house: House, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const house = await openHouse({
    folder: dataFolderOf(around),
    url: databaseUrlOf(around),
    language: around.language,
    onProgress: around.say,
  })
  const stopping = new AbortController()
  void around.stopAsked.then(() => stopping.abort())
  try {
    return await work(house, stopping.signal)
  } finally {
    await house.close()
  }
}
