import type { ReaderOptions } from 'zxing-wasm/reader'

const options: ReaderOptions = {
  formats: ['QRCode', 'Code128', 'Code39'],
  maxNumberOfSymbols: 1,
  tryDenoise: false,
}

/** The decoder, fetched when the camera is first opened: browsers' own is missing from most of them. */
async function loadReader() {
  const [{ prepareZXingModule, readBarcodes }, wasm] = await Promise.all([
    import('zxing-wasm/reader'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ])
  await prepareZXingModule({
    // Its default would fetch the decoder from a public server.
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm.default : prefix + path),
    },
    fireImmediately: true,
  })
  return async (picture: ImageData): Promise<string | null> => {
    const [found] = await readBarcodes(picture, options)
    return found?.isValid ? found.text : null
  }
}

let loaded: ReturnType<typeof loadReader> | undefined

/** What reads the QR code, Code 128 or Code 39 in a picture; null where it holds none. */
export function codeReader(): ReturnType<typeof loadReader> {
  loaded ??= loadReader().catch((error: unknown) => {
    loaded = undefined
    throw error
  })
  return loaded
}
