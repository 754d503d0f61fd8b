// Which concepts a header must and may speak of to mean a field, for headers that the dictionaries do not list.
import type { EntityName } from '../../entities.ts'
import { conceptNamed, type Concept } from './concepts.ts'

export interface Pattern {
  readonly field: string
  /** One concept of each group must be there. */
  readonly needs: readonly (readonly Concept[])[]
  readonly may: readonly Concept[]
}

/** "DATE+CLOSE ~EXPECTED" reads: needs DATE and CLOSE, may have EXPECTED; "ID|NAME" needs either. */
const p = (field: string, text: string): Pattern => {
  const words = text.split(' ')
  return {
    field,
    needs: (words[0] ?? '').split('+').map((group) => group.split('|').map(conceptNamed)),
    may: words.slice(1).map((word) => conceptNamed(word.slice(1))),
  }
}

export const patterns: Partial<Record<EntityName, readonly Pattern[]>> = {
  opportunities: [
    p('externalId', 'ID+DEAL'),
    p('name', 'NAME+DEAL'),
    p('amount', 'AMOUNT ~DEAL ~CLOSE ~EXPECTED ~WON ~PRICE'),
    p('currency', 'CURRENCY ~DEAL ~AMOUNT'),
    p('stage', 'STAGE ~DEAL ~PIPELINE ~NAME'),
    p('pipeline', 'PIPELINE ~DEAL ~NAME'),
    p('owner', 'OWNER ~DEAL ~NAME ~EMAIL ~ACCOUNT'),
    p('openedAt', 'CREATE+DATE|DEAL ~DEAL ~DATE'),
    p('closedAt', 'CLOSE+DATE|DEAL ~DEAL ~DATE ~ACCOUNT'),
    p('wonAt', 'WON+DATE ~DEAL ~CLOSE'),
    p('lostAt', 'LOST+DATE ~DEAL ~CLOSE'),
    p('expectedCloseOn', 'EXPECTED+CLOSE|DATE ~DATE ~DEAL ~CLOSE'),
    p('status', 'STATUS ~DEAL ~CLOSE'),
    p('isWon', 'WON ~DEAL ~CLOSE'),
    p('probability', 'PROBABILITY ~DEAL ~CLOSE ~WON'),
    p('account', 'ACCOUNT ~NAME'),
    p('accountId', 'ACCOUNT+ID'),
    p('product', 'PRODUCT ~NAME ~DEAL'),
    p('type', 'TYPE+DEAL'),
    p('leadSource', 'SOURCE ~LEAD ~DEAL'),
    p('lossReason', 'REASON+LOST ~DEAL ~CLOSE'),
    p('region', 'REGION ~DEAL ~OWNER'),
  ],
  leads: [
    p('externalId', 'ID+LEAD'),
    p('createdAt', 'CREATE|ENTER+DATE|LEAD ~LEAD ~DATE'),
    p('owner', 'OWNER ~LEAD ~NAME ~EMAIL ~DEAL'),
    p('leadSource', 'SOURCE ~LEAD'),
    p('status', 'STATUS|STAGE ~LEAD'),
    p('score', 'SCORE ~LEAD'),
    p('isConverted', 'CONVERT ~LEAD'),
    p('convertedAt', 'CONVERT+DATE ~LEAD'),
    p('isQualified', 'QUALIFY ~LEAD'),
    p('opportunity', 'DEAL+ID ~CONVERT'),
    p('account', 'ACCOUNT ~NAME'),
    p('accountDomain', 'DOMAIN ~ACCOUNT'),
  ],
  people: [
    p('externalId', 'ID+PERSON|OWNER'),
    p('email', 'EMAIL ~PERSON ~OWNER'),
    p('name', 'NAME+PERSON|OWNER ~DEAL'),
    p('job', 'JOB ~NAME'),
    p('team', 'TEAM ~NAME ~DEAL'),
    p('region', 'REGION ~DEAL ~NAME'),
    p('manager', 'MANAGER ~NAME ~EMAIL ~ID ~TEAM'),
    p('hiredOn', 'HIRE ~DATE'),
    p('leftOn', 'LEAVE+DATE ~DATE'),
  ],
  accounts: [
    p('externalId', 'ID+ACCOUNT'),
    p('name', 'NAME+ACCOUNT'),
    p('industry', 'INDUSTRY ~ACCOUNT'),
    p('country', 'COUNTRY ~ACCOUNT'),
    p('employees', 'EMPLOYEES ~ACCOUNT'),
    p('domain', 'DOMAIN ~ACCOUNT'),
    p('owner', 'OWNER ~ACCOUNT ~NAME ~EMAIL'),
    p('createdOn', 'CREATE+DATE ~ACCOUNT'),
  ],
  products: [
    p('externalId', 'ID+PRODUCT'),
    p('name', 'NAME+PRODUCT'),
    p('family', 'FAMILY ~PRODUCT ~NAME'),
    p('listPrice', 'PRICE ~PRODUCT ~AMOUNT'),
  ],
  'opportunity-lines': [
    p('opportunity', 'DEAL+ID|NAME'),
    p('product', 'PRODUCT ~NAME'),
    p('productId', 'PRODUCT+ID'),
    p('quantity', 'QUANTITY ~PRODUCT'),
    p('amount', 'AMOUNT ~FAMILY ~PRODUCT'),
  ],
  'stage-history': [
    p('opportunity', 'DEAL+ID'),
    p('stage', 'STAGE ~NAME ~DEAL'),
    p('enteredAt', 'ENTER|CHANGE+DATE|STAGE ~DATE ~STAGE'),
    p('leftAt', 'LEAVE+DATE|STAGE ~DATE ~STAGE'),
  ],
}
