import { Loader, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Filter } from '../filter-bar/filter.ts'
import type { PartySearch } from './party.ts'
import classes from './party-filter.module.css'

interface Options {
  key: string
  label: string
  /** The chosen one's name, as soon as it is known. */
  name: string | undefined
  useParties: PartySearch
  /** Below the field, when nothing is found. */
  none: string
}

/** A filter by a party or person, found by typing, with the chosen one's name on its chip. */
export const partyFilter = ({ key, label, name, ...choices }: Options): Filter => ({
  kind: 'custom',
  key,
  label,
  describe: (value) => name ?? `no. ${String(value)}`,
  edit: (_, set) => <PartyChoices label={label} {...choices} onPick={set} />,
})

interface Props extends Pick<Options, 'label' | 'useParties' | 'none'> {
  onPick: (id: number) => void
}

function PartyChoices({ label, useParties, none, onPick }: Props) {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 150)
  const { parties, fetching } = useParties(search, true)
  return (
    <Stack gap="xs" w={280}>
      <TextInput
        label={label}
        placeholder="Name or code"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rightSection={fetching ? <Loader size={14} /> : null}
      />
      <div className={classes.choices}>
        {parties.map((party) => (
          <UnstyledButton key={party.id} className={classes.choice} onClick={() => onPick(party.id)}>
            {party.name} <span className="fw-muted">{party.code}</span>
          </UnstyledButton>
        ))}
        {!fetching && parties.length === 0 ? (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        ) : null}
      </div>
    </Stack>
  )
}
