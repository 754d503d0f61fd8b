#!/usr/bin/env node
// The launcher: with nothing but Node it installs what is missing, builds what is stale, then runs the command
// that was asked for. Old syntax on purpose: an old Node must be able to read this far and be told so.
var wanted = [20, 19]
var found = process.versions.node.split('.').map(Number)
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  console.error(
    'Douze a besoin de Node ' +
      wanted.join('.') +
      ' ou plus récent ; celui-ci est le ' +
      process.versions.node +
      '. https://nodejs.org',
  )
  console.error(
    'Douze needs Node ' +
      wanted.join('.') +
      ' or later; this one is ' +
      process.versions.node +
      '. https://nodejs.org',
  )
  process.exit(1)
}
import('./launch.mjs').then(
  function (launch) {
    return launch.run()
  },
  function (error) {
    console.error(error)
    process.exit(1)
  },
)
