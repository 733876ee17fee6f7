import type { Permission } from '@framewright/contracts/permissions'
import { Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { MenuIcon } from '~/components/menu-icon.tsx'
import { Section } from '~/components/section.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { queryClient } from '~/lib/query-client.ts'
import { useMay, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './home.module.css'

const steps: readonly {
  icon: string
  title: string
  text: string
  verb: string
  path: string
  permission: Permission
}[] = [
  {
    icon: 'window',
    title: 'Your first frame',
    text: 'Its size, material and how many are there.',
    verb: 'New frame',
    path: '/frames/new',
    permission: 'frame.write',
  },
  {
    icon: 'packages',
    title: 'What you buy',
    text: 'Profiles, glass and hardware, with stock and price.',
    verb: 'Items',
    path: '/items',
    permission: 'item.write',
  },
  {
    icon: 'truck',
    title: 'Who you buy from',
    text: 'Suppliers, then purchase orders.',
    verb: 'Suppliers',
    path: '/suppliers',
    permission: 'supplier.write',
  },
  {
    icon: 'users',
    title: 'Who works here',
    text: 'People and what each may do.',
    verb: 'Users',
    path: '/users',
    permission: 'user.write',
  },
]

/** An empty shop: where to begin, or a sample shop to look around in. */
export function FirstSteps() {
  const { permissions } = useSession()
  return (
    <Section title="This shop is still empty">
      <div className={classes.steps}>
        {steps
          .filter((step) => permissions.has(step.permission))
          .map((step) => (
            <div key={step.path}>
              <MenuIcon name={step.icon} size={24} />
              <Title order={3} size="h5" mt={8}>
                {step.title}
              </Title>
              <Text size="sm" c="dimmed" mb="sm">
                {step.text}
              </Text>
              <Button component={Link} to={step.path} variant="default" size="sm">
                {step.verb}
              </Button>
            </div>
          ))}
      </div>
      <SampleOffer />
    </Section>
  )
}

/** Fills the empty shop with sample data; offered only to those who may use the data tools. */
function SampleOffer() {
  const mayLoad = useMay('developer.tools')
  const load = trpc.sample.load.useMutation({
    onSuccess: (made) => {
      notifyDone(
        `Loaded ${plural(made.frames, 'frame')}, ${plural(made.machines, 'machine')}, ${plural(made.productionOrders, 'production order')} and more.`,
      )
      void queryClient.invalidateQueries()
    },
    onError: (error) => notifyError(errorSentence(error)),
  })
  if (!mayLoad) return null
  return (
    <Text size="sm" c="dimmed" mt="xl">
      Only looking around?{' '}
      <Button variant="subtle" size="compact-sm" loading={load.isPending} onClick={() => load.mutate()}>
        Load a sample shop
      </Button>
    </Text>
  )
}
