const names = new Intl.DisplayNames('en', { type: 'currency' })

/** Every currency by its code and name: "EUR · Euro". */
export const currencyChoices = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} · ${names.of(code) ?? code}`,
}))
