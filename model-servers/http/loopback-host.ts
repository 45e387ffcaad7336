import { isIP } from "node:net";

/**
 * Whether a Host header names this machine itself. A page that a browser loaded from elsewhere can
 * reach a server on the loopback interface by a name that resolves to it, but has to send that name.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const match = /^(?<name>\[[0-9a-f:.]+\]|[^:[\]]+)(?::\d{1,5})?$/i.exec(host ?? "");
  const name = match?.groups?.["name"]?.toLowerCase() ?? "";
  return name === "localhost" || name === "[::1]" || (isIP(name) === 4 && name.startsWith("127."));
}

/**
 * Whether a request comes from no page, or from one of this machine. Browsers name the page in
 * `Origin` with every request that may change something; programs send none.
 */
export function isOwnOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).host);
}
