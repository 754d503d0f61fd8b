// The PostgreSQL that ships with Douze: started on first use, shared by the processes of one data folder, stopped by
// the last of them.
export { EmbeddedPostgresError } from './errors.ts'
export { startEmbeddedPostgres, type Connection, type EmbeddedPostgres, type StartOptions } from './start.ts'
export { startThrowawayPostgres, type ThrowawayPostgres } from './throwaway.ts'
