import type { GitDirectory } from "./git-directory.ts";

/**
 * Where a checkout was cloned from, as an https address without credentials, or undefined when it
 * has no remote `origin` or one that only this machine knows. The forms of one address (ssh, git,
 * with or without `.git`) become one, so that it does not matter how or where a clone was made.
 */
export function readOrigin(git: GitDirectory | undefined): string | undefined {
  const text = git?.read(git.common, "config", 1 << 20)?.toString("utf8");
  if (text === undefined) return undefined;
  let inOrigin = false;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.*)\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (section !== undefined) inOrigin = /^remote\s+"origin"$/i.test(section.trim());
    const url = inOrigin ? /^\s*url\s*=\s*"?([^"#;\s]+)"?/i.exec(line)?.[1] : undefined;
    if (url !== undefined) return plainAddress(url);
  }
  return undefined;
}

function plainAddress(url: string): string | undefined {
  const scp = /^(?:[^@/:\s]+@)?([\w.-]+):(?!\/\/)(?!\d+\/)([^\\\s]+)$/.exec(url);
  const text = scp && scp[1]?.includes(".") === true ? `https://${scp[1]}/${scp[2] ?? ""}` : url;
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    return undefined;
  }
  if (!/^(?:https?|ssh|git|git\+ssh):$/.test(parsed.protocol) || !parsed.hostname.includes(".")) {
    return undefined;
  }
  const place = parsed.pathname.replace(/\/{2,}/g, "/").replace(/(?:\.git)?\/*$/, "");
  // Of ssh and git a port says nothing about the same place on the web.
  const port = /^https?:$/.test(parsed.protocol) && parsed.port !== "" ? `:${parsed.port}` : "";
  return place === "" ? undefined : `https://${parsed.hostname}${port}${place}`;
}
