export function MetricScene() {
  return null
}
