// Salesforce writes one id in two lengths: reports show 15 characters, where letter case counts, and the API 18,
// where three letters at the end repeat the case. Ids are joined in their long form.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
const idShape = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/

/** The three letters that follow a 15-character id: each encodes which of five characters are capitals. */
function caseSuffix(id: string): string {
  let suffix = ''
  for (let block = 0; block < 15; block += 5) {
    let bits = 0
    for (let offset = 0; offset < 5; offset++) {
      const letter = id.charAt(block + offset)
      if (letter >= 'A' && letter <= 'Z') bits += 1 << offset
    }
    suffix += alphabet.charAt(bits)
  }
  return suffix
}

/** True for 15 characters, or 18 whose last three fit the first fifteen. */
export function isSalesforceId(text: string): boolean {
  if (!idShape.test(text) || !/[0-9]/.test(text)) return false
  return text.length === 15 || caseSuffix(text) === text.slice(15).toUpperCase()
}

/** The 18-character form of a 15-character id; anything else comes back as it is, without outer spaces. */
export function normaliseSalesforceId(text: string): string {
  const id = text.trim()
  return id.length === 15 && isSalesforceId(id) ? id + caseSuffix(id) : id
}

/** What the first three characters of an id say about its object, for the objects that matter here. */
export const salesforceObjects: Readonly<Record<string, string>> = {
  '001': 'Account',
  '003': 'Contact',
  '005': 'User',
  '006': 'Opportunity',
  '008': 'OpportunityHistory',
  '00E': 'UserRole',
  '00Q': 'Lead',
  '00T': 'Task',
  '00U': 'Event',
  '00k': 'OpportunityLineItem',
  '00v': 'CampaignMember',
  '01J': 'OpportunityStage',
  '01t': 'Product2',
  '01u': 'PricebookEntry',
  '500': 'Case',
  '701': 'Campaign',
  '800': 'Contract',
  '801': 'Order',
}
