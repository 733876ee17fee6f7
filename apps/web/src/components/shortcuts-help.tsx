import { Kbd, Modal, Table } from '@mantine/core'
import { useStore } from '~/lib/store.ts'
import { shortcutsOpen } from './shortcuts-store.ts'

const shortcuts: readonly [string[], string][] = [
  [['Ctrl', 'K'], 'Search everything'],
  [['/'], 'Search this list'],
  [['?'], 'This help'],
  [['g', 'h'], 'Home'],
  [['g', 'b'], 'Bench'],
  [['g', 't'], 'Tasks'],
  [['g', 'w'], 'Work orders'],
  [['g', 'o'], 'Sales orders'],
  [['g', 'c'], 'Customers'],
  [['g', 'f'], 'Frames'],
  [['g', 'i'], 'Items'],
  [['g', 'p'], 'Purchase orders'],
  [['g', 's'], 'Suppliers'],
  [['↑', '↓'], 'Move between the rows of a list'],
  [['Enter'], 'Open the row'],
  [['Space'], 'Select the row'],
  [['Ctrl', 'Enter'], 'Save a form'],
]

/** The keys, as a table. Opened with ? or from the person menu. */
export default function ShortcutsHelp() {
  const opened = useStore(shortcutsOpen)
  return (
    <Modal opened={opened} onClose={() => shortcutsOpen.set(false)} title="Keyboard shortcuts">
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {shortcuts.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Td>{what}</Table.Td>
              <Table.Td ta="right">
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
