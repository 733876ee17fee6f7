import type { ApiKey } from '@framewright/contracts/api-key/api-key.schema'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { confirm } from '~/lib/confirm.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { ApiKeyTable } from './api-key-table.tsx'
import { useApiKeyChange } from './use-api-key-change.ts'

const ApiKeyDialog = lazyDialog(() => import('./api-key-dialog.tsx').then((part) => part.ApiKeyDialog), {
  opened: false,
})

/** One's own API keys, for services that act in one's name. */
export function ApiKeyPage() {
  const allowed = useMay('apiKey.write')
  const manages = useMay('apiKey.manage')
  const query = trpc.apiKey.list.useQuery({}, { enabled: allowed })
  const all = trpc.apiKey.list.useQuery({ all: true }, { enabled: manages })
  const [creating, { open, close }] = useDisclosure()
  const revoke = useApiKeyChange(trpc.apiKey.revoke, 'The key is refused from now on')
  const askRevoke = async (key: ApiKey) => {
    const message = `Whatever signs in with ${key.prefix}… is refused from its next call on. A revoked key cannot be brought back.`
    if (await confirm({ title: `Revoke ${key.name}?`, message, verb: 'Revoke', danger: true }))
      revoke.mutate({ id: key.id })
  }
  if (!allowed) {
    return (
      <Page>
        <PageHeader title="API keys" />
        <EmptyState
          title="Your role has no API keys"
          hint="Ask an administrator if a service is to act in your name."
        />
      </Page>
    )
  }
  return (
    <Page>
      <PageHeader
        title="API keys"
        subtitle="For services that act in your name. A key never does more than you may yourself at that moment."
        actions={[{ label: 'New key', icon: IconPlus, run: open }]}
      />
      <Section title="Your keys">
        <QueryBlock query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title="No keys yet"
                hint="A key lets another program read and write here, only as far as you allow it."
                action={<Button onClick={open}>New key</Button>}
              />
            ) : (
              <ApiKeyTable keys={items} onRevoke={(key) => void askRevoke(key)} />
            )
          }
        </QueryBlock>
      </Section>
      {manages ? (
        <Section title="Everybody’s keys">
          <QueryBlock query={all}>
            {({ items }) =>
              items.length === 0 ? (
                <Text c="dimmed">Nobody has a key.</Text>
              ) : (
                <ApiKeyTable everybody keys={items} onRevoke={(key) => void askRevoke(key)} />
              )
            }
          </QueryBlock>
        </Section>
      ) : null}
      <div>
        <Text size="sm" c="dimmed">
          Send it as the header <code>X-API-KEY</code>, or as <code>Authorization: Bearer</code>. The calls are
          described under{' '}
          <a href="/api/docs" className="fw-link" style={{ textDecoration: 'underline' }}>
            /api/docs
          </a>
          .
        </Text>
      </div>
      <ApiKeyDialog opened={creating} onClose={close} />
    </Page>
  )
}
