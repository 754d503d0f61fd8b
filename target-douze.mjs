#!/usr/bin/env node
// The Singer target: what a tap writes goes in, the states that are safe come out. `douze singer` under the name by which
// Meltano and others call it.
process.argv.splice(2, 0, 'singer')
void import('./douze.mjs')
