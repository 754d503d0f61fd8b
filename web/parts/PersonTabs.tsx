// The pages about the reader herself, side by side.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../language.tsx'

export function PersonTabs() {
  const { text } = useSpeech()
  return (
    <nav className="tabs no-print" aria-label={text.account.tabs}>
      <Link to="/me" activeOptions={{ exact: true }}>
        {text.me.title}
      </Link>
      <Link to="/me/time">{text.time.title}</Link>
      <Link to="/me/courses">{text.courses.title}</Link>
      <Link to="/account">{text.account.title}</Link>
    </nav>
  )
}
