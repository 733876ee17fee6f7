/** How a profile of a material is drawn. */
export interface MaterialLook {
  fill: string
  edge: string
}

const looks: readonly [RegExp, MaterialLook][] = [
  [/alumin|\balu\b/i, { fill: '#b9c1c7', edge: '#5d676e' }],
  [/steel|iron|metal/i, { fill: '#7d878e', edge: '#3c4348' }],
  [/pvc|upvc|vinyl|plastic/i, { fill: '#f4f5f3', edge: '#8d9592' }],
  [/oak/i, { fill: '#c39a63', edge: '#6f5028' }],
  [/pine|spruce|larch|softwood/i, { fill: '#dcb77a', edge: '#87652f' }],
  [/mahogany|meranti|walnut|teak|hardwood/i, { fill: '#8a4f33', edge: '#4a2615' }],
  [/wood|timber/i, { fill: '#b98a52', edge: '#6b4a22' }],
  [/composite|fibre|fiber|grp/i, { fill: '#9aa08f', edge: '#51564a' }],
]

/** The look of a material by its name as people write it; a neutral grey for one that is not known. */
export function materialLook(material: string): MaterialLook {
  return looks.find(([name]) => name.test(material))?.[1] ?? { fill: '#c9cec9', edge: '#6c736f' }
}
