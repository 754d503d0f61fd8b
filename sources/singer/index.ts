// Records that taps send, one message a line: Singer, Airbyte's envelope, bare lines. They land as they are, durable before their STATE goes out
// again; known streams are then brought into the other tables, and the others wait until somebody says what they are.
export { type BadLine, type LineCode } from './protocol/bad-line.ts'
export { readCatalogue } from './protocol/airbyte-messages.ts'
export { type Json, parseJson } from './protocol/exact-json.ts'
export type { Protocol } from './protocol/message-reader.ts'
export { bringUp } from './bring-up/bring-up.ts'
export { receive, type Received, type ReceivedStream, type ReceiveOptions } from './receive.ts'
export { firstMessage, isStreamMessage } from './message-file.ts'
export { listStreams, type ListedStream, mapStream, mostCounted } from './streams/list.ts'
export { lookAtStream, type StreamLook } from './streams/look.ts'
