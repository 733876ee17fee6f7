import { Button, Group, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '~/lib/copy-text.ts'
import { notifyError } from '~/lib/notify.ts'

interface Props {
  label: string
  value: string
  description?: string
}

/** A text to take along, with a button that copies it: a key, a password that is shown once. */
export function CopyField({ label, value, description }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    if (await copyText(value)) setCopied(true)
    else notifyError('This browser does not let a page copy. Mark the text and copy it yourself.')
  }
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <TextInput
        label={label}
        description={description}
        readOnly
        value={value}
        flex={1}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant={copied ? 'light' : 'filled'}
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
        aria-live="polite"
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </Group>
  )
}
