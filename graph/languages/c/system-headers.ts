const standardC =
  "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign " +
  "stdarg stdatomic stdbit stdbool stdckdint stddef stdint stdio stdlib stdnoreturn string tgmath " +
  "threads time uchar wchar wctype";
const standardCpp =
  "algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat " +
  "charconv chrono cinttypes ciso646 climits clocale cmath codecvt compare complex concepts " +
  "condition_variable coroutine csetjmp csignal cstdalign cstdarg cstdbool cstddef cstdint cstdio " +
  "cstdlib cstring ctgmath ctime cuchar cwchar cwctype debugging deque exception execution expected " +
  "filesystem flat_map flat_set format forward_list fstream functional future generator hazard_pointer " +
  "initializer_list inplace_vector iomanip ios iosfwd iostream istream iterator latch limits linalg " +
  "list locale map mdspan memory memory_resource mutex new numbers numeric optional ostream print " +
  "queue random ranges ratio rcu regex scoped_allocator semaphore set shared_mutex simd " +
  "source_location span spanstream sstream stack stacktrace stdexcept stdfloat stop_token streambuf " +
  "string string_view strstream syncstream system_error text_encoding thread tuple type_traits " +
  "typeindex typeinfo unordered_map unordered_set utility valarray variant vector version cxxabi.h";
const posix =
  "aio alloca cpio dirent dlfcn elf endian err execinfo fcntl features fenv fmtmsg fnmatch ftw " +
  "getopt glob grp iconv ifaddrs langinfo libgen libintl link malloc memory mntent monetary mqueue " +
  "ndbm netdb nl_types paths poll pthread pty pwd regex resolv sched search semaphore shadow spawn " +
  "stropts strings syscall sysexits syslog tar termio termios ucontext ulimit unistd utime utmp varargs " +
  "utmpx values wait wordexp xlocale byteswap ieeefp util libutil ifaddrs fts kvm nlist";
const windows =
  "windows winsock winsock2 ws2tcpip mswsock io direct conio process tchar intrin winbase windef " +
  "winnt winternl psapi shlobj shlwapi shellapi dbghelp iphlpapi wincrypt bcrypt crtdbg share " +
  "excpt basetsd winioctl tlhelp32 userenv versionhelpers winuser wininet winhttp ole2 objbase " +
  "oleauto combaseapi commctrl ntstatus powrprof synchapi fileapi processthreadsapi sdkddkver " +
  "immintrin emmintrin xmmintrin pmmintrin tmmintrin smmintrin nmmintrin wmmintrin ammintrin " +
  "x86intrin mmintrin arm_neon arm_acle arm_sve altivec cpuid mm_malloc stdatomic unwind omp";
const apple =
  "Availability AvailabilityMacros TargetConditionals crt_externs libproc copyfile xpc notify " +
  "removefile launch sandbox";
const directories =
  /^(?:sys|linux|asm|asm-generic|arpa|net|netinet|netinet6|netpacket|protocols|rpc|scsi|bits|gnu|machine|mach|mach-o|libkern|os|IOKit|CoreFoundation|CoreServices|Foundation|Security|SystemConfiguration|ApplicationServices|Carbon|Cocoa|dispatch|android|emscripten|wasi|tr1|ext|experimental|parallel|thread_db|uapi|xen|hurd|kernel)\//;

const headers = new Set([
  ...[standardC, posix, windows, apple].flatMap((list) =>
    list.split(" ").map((name) => `${name}.h`),
  ),
  ...standardCpp.split(" "),
]);

/** Whether a header comes with the compiler, the C library or the operating system. */
export function isSystemHeader(name: string): boolean {
  return headers.has(name) || headers.has(name.toLowerCase()) || directories.test(name);
}

const toolkit = new Set(
  (
    "cuda cuda_runtime cuda_runtime_api driver_types driver_functions vector_types vector_functions " +
    "device_types device_functions device_launch_parameters device_atomic_functions host_defines " +
    "channel_descriptor texture_types surface_types texture_fetch_functions library_types " +
    "builtin_types common_functions math_functions math_constants cuda_fp16 cuda_bf16 cuda_fp8 " +
    "cuda_fp4 cuda_fp6 cuda_profiler_api cuda_gl_interop cuda_egl_interop cuda_vdpau_interop " +
    "cudaGL cudaEGL cudaProfiler cudaTypedefs cuComplex cublas cublas_v2 cublasLt cublasXt cufft " +
    "cufftXt cufftw cufile curand curand_kernel cusolver_common cusolverDn cusolverMg cusolverSp " +
    "cusparse cusparse_v2 cudnn nvrtc nvjpeg nvml nvToolsExt nvJitLink nvPTXCompiler cupti npp nppi " +
    "nppcore nppdefs mma sm_20_intrinsics sm_30_intrinsics sm_35_intrinsics cooperative_groups crt"
  )
    .split(" ")
    .map((name) => `${name}.h`),
);
const toolkitDirectories =
  /^(?:cooperative_groups|crt|nvtx3|nvfunctional|cuda\/(?:std|experimental))\//;

/** Whether a header comes with the CUDA toolkit, whose documentation lists them. */
export function isToolkitHeader(name: string): boolean {
  return toolkit.has(name) || toolkitDirectories.test(name) || name === "nvfunctional";
}
