// Calls to addresses that people give, under the rules of docs/trust.md.
export { isPublicAddress } from './address.ts'
export { checkedAddress, type Lookup, readHost } from './checked-host.ts'
export {
  callOutside,
  type Outgoing,
  type OutgoingAnswer,
  type OutgoingCall,
  outgoingLimits,
  readAddress,
} from './call-outside.ts'
export { OutgoingRefused, type OutgoingReason } from './refused.ts'
