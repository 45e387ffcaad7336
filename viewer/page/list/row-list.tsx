import type { ComponentChildren } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { ListHandle } from "./virtual-list.tsx";

/** Pixels that browsers still lay out; a longer list moves faster than its scroll bar. */
const TALLEST = 8_000_000;
const OVERSCAN = 8;

interface RowListProps {
  readonly count: number;
  /** Height of every row in pixels. */
  readonly height: number;
  readonly label: string;
  readonly children: (index: number) => ComponentChildren;
  readonly handle?: { current: ListHandle | null };
}

/** A list of rows of one height, of any number: only those in sight are in the document. */
export function RowList({ count, height, label, children, handle }: RowListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer<number, null>((drawn) => drawn + 1, 0);
  const view = scroller.current?.clientHeight ?? 600;
  const full = count * height;
  const tall = Math.min(full, TALLEST);
  /** Pixels of rows for each pixel of the scroll bar. */
  const rate = tall > view ? (full - view) / (tall - view) : 1;
  const top = scroller.current?.scrollTop ?? 0;
  const first = Math.max(0, Math.floor((top * rate) / height) - OVERSCAN);
  const last = Math.min(count, Math.ceil((top * rate + view) / height) + OVERSCAN);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => redraw(null));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!handle) return;
    handle.current = {
      scrollTo(index, align = "start") {
        const element = scroller.current;
        if (!element) return;
        const above = element.scrollTop * rate;
        const at = index * height;
        if (align === "auto" && at >= above && at + height <= above + element.clientHeight) return;
        const middle = align === "auto" ? element.clientHeight / 2 : 0;
        element.scrollTop = Math.max(0, (at - middle) / rate);
      },
    };
  });
  const rows = Array.from({ length: Math.max(0, last - first) }, (_none, index) => first + index);
  return (
    <div
      class="scroll"
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      onScroll={() => redraw(null)}
    >
      <ol class="virtual" style={{ height: `${tall}px` }}>
        {rows.map((index) => (
          <li
            key={index}
            aria-posinset={index + 1}
            aria-setsize={count}
            style={{ transform: `translateY(${top + index * height - top * rate}px)` }}
          >
            {children(index)}
          </li>
        ))}
      </ol>
    </div>
  );
}
