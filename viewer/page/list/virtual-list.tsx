import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

/** What a page may ask of its list. */
export interface ListHandle {
  /** @param align `start`: to the top; `auto`: only as far as needed */
  scrollTo(index: number, align?: "start" | "auto"): void;
}

interface ListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T, index: number) => string | number;
  /** Height of an entry before it is measured, in pixels. */
  readonly estimate: (index: number) => number;
  readonly label: string;
  readonly children: (item: T, index: number) => ComponentChildren;
  readonly handle?: { current: ListHandle | null };
  readonly class?: string;
}

/** A list of any length of which only what is in sight is in the document; heights are measured. */
export function VirtualList<T>(props: ListProps<T>) {
  const { items, keyOf, estimate, label, children, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer<number, null>((count) => count + 1, 0);
  const held = useRef<Virtualizer<HTMLDivElement, HTMLLIElement> | null>(null);
  const options = {
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: (index: number) => keyOf(items[index] as T, index),
    overscan: 6,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    initialRect: { width: 800, height: 600 },
    onChange: () => redraw(null),
  };
  const virtualizer = (held.current ??= new Virtualizer(options));
  virtualizer.setOptions({ ...virtualizer.options, ...options });
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    if (handle) {
      handle.current = {
        scrollTo: (index, align = "start") => virtualizer.scrollToIndex(index, { align }),
      };
    }
  });
  return (
    <div
      class={`scroll ${props.class ?? ""}`}
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <ol class="virtual" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={items.length}
            style={{ transform: `translateY(${start}px)` }}
            ref={(element) => virtualizer.measureElement(element)}
          >
            {children(items[index] as T, index)}
          </li>
        ))}
      </ol>
    </div>
  );
}
