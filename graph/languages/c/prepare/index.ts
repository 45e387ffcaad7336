import { blank, withoutLinkage } from "./linkage.ts";

/** The part of a match in the last group is replaced by a text that is not longer. */
type Blanked = readonly [
  pattern: RegExp,
  isMeant?: ((text: string) => boolean) | undefined,
  instead?: string,
];

const mark =
  "(?:API|APIS|EXPORT|EXPORTS|EXTERN|PUBLIC|PRIVATE|INLINE|DECL|FUNC|DDEF|DDEC|CONSTEXPR|CONSTEVAL|NODISCARD|" +
  "THREAD_LOCAL|STATIC|NORETURN|DEPRECATED|UNUSED|FORCEINLINE|HIDDEN|LOCAL|VISIBLE|IMPORT|DLL|ATTR|" +
  "ATTRIBUTE|LINKAGE|UNIQUE_ADDRESS|VISIBILITY)";
const marked = `(?:[A-Z][A-Z0-9]*_)*${mark}\\d{0,3}(?:_[A-Z0-9]+)*`;
// Words have bounds, so that a hostile one costs no more than its length.
const clause =
  "(?:\\w{0,40}(?:GUARDED_BY|LOCKS_\\w{1,40}|LOCK_FUNCTION|LOCKS_REQUIRED|REQUIRES|ACQUIRE|RELEASE|" +
  "EXCLUDES|LOCK_RETURNED|THREAD_SAFETY_ANALYSIS|PRINTF\\w{0,40}|FORMAT_ATTR|ATTRIBUTE|NOEXCEPT|" +
  "OVERRIDE|FINAL|NORETURN|NOTHROW|DEPRECATED))";

const nested = "\\((?:[^()]|\\((?:[^()]|\\([^()]{0,100}\\)){0,200}\\)){0,400}\\)";
const word =
  "(?:void|auto|bool|char|int|unsigned|double|inline|static|constexpr|template|virtual|explicit|friend|operator)";

const blanked: readonly Blanked[] = [
  // `class LIB_EXPORT Store {`.
  [
    /\b((?:class|struct|union|enum(?:[ \t]+class)?)[ \t]+)([A-Z][A-Z0-9_]{2,}(?:[ \t]*\([^()\n]*\))?)(?=[ \t]+(?:\[\[[^\]\n]{0,80}\]\][ \t]+)?[A-Za-z_][\w:]*[ \t]*(?:final[ \t]*)?[:{;\n])/g,
  ],
  // `LIB_API int open(...)`, `LIB_INLINE Store::Store()`, `LIB_NORETURN LIB_API void stop()`.
  [
    new RegExp(
      `((?:^[ \\t]*|[;{}>][ \\t]{1,8})(?:(?:extern|static|inline|constexpr|virtual|explicit|friend|template)[ \\t]+){0,6})(${marked}_?(?:[ \\t]+${marked}){0,4})(?=[ \\t]+[A-Za-z_:~])`,
      "gm",
    ),
  ],
  // `LIB_VISIBILITY("hidden")`, `LIB_DEPRECATED("why")` before a declaration.
  [
    /^([ \t]*)([A-Z_]{0,40}(?:VISIBILITY|DEPRECATED|ATTRIBUTE)\("[^"\n]{0,200}"\))(?=\s{0,200}(?:[A-Za-z_~]|\/\/))/gm,
  ],
  // `LIB_ALWAYS static void stop()`: a word of the language follows no type.
  [new RegExp(`^([ \\t]*)([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{0,40})(?=[ \\t]+${word}\\b)`, "gm")],
  // `if LIB_CONSTEXPR (sizeof(T) > 1)`.
  [/(\bif[ \t]{1,8})([A-Z][A-Z0-9_]{2,40})(?=[ \t]{0,8}\()/g],
  // `template <typename T, LIB_ENABLE_IF(!is_void<T>())>`: a parameter without a name.
  [
    new RegExp(
      `([<,]\\s{0,200})(\\b[A-Z_]{0,40}(?:ENABLE_IF|REQUIRES?|CONSTRAINT)${nested})(?=\\s{0,200}[,>])`,
      "g",
    ),
    undefined,
    "int",
  ],
  // `LIB_DEFINE(bool, );`: a call with a type or without an argument is none of the language's.
  [
    new RegExp(
      `(?<!\\\\\\n)^([ \\t]*)([A-Z][A-Z0-9]{0,40}_\\w{0,60}${nested};?)(?=[ \\t]*(?:/[/*][^\\n]*)?$)`,
      "gm",
    ),
    isMacroCall,
  ],
  // `LIB_TRY {`, `LIB_CATCH(...) {`.
  [/([;{}\s])([A-Z]{1,40}_(?:TRY|CATCH)(?:[ \t]{0,4}\([^()\n]{0,100}\))?)(?=\s{0,80}\{)/g],
  // `(const char* text LIB_NONNULL)`.
  [
    /([\w*&>][ \t]{1,4}[a-z]\w{0,40}[ \t]{1,4})([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,40})(?=[ \t]{0,4}[,)])/g,
  ],
  // `extern template class Store<int>;` declares nothing new.
  [/^([ \t]*)(extern)(?=[ \t]+template\b)/gm],
  // `enum : unsigned {`.
  [/(\benum[ \t]{0,8})(:[ \t]{0,8}[\w:]{1,40}(?: \w{1,10}){0,2})(?=\s{0,8}\{)/g],
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
  // `LIB_TEMPLATE_HEAD` or `LIB_PRAGMA(push)` on its own line, before a line that starts a new statement.
  [
    /(?<!\\\n)^([ \t]*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]*)+(?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,400}\))?)(?=[ \t]*\n\s{0,200}(?:[A-Za-z_~#}]|\/[/*]|$))/gm,
  ],
  // `LIB_PRIVATE_UNLESS_TESTED:` among members.
  [/^([ \t]*)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+[ \t]*:)(?=[ \t]*(?:\/\/[^\n]*)?$)/gm],
  // `LIB_NAMESPACE_BEGIN` on its own line.
  [/^([ \t]*)(\w+)(?=[ \t]*$)/gm, isBoundary],
];
// `#if` around a part of a declaration, which the first branch completes.
const fragment =
  /^([ \t]*#[ \t]*if[^\n]*[^\\\n]\n)((?:[^;{}#\n\\]{0,200}\n){1,6})([ \t]*#[ \t]*el(?:se|if)[^\n]*[^\\\n]\n(?:[^;{}#\n\\]{0,200}\n){1,6})?([ \t]*#[ \t]*endif[^\n]*)$/gm;
const hasInclude =
  /(\b(?:__has_include(?:_next)?|[A-Z_]{0,40}HAS_INCLUDE)[ \t]*\()(<[^<>\n]{0,200}>|"[^"\n]{0,200}")(?=\))/g;

/**
 * Blanks text that the grammar does not support, so that offsets stay: `extern "C"` for
 * C++ alone, and macros that mark classes, functions and fields, which the grammar takes for types.
 */
export function plainC(text: string): string {
  let plain = withoutLinkage(text).replace(
    hasInclude,
    (_all, call: string, name: string) => call + "x".repeat(name.length),
  );
  plain = plain.replace(
    fragment,
    (all: string, open: string, first: string, other: string | undefined, close: string) =>
      /\S/.test(first) ? blank(open) + first + blank(other ?? "") + blank(close) : all,
  );
  for (const [pattern, isMeant, instead = ""] of blanked) {
    plain = plain.replace(pattern, (all: string, before: string, macro: string) =>
      isMeant === undefined || isMeant(macro)
        ? before + instead + blank(macro.slice(instead.length))
        : all,
    );
  }
  return plain;
}

/** Whether a call's name says so, or an argument is empty or begins as only a type does. */
function isMacroCall(call: string): boolean {
  if (/^[A-Z]\w{0,80}?(?:DECLARE|DEFINE|DISABLE|DISALLOW)_/.test(call)) return true;
  let outer = call.replace(/"[^"\n]*"|'[^'\n]*'/g, "x").replace(/^\w+\(\s*\)/, "");
  const open = outer.indexOf("(") + 1;
  for (let depth = 0; depth < 3; depth++) {
    outer = outer.slice(0, open) + outer.slice(open).replace(/\([^()]*\)/g, "x");
  }
  return /[(,]\s*(?:[,)]|(?:const|bool|char|int|long|short|unsigned|signed|float|double|void|class|struct|typename)\b\s*[\w*&,)])/.test(
    outer,
  );
}

function isBoundary(name: string): boolean {
  return /_(?:BEGIN|END)(?:_|$)|^(?:BEGIN|END)_/.test(name) && name === name.toUpperCase();
}
