import { Kbd, Modal, Table } from '@mantine/core'
import { createStore, useStore } from '~/lib/store.ts'

const open = createStore(false)

/** Shows the keyboard shortcuts. */
export const openShortcuts = (): void => open.set(true)

const shortcuts: readonly [string[], string][] = [
  [['Ctrl', 'K'], 'Search everything'],
  [['/'], 'Search this list'],
  [['?'], 'This help'],
  [['g', 'h'], 'Home'],
  [['g', 'b'], 'Bench'],
  [['g', 't'], 'Tasks'],
  [['g', 'w'], 'Work orders'],
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
export function ShortcutsHelp() {
  const opened = useStore(open)
  return (
    <Modal opened={opened} onClose={() => open.set(false)} title="Keyboard shortcuts">
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
