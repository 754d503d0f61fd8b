// The organisation's sign-in provider, from the environment: its secret stands in no file of ours and no database.
import { isUsableIssuer, type ProviderSettings } from '../access/index.ts'
import { CommandError, type Surroundings } from './command.ts'

/** @returns null when none is named @throws CommandError when it is named by halves, or by an address not to be trusted */
export function providerOf({ environment }: Pick<Surroundings, 'environment'>): ProviderSettings | null {
  const said = (name: string): string => environment[`DOUZE_OIDC_${name}`]?.trim() ?? ''
  const issuer = said('ISSUER')
  if (issuer === '') return null
  if (!isUsableIssuer(issuer))
    throw new CommandError(
      'DOUZE_OIDC_ISSUER n’est pas une adresse https sans mot de passe ni paramètre.',
      'DOUZE_OIDC_ISSUER is not an https address without password or parameters.',
    )
  const [clientId, clientSecret] = [said('CLIENT'), said('SECRET')]
  if (clientId === '' || clientSecret === '')
    throw new CommandError(
      'Avec DOUZE_OIDC_ISSUER il faut aussi DOUZE_OIDC_CLIENT et DOUZE_OIDC_SECRET.',
      'With DOUZE_OIDC_ISSUER, DOUZE_OIDC_CLIENT and DOUZE_OIDC_SECRET are needed too.',
    )
  return { issuer, clientId, clientSecret, name: said('NAME') || new URL(issuer).hostname }
}
