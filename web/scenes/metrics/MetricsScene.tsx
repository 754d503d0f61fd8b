export function MetricsScene() {
  return null
}
