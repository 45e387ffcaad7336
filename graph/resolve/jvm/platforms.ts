const families: readonly (readonly [family: string, sets: RegExp])[] = [
  ["jvm", /^(?:jvm|android)/],
  ["web", /^(?:js|wasm|web)/],
  ["native", /^(?:native|apple|darwin|ios|macos|tvos|watchos|linux|mingw|windows|posix|unix)/],
];

/** The source set of `src/jvmMain/...` or `jvm/src/...`; undefined elsewhere. */
function sourceSet(path: string): string | undefined {
  const named = /(?:^|\/)([a-z]\w*)(?:Main|Test)\//.exec(path);
  return (named ?? /(?:^|\/)([a-z]\w*)\/(?:src|test)\//.exec(path))?.[1];
}

/**
 * Whether a file of a multiplatform project may see another one by the platforms of their source
 * sets: what is common sees nothing of a platform, and none sees another one. Kotlin's default
 * hierarchy of source sets (https://kotlinlang.org/docs/multiplatform-hierarchy.html), as far as
 * names tell.
 */
export function maySee(from: string, to: string): boolean {
  const wanted = familyOf(sourceSet(to) ?? "");
  if (wanted === undefined) return true;
  const own = sourceSet(from) ?? "";
  const family = familyOf(own);
  return family === undefined ? own !== "common" : family === wanted;
}

function familyOf(set: string): string | undefined {
  return families.find(([, sets]) => sets.test(set))?.[0];
}
