/** A text and what stands in its place; the part of a match that the last group holds goes. */
type Blanked = readonly [pattern: RegExp, isMeant?: (text: string) => boolean];

const mark =
  "(?:API|APIS|EXPORT|EXPORTS|EXTERN|PUBLIC|PRIVATE|INLINE|DECL|FUNC|DDEF|DDEC|CONSTEXPR|NODISCARD|" +
  "THREAD_LOCAL|STATIC|NORETURN|DEPRECATED|UNUSED|FORCEINLINE|HIDDEN|LOCAL|VISIBLE|IMPORT|DLL|ATTR|" +
  "ATTRIBUTE|LINKAGE)";
const marked = `(?:[A-Z][A-Z0-9]*_)*${mark}\\d{0,3}(?:_[A-Z0-9]+)*`;
// Words have bounds, so that a hostile one costs no more than its length.
const clause =
  "(?:\\w{0,40}(?:GUARDED_BY|LOCKS_\\w{1,40}|LOCK_FUNCTION|LOCKS_REQUIRED|REQUIRES|ACQUIRE|RELEASE|" +
  "EXCLUDES|LOCK_RETURNED|THREAD_SAFETY_ANALYSIS|PRINTF\\w{0,40}|FORMAT_ATTR|ATTRIBUTE|NOEXCEPT|" +
  "OVERRIDE|FINAL|NORETURN|NOTHROW|DEPRECATED))";

const blanked: readonly Blanked[] = [
  // `extern "C"` that only C++ sees: its brace ends under another `#ifdef`.
  [
    /^([ \t]*#[ \t]*if(?:def[ \t]+__cplusplus|[ \t]+defined[ \t(]+__cplusplus)[^\n]*\n)((?:[^\n#]*\n){1,6}?)(?=[ \t]*#[ \t]*endif)/gm,
    isLinkage,
  ],
  // `class LIB_EXPORT Store {`.
  [
    /\b((?:class|struct|union|enum(?:[ \t]+class)?)[ \t]+)([A-Z][A-Z0-9_]{2,}(?:[ \t]*\([^()\n]*\))?)(?=[ \t]+[A-Za-z_][\w:]*[ \t]*(?:final[ \t]*)?[:{;\n])/g,
  ],
  // `LIB_API int open(...)`, `LIB_INLINE Store::Store()`, `LIB_NORETURN LIB_API void stop()`.
  [
    new RegExp(
      `^([ \\t]*(?:(?:extern|static|inline|constexpr|virtual|explicit|friend)[ \\t]+)*)(${marked}(?:[ \\t]+${marked}){0,4})(?=[ \\t]+[A-Za-z_:])`,
      "gm",
    ),
  ],
  // `BOOL WINAPI run(...)`, `typedef void (NTAPI *fn)(...)`.
  [
    /([\w*(][ \t]*)\b((?:WINAPI|CALLBACK|NTAPI|WSAAPI|APIENTRY|STDMETHODCALLTYPE|__stdcall|__cdecl|__fastcall))(?=[ \t]*[*\w])/g,
  ],
  // `int count GUARDED_BY(mutex);`, `void stop() NOEXCEPT {`.
  [
    new RegExp(
      `([\\w)\\]][ \\t\\n]+)(${clause}\\b(?:[ \\t]*\\([^()\\n]*\\))?)(?=[ \\t\\n]*[;{=,:]|[ \\t\\n]+[A-Z])`,
      "g",
    ),
  ],
  // `LIB_TEMPLATE_HEAD` or `LIB_PRAGMA(push)` on a line of its own, before a line that begins anew.
  [
    /^([ \t]*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]*)+(?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,400}\))?)(?=[ \t]*\n\s{0,200}(?:[A-Za-z_~#}]|\/[/*]|$))/gm,
  ],
  // `LIB_PRIVATE_UNLESS_TESTED:` among members.
  [/^([ \t]*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+[ \t]*:)(?=[ \t]*(?:\/\/[^\n]*)?$)/gm],
  // `LIB_NAMESPACE_BEGIN` on a line of its own.
  [/^([ \t]*)((?:\w+_)?(?:BEGIN|END)(?:_\w+)?)(?=[ \t]*$)/gm, isConstant],
];
const hasInclude = /(__has_include(?:_next)?[ \t]*\()(<[^>\n]*>|"[^"\n]*")(?=\))/g;

/**
 * Blanks what stands between the language and its grammar, so that offsets stay: `extern "C"` for
 * C++ alone, and macros that mark classes, functions and fields, which the grammar takes for types.
 */
export function plainC(text: string): string {
  let plain = text.replace(
    hasInclude,
    (_all, call: string, name: string) => call + "x".repeat(name.length),
  );
  for (const [pattern, isMeant] of blanked) {
    plain = plain.replace(pattern, (all: string, before: string, macro: string) =>
      isMeant === undefined || isMeant(macro) ? before + blank(macro) : all,
    );
  }
  return plain;
}

function isLinkage(body: string): boolean {
  const plain = body.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ");
  return /^\s*(?:extern\s*"C(?:\+\+)?"\s*\{|\}\s*;?)\s*$/.test(plain);
}

function isConstant(name: string): boolean {
  return name.includes("_") && name === name.toUpperCase();
}

function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
