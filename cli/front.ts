// The address that the organisation gave Douze, from the environment.
import { frontAt, type Front, thisMachineOnly } from '../api/front.ts'
import { CommandError, type Surroundings } from './command.ts'
import { portSaid } from './port.ts'

/** @throws CommandError when it is not an https address without a path */
export function frontOf({ environment }: Pick<Surroundings, 'environment'>): Front {
  const address = environment['DOUZE_ADDRESS']?.trim() ?? ''
  if (address === '') return thisMachineOnly
  const front = frontAt(address)
  if (front === null)
    throw new CommandError(
      'DOUZE_ADDRESS n’est pas une adresse https sans chemin, comme https://douze.exemple.fr.',
      'DOUZE_ADDRESS is not an https address without a path, such as https://douze.example.com.',
    )
  return front
}

/** Where others reach Douze: the organisation's address, else that of this machine. */
export function originOf(around: Pick<Surroundings, 'environment'>): string {
  return frontOf(around).publicOrigin ?? `http://127.0.0.1:${portSaid(around.environment)}`
}
