import type { Numbered } from '@framewright/contracts/core/primitives'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/lib/session.ts'

const documents = {
  inspection: { page: '/quality/inspections/$id', permission: 'inspection.read' },
  nonConformance: { page: '/quality/ncr/$id', permission: 'nonConformance.read' },
} as const

type Entity = keyof typeof documents

/** An inspection or a non-conformance by its number, linked for whoever may open it. */
export function DocumentLink({ entity, document }: { entity: Entity; document: Numbered }) {
  const { page, permission } = documents[entity]
  const sees = useMay(permission)
  if (!sees) return <span className="fw-number">{document.number}</span>
  return (
    <Link to={page} params={{ id: document.id }} className="fw-link fw-number">
      {document.number}
    </Link>
  )
}

/** Several, one after the other. */
export function DocumentLinks({ entity, documents: all }: { entity: Entity; documents: readonly Numbered[] }) {
  return all.map((one, at) => (
    <span key={one.id}>
      {at === 0 ? '' : ', '}
      <DocumentLink entity={entity} document={one} />
    </span>
  ))
}
