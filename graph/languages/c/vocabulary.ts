import { posixNames } from "./posix-names.ts";
import { standardNames } from "./standard-names.ts";

const words =
  "auto break case char const continue default do double else enum extern float for goto if inline " +
  "int long register restrict return short signed sizeof static struct switch typedef union " +
  "unsigned void volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary " +
  "_Noreturn _Static_assert _Thread_local _BitInt typeof typeof_unqual constexpr nullptr alignas " +
  "alignof static_assert thread_local true false bool define undef include ifdef ifndef elif endif " +
  "pragma defined error warning line embed elifdef elifndef __FILE__ __LINE__ __func__ __DATE__ " +
  "__TIME__ __STDC__ __STDC_VERSION__ __VA_ARGS__ __VA_OPT__ __COUNTER__ __FUNCTION__ " +
  "__attribute__ __builtin_expect __GNUC__ __clang__ __cplusplus _MSC_VER _WIN32 __linux__ " +
  "__APPLE__ __unix__ __FreeBSD__ __MINGW32__ __x86_64__ __aarch64__ __declspec dllexport " +
  "dllimport __inline __asm__ __volatile__ __extension__ likely unlikely main argc argv envp errno " +
  "gcc clang cmake automake autoconf makefile valgrind gdb glibc musl libc POSIX";

/** Words of C: keywords, directives, usual macros of compilers, the standard headers, POSIX. */
export function* cVocabulary(): Generator<string> {
  yield* words.split(" ");
  yield* standardNames.split(" ");
  yield* posixNames.split(" ");
}
