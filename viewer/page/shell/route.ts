import { computed, signal } from "@preact/signals";

/** Where the reader is: a page, and what of it. The address after `#` says it, so it can be shared. */
export interface Route {
  readonly page: string;
  readonly params: Readonly<Record<string, string>>;
}

const hash = signal(location.hash);
addEventListener("hashchange", () => {
  hash.value = location.hash;
});

/** The route of an address such as `#/trajectory?session=S&step=3`. */
function parseRoute(text: string): Route {
  const [page = "", query = ""] = text.replace(/^#\/?/, "").split("?", 2);
  return { page: page || "runs", params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a route; parameters that are empty are left out. */
export function hrefOf(page: string, params: Readonly<Record<string, string | undefined>>): string {
  const kept = Object.entries(params).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value]],
  );
  const query = new URLSearchParams(kept).toString();
  return `#/${page}${query === "" ? "" : `?${query}`}`;
}

export const route = computed(() => parseRoute(hash.value));

/** Goes elsewhere on the same page without a new entry in the browser's history. */
export function refine(params: Readonly<Record<string, string | undefined>>): void {
  const { page, params: before } = route.peek();
  const next = hrefOf(page, { ...before, ...params });
  history.replaceState(null, "", next);
  hash.value = next;
}
