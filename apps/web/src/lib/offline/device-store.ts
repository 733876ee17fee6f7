/**
 * What this device keeps in IndexedDB: `actions` not yet answered, `queries` last read, `facts` by name. Every browser since
 * 2015 has it; one that refuses it (some private windows) gets a memory that lasts as long as the page.
 */
const databaseName = 'framewright'
const stores = ['actions', 'queries', 'facts'] as const
type StoreName = (typeof stores)[number]

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      const database = request.result
      database.createObjectStore('actions', { keyPath: 'seq', autoIncrement: true })
      database.createObjectStore('queries', { keyPath: ['userId', 'hash'] }).createIndex('userId', 'userId')
      database.createObjectStore('facts')
    }
    request.onsuccess = () => {
      // Another tab of a later version may want to change it; whoever comes next opens it again.
      request.result.onversionchange = () => {
        request.result.close()
        opening = undefined
      }
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('The device’s storage is held by an older page.'))
  })
  opening.catch(() => {
    opening = undefined
  })
  return opening
}

/** Runs requests on one store in one transaction; done when it has been written. */
async function within<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    // Strict: an action counts as kept when it would survive the power going out.
    const transaction = database.transaction(name, mode, { durability: name === 'actions' ? 'strict' : 'relaxed' })
    const request = work(transaction.objectStore(name))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

export const device = {
  put: (store: StoreName, value: unknown, key?: IDBValidKey): Promise<IDBValidKey> =>
    within(store, 'readwrite', (target) => (key === undefined ? target.put(value) : target.put(value, key))),
  get: <T>(store: StoreName, key: IDBValidKey): Promise<T | undefined> =>
    within(store, 'readonly', (source) => source.get(key) as IDBRequest<T | undefined>),
  all: <T>(store: StoreName): Promise<T[]> => within(store, 'readonly', (source) => source.getAll() as IDBRequest<T[]>),
  remove: (store: StoreName, key: IDBValidKey | IDBKeyRange): Promise<undefined> =>
    within(store, 'readwrite', (target) => target.delete(key)),
  clear: (store: StoreName): Promise<undefined> => within(store, 'readwrite', (target) => target.clear()),
}
