// The addresses of the page: those that answer 200. Any other path gets the page too, which says that there is
// nothing there, with 404.

const routes = [/^\/$/, /^\/(metrics|imports|settings)(\/[\w.:~-]+)*\/?$/]

export function isPageRoute(path: string): boolean {
  return routes.some((route) => route.test(path))
}
