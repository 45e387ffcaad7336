/** Code points that HFS+ ignores when it compares names. */
const IGNORED_BY_HFS = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Whether some file system takes a name for `.git`: letters of either case, the short name of
 * NTFS, trailing dots and spaces and streams, which Windows drops, and marks that HFS+ skips.
 * Writing files below such a name can make git run a command.
 */
export function isGitName(name: string): boolean {
  const folded = name.replaceAll(IGNORED_BY_HFS, "").toLowerCase();
  return folded.split("\\").some((part) => {
    const stream = part.indexOf(":");
    let end = stream < 0 ? part.length : stream;
    while (end > 0 && (part[end - 1] === "." || part[end - 1] === " ")) end -= 1;
    const plain = part.slice(0, end);
    return plain === ".git" || plain === "git~1";
  });
}

/**
 * Why a relative path with `/` between its parts cannot be written safely below a directory, or
 * undefined when it can.
 *
 * @param windows whether the rules of Windows hold too: no drives, streams or backslashes
 */
export function unsafePath(path: string, windows = false): string | undefined {
  if (!path.isWellFormed()) return "holds half a surrogate pair";
  if (CONTROL.test(path)) return "holds a control character";
  for (const part of path.split("/")) {
    if (part === "" || part === "." || part === "..") return "leaves the directory";
    if (isGitName(part)) return "would configure git, which runs what its configuration names";
    if (windows && (/[\\:]/.test(part) || /[. ]$/.test(part))) return "is no name on Windows";
  }
  return undefined;
}
