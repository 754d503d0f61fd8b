// A length of time as people say it: 2 h 05, 45 min.
import { formatNumber, noBreak } from '../../format.ts'
import { useSpeech } from '../../language.tsx'

export function Minutes({ minutes }: { readonly minutes: number }) {
  const { language } = useSpeech()
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return <span className="whole">{`${rest}${noBreak}min`}</span>
  const end = rest === 0 ? '' : `${noBreak}${String(rest).padStart(2, '0')}`
  return <span className="whole">{`${formatNumber(hours, language)}${noBreak}h${end}`}</span>
}
