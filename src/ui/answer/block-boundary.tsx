import { Component, type ReactNode } from 'react'

type BlockBoundaryProps = {
  /** Shown where the content fails. */
  readonly fallback: ReactNode
  /** The content is tried again when this changes. */
  readonly attempt: string
  readonly children: ReactNode
}

type BlockBoundaryState = { readonly failedAttempt: string | null }

/** Keeps a failure inside its block: the rest of the answer stays, and the block's own text too. */
export class BlockBoundary extends Component<BlockBoundaryProps, BlockBoundaryState> {
  override state: BlockBoundaryState = { failedAttempt: null }

  static getDerivedStateFromError(): BlockBoundaryState {
    return { failedAttempt: '' }
  }

  static getDerivedStateFromProps(
    { attempt }: BlockBoundaryProps,
    { failedAttempt }: BlockBoundaryState,
  ): BlockBoundaryState {
    if (failedAttempt === null) return { failedAttempt }
    // An error leaves '' behind: this attempt is the one that failed.
    if (failedAttempt === '') return { failedAttempt: attempt }
    return { failedAttempt: failedAttempt === attempt ? attempt : null }
  }

  override render(): ReactNode {
    return this.state.failedAttempt === null ? this.props.children : this.props.fallback
  }
}
