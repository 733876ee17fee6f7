import { Component, type ErrorInfo, type ReactNode } from 'react'
import { WidgetError } from './widget-error.tsx'

/** Keeps one widget's error from blanking the page: what broke says so in its own place and can be tried again. */
export class ErrorBoundary extends Component<{ children: ReactNode; label?: string }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(`${this.props.label ?? 'A widget'} failed`, error, info.componentStack)
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <WidgetError error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}
