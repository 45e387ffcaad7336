import { useEffect } from "preact/hooks";

/** What a key does; the texts are what the help lists. */
export interface KeyBinding {
  readonly keys: readonly string[];
  readonly does: string;
  readonly act: () => void;
}

/** Answers keys while the component is there, except where the reader types. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const binding = bindings.find(({ keys }) => keys.includes(event.key));
      if (!binding) return;
      event.preventDefault();
      binding.act();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
}

function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("input[type=range]")) return key.startsWith("Arrow");
  if (target.matches("input, textarea, select")) return key !== "Escape";
  return target.matches("button, a, summary") && (key === "Enter" || key === " ");
}
