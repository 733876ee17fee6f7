/** The item a stock command is about, as much as its dialog shows. */
export interface TaskItem {
  id: number
  name: string
  unit: string
}

export type StockCommand = 'transfer' | 'adjust' | 'scrap'

/** What a stock dialog is for; without an item it asks for one. */
export interface StockTask {
  command: StockCommand
  item?: TaskItem | undefined
  /** Where it lies, when the dialog is opened from a place. */
  locationId?: number | undefined
}

/** What each command is called and what it does. */
export const commandWords: Record<StockCommand, { title: string; verb: string; hint: string }> = {
  transfer: { title: 'Transfer', verb: 'Transfer', hint: 'Moves stock from one place to another.' },
  adjust: {
    title: 'Correct the stock',
    verb: 'Correct',
    hint: 'Found or missing beside what the ledger says; posted with the reason.',
  },
  scrap: { title: 'Scrap', verb: 'Scrap', hint: 'Takes what is broken or spoilt out of use.' },
}
