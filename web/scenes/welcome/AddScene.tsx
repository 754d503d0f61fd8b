// More data: the same door as on the first visit.
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../../language.tsx'
import { Templates } from '../../parts/Templates.tsx'
import { useTitle } from '../../parts/title.ts'
import { Delivery } from './Delivery.tsx'
import { WhereToClick } from './WhereToClick.tsx'

export function AddScene() {
  const { text } = useSpeech()
  useTitle(text.welcome.addTitle)
  return (
    <>
      <p className="page-up">
        <Link to="/data">{text.nav.data}</Link>
      </p>
      <div className="welcome">
        <Delivery title={text.welcome.addTitle} lead={text.welcome.addLead} isFirst={false} />
        <WhereToClick />
        <p className="welcome-waiting">
          <Link to="/data/health">{text.welcome.others}</Link>
        </p>
        <Templates />
      </div>
    </>
  )
}
