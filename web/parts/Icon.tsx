// The few signs of the page, drawn; always beside a word or hidden from screen readers.
const paths = {
  up: 'M6 2.5 10.5 9.5H1.5Z',
  down: 'M6 9.5 1.5 2.5h9Z',
} as const
const strokes = {
  chevron: 'M2.5 4.5 6 8l3.5-3.5',
  left: 'M7.5 2.5 4 6l3.5 3.5',
  right: 'M4.5 2.5 8 6l-3.5 3.5',
  check: 'M2 6.5 4.8 9.2 10 3',
  cross: 'M3 3l6 6M9 3 3 9',
  file: 'M3 1.5h4L9.5 4v6.5h-6.5ZM7 1.5V4h2.500',
  moon: 'M10 7.300A4.500 4.500 0 1 1 4.700 2 3.600 3.600 0 0 0 10 7.300Z',
  sun: 'M6 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM6 .8v1M6 10.200v1M.8 6h1M10.200 6h1M2.300 2.300l.7.7M9 9l.7.7M2.300 9.700l.7-.7M9 3l.7-.7',
  upload: 'M6 8V1.800M3.200 4.300 6 1.500l2.800 2.800M1.500 8v2.500h9V8',
  note: 'M1.500 2h9v6.200H6.200L3.800 10.300V8.200H1.500Z',
  person:
    'M6 1.500a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400ZM1.800 10.800c.3-2.300 2-3.500 4.200-3.500s3.900 1.200 4.200 3.500',
  sort: 'M3.500 4.800 6 2.300l2.500 2.500M3.500 7.200 6 9.700l2.500-2.500',
} as const

export type IconName = keyof typeof paths | keyof typeof strokes

export function Icon({ name, size = 12 }: { readonly name: IconName; readonly size?: number }) {
  const isFilled = name in paths
  const d = name in paths ? paths[name as keyof typeof paths] : strokes[name as keyof typeof strokes]
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill={isFilled ? 'currentColor' : 'none'}
      stroke={isFilled ? 'none' : 'currentColor'}
      strokeWidth={1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={d} />
    </svg>
  )
}
