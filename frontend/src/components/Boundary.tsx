import { Component, type ReactNode } from 'react';

/** Keeps a part of the page that cannot be drawn from taking the rest with it; shows something simpler in its place. */
export class Boundary extends Component<
  { children: ReactNode; instead: ReactNode },
  { broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}
