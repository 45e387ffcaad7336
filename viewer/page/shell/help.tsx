import type { KeyBinding } from "./keys.ts";

const everywhere: readonly Pick<KeyBinding, "keys" | "does">[] = [
  { keys: ["j", "k"], does: "next, previous entry of a list" },
  { keys: ["o"], does: "open or close the entry" },
  { keys: ["d"], does: "compare a thought with its first version" },
  { keys: ["n", "p"], does: "next, previous file" },
  { keys: ["/"], does: "search" },
];

/** The keys of the page. */
export function Help({ bindings }: { readonly bindings: readonly KeyBinding[] }) {
  return (
    <section class="help" aria-label="Keys">
      <dl>
        {[...everywhere, ...bindings].map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
