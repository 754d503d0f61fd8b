export function ImportScene() {
  return null
}
