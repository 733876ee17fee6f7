import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { FormError } from '../form.tsx'

export const emptyParty = { name: '', code: '', email: '', phone: '', address: '', taxId: '' }
export type PartyFieldValues = typeof emptyParty

/** The fields of a form, out of a party. */
export const partyFieldsOf = ({ name, code, email, phone, address, taxId }: PartyFieldValues): PartyFieldValues => ({
  name,
  code,
  email,
  phone,
  address,
  taxId,
})

interface Props {
  form: Pick<UseFormReturnType<PartyFieldValues & { whole?: string }>, 'errors' | 'getInputProps'>
  isNew: boolean
  /** A name that was typed before, so that one goes on behind it. */
  named?: boolean
  /** A field beside the tax id. */
  children?: ReactNode
}

/** What a customer and a supplier have in common, and what is wrong with the form as a whole. */
export function PartyFields({ form, isNew, named = false, children }: Props) {
  return (
    <Stack gap="md">
      <FormError>{form.errors.whole}</FormError>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus={!named || undefined}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Code"
          description={isNew ? 'Made from the name when left empty' : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={40}
          {...form.getInputProps('code')}
        />
        <TextInput
          label="E-mail"
          type="email"
          maxLength={254}
          data-autofocus={named || undefined}
          {...form.getInputProps('email')}
        />
        <TextInput label="Phone" type="tel" maxLength={60} {...form.getInputProps('phone')} />
      </SimpleGrid>
      <Textarea label="Address" maxLength={500} {...form.getInputProps('address')} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput label="Tax id" maxLength={60} {...form.getInputProps('taxId')} />
        {children}
      </SimpleGrid>
    </Stack>
  )
}
