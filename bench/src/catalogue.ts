/** The words that names are made of, so that the works know what there is to be found. */
export const words = {
  thing: [
    ...['Casement', 'Sash', 'Transom', 'Mullion', 'Hinge', 'Handle', 'Gasket', 'Bracket', 'Threshold', 'Lintel'],
    ...['Louvre', 'Shutter', 'Skylight', 'Sidelight', 'Fanlight', 'Astragal', 'Spacer', 'Keeper', 'Striker', 'Roller'],
    ...['Sill', 'Jamb', 'Bead', 'Panel', 'Pane', 'Lock', 'Latch', 'Anchor', 'Screw', 'Plug'],
    ...['Corner', 'Cover', 'Rail', 'Stile', 'Profile', 'Trim', 'Vent', 'Closer', 'Pivot', 'Stay'],
  ],
  material: [
    ...['Oak', 'Pine', 'Larch', 'Spruce', 'Meranti', 'Walnut', 'Beech', 'Accoya', 'Douglas', 'Cedar'],
    ...['Aluminium', 'Steel', 'Brass', 'Bronze', 'Zinc', 'Copper', 'Titanium', 'Nickel', 'Chrome', 'Iron'],
    ...['Vinyl', 'Fibreglass', 'Rubber', 'Silicone', 'Nylon'],
  ],
  colour: [
    ...['White', 'Black', 'Anthracite', 'Ivory', 'Cream', 'Bordeaux', 'Olive', 'Umber', 'Sienna', 'Ochre'],
    ...['Cobalt', 'Turquoise', 'Silver', 'Golden', 'Natural', 'Graphite', 'Sand', 'Moss', 'Ruby', 'Slate'],
  ],
} as const

const { thing, material, colour } = words

/** The words of an item's name. The n-th item is the same one at every size. */
export const nameOf = (item: number) => ({
  thing: thing[item % thing.length] ?? '',
  material: material[Math.floor(item / thing.length) % material.length] ?? '',
  colour: colour[Math.floor(item / (thing.length * material.length)) % colour.length] ?? '',
})

export const skuOf = (item: number): string => `BEN-${String(item).padStart(7, '0')}`
export const orderNumberOf = (order: number): string => `B-${String(order).padStart(7, '0')}`

/** An order has so many lines. */
export const defaultLines = 5
/** A customer has so many orders: 100 k orders are those of 2 k customers. */
export const ordersPerCustomer = 50
/** Every so many-th item is out of stock; of the others there is plenty. */
export const outOfStock = 20
