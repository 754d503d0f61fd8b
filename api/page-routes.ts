// The addresses of the page: those that answer 200. Any other path gets the page too, which says that there is
// nothing there, with 404. web/router.tsx has the same list; a test compares them.
import { kpiIds, outcomeIds } from '../metric/definition.ts'

const metric = [...outcomeIds, ...kpiIds].join('|')
const routes = [
  /^\/$/,
  /^\/metrics\/?$/,
  new RegExp(`^/metrics/(${metric})/?$`),
  /^\/data\/?$/,
  /^\/data\/(add|sources|streams|health)\/?$/,
  /^\/data\/streams\/[1-9]\d{0,14}\/?$/,
  /^\/data\/imports\/[1-9]\d{0,14}\/?$/,
  /^\/settings(\/(people|accounts|privacy))?\/?$/,
  /^\/me\/(time|courses)\/?$/,
  /^\/(me|account|first-start|invitation|reset|sign-in|sign-in\/callback)\/?$/,
]

export function isPageRoute(path: string): boolean {
  return routes.some((route) => route.test(path))
}
