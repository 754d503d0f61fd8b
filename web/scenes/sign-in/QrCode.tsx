// A QR code drawn as one path: dark on white in both themes, because cameras expect it so.
import { encodeQR } from 'qr'

interface Props {
  readonly value: string
  readonly label: string
}

const quiet = 3

export function QrCode({ value, label }: Props) {
  const modules = encodeQR(value, 'raw', { border: quiet })
  const path = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg className="qr" viewBox={`0 0 ${modules.length} ${modules.length}`} role="img" aria-label={label}>
      <path d={path} shapeRendering="crispEdges" />
    </svg>
  )
}
