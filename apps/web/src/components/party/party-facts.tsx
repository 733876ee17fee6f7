import { type Fact, FactGrid } from '../fact-grid.tsx'
import { Section } from '../section.tsx'

interface Props {
  party: { email: string; phone: string; taxId: string; address: string }
  /** Facts that only one kind of party has. */
  more?: readonly Fact[]
}

/** How to reach a customer or a supplier. */
export function PartyFacts({ party: { email, phone, taxId, address }, more = [] }: Props) {
  return (
    <Section title="Facts">
      <FactGrid
        facts={[
          { label: 'E-mail', value: email ? <Mail address={email} /> : '–' },
          { label: 'Phone', value: phone || '–' },
          { label: 'Tax id', value: taxId || '–' },
          ...more,
          { label: 'Address', value: address ? <span style={{ whiteSpace: 'pre-line' }}>{address}</span> : '–' },
        ]}
      />
    </Section>
  )
}

/** Too long for its place, it goes on with the line that begins with its @. */
function Mail({ address }: { address: string }) {
  const at = address.lastIndexOf('@')
  return (
    <a href={`mailto:${address}`} className="fw-link">
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </a>
  )
}
