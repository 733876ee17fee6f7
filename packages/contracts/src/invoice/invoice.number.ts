/** The source of the invoices that are written here. */
export const ownSource = 'OWN'
/** The source of an import that does not say where it comes from. */
export const importedSource = 'IMPORT'

/**
 * A number as it is compared: two ways of writing one number give the same, and it is unique within its source.
 *
 * Width and other forms of the same character are made one (NFKC), characters that do not show are dropped, letters are
 * upper case, and each run of spaces and dashes of any kind is a single hyphen, none at the ends: "inv – 0012", "INV 0012"
 * and "ＩＮＶ-0012" are all INV-0012. Everything else tells numbers apart: zeros in front, slashes, dots, and whether there
 * is a separator at all ("INV0012" is another number). Empty where nothing of the number is left.
 */
export function invoiceNumber(invoiceNo: string): string {
  return invoiceNo
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** A system's name as it is compared: without regard to case and to how much space there is. */
export function invoiceSource(source: string): string {
  return source.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase()
}
