import { createFileRoute } from '@tanstack/react-router'
import { NewFramePage } from '~/features/frame/new-frame-page.tsx'

export const Route = createFileRoute('/_app/frames/new')({ component: NewFramePage })
