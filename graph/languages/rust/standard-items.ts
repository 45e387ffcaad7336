/** Modules, types, traits, functions and macros of `std`, of Rust 1.95. */
export const standardItems =
  "ARCH ATOMIC_BOOL_INIT ATOMIC_ISIZE_INIT ATOMIC_USIZE_INIT AccessError Add AddAssign " +
  "AddrParseError Alignment Allocator Ancestors AncillaryData AncillaryError Any Arc Args " +
  "ArgsOs Arguments ArrayWindows AsFd AsMut AsRawFd AsRef AsciiExt AssertUnwindSafe AsyncFn " +
  "AsyncFnMut AsyncFnOnce AtomicBool AtomicI16 AtomicI32 AtomicI64 AtomicI8 AtomicInner " +
  "AtomicIsize AtomicPtr AtomicU16 AtomicU32 AtomicU64 AtomicU8 AtomicUsize BTreeMap BTreeSet " +
  "Backtrace BacktraceStatus Barrier BarrierWaitResult Binary BinaryHeap BitAnd BitAndAssign " +
  "BitOr BitOrAssign BitXor BitXorAssign Borrow BorrowError BorrowMut BorrowMutError " +
  "BorrowedFd Bound Box BufRead BufReader BufWriter BuildHasher BuildHasherDefault Builder " +
  "Bytes CStr CString CallOnceFuture CallRefFuture Cell Chain Char CharIndices " +
  "CharTryFromError Chars Child ChildStderr ChildStdin ChildStdout ChunkBy ChunkByMut Chunks " +
  "ChunksExact ChunksExactMut ChunksMut Clone Cloned Command CommandArgs CommandEnvs " +
  "CommandExt Component Components Condvar Context ControlFlow Copied Copy Cow Cursor Cycle " +
  "DIGITS DLL_EXTENSION DLL_PREFIX DLL_SUFFIX Debug DebugList DebugMap DebugSet DebugStruct " +
  "DebugTuple DecodeUtf16 DecodeUtf16Error Default DefaultHasher Deref DerefMut Difference " +
  "DirBuilder DirBuilderExt DirEntry DirEntryExt Discriminant Display Div DivAssign " +
  "DoubleEndedIterator Drain Drop Duration EPSILON EULER_GAMMA EXE_EXTENSION EXE_SUFFIX Empty " +
  "EncodeUtf16 Entry Enumerate Eq Err Error ErrorKind EscapeAscii EscapeDebug EscapeDefault " +
  "EscapeUnicode ExactSizeIterator ExitCode ExitStatus ExitStatusExt Extend ExtractIf FAMILY " +
  "FRAC_1_PI FRAC_1_SQRT_2 FRAC_2_PI FRAC_2_SQRT_PI FRAC_PI_2 FRAC_PI_3 FRAC_PI_4 FRAC_PI_6 " +
  "FRAC_PI_8 File FileExt FileTimes FileType FileTypeExt Filter FilterMap FlatMap Flatten Fn " +
  "FnMut FnOnce Formatter FpCategory From FromBytesUntilNulError FromBytesWithNulError FromFn " +
  "FromIterator FromRawFd FromStr FromUtf16Error FromUtf8Error FromVecWithNulError Fuse " +
  "FusedIterator Future GOLDEN_RATIO GetDisjointMutError GlobalAlloc Hash HashMap HashSet " +
  "Hasher INFINITY Incoming Index IndexMut Infallible Inspect Instant IntErrorKind " +
  "Intersection Into IntoAsyncIter IntoFuture IntoIncoming IntoInnerError IntoIter " +
  "IntoIterator IntoKeys IntoRawFd IntoStringError IntoValues IoSlice IoSliceMut IpAddr " +
  "Ipv4Addr Ipv6Addr Ipv6MulticastScope IsTerminal Item Iter IterMut Iterator JoinHandle " +
  "JoinHandleExt JoinPathsError Keys LN_10 LN_2 LOG10_2 LOG10_E LOG2_10 LOG2_E Layout " +
  "LayoutErr LayoutError LazyCell LazyLock LineWriter Lines LinesAny LinkedList LocalKey " +
  "Location LockResult LowerExp LowerHex MAIN_SEPARATOR MAIN_SEPARATOR_STR MANTISSA_DIGITS MAX " +
  "MAX_10_EXP MAX_EXP MIN MIN_10_EXP MIN_EXP MIN_POSITIVE ManuallyDrop Map MapWhile " +
  "MappedMutexGuard MappedRwLockReadGuard MappedRwLockWriteGuard Mask MatchIndices Matches " +
  "MaybeUninit Messages Metadata MetadataExt Mul MulAssign Mutex MutexGuard NAN NEG_INFINITY " +
  "Neg NonNull NonZero NonZeroI128 NonZeroI16 NonZeroI32 NonZeroI64 NonZeroI8 NonZeroInner " +
  "NonZeroIsize NonZeroU128 NonZeroU16 NonZeroU32 NonZeroU64 NonZeroU8 NonZeroUsize Not " +
  "NulError ONCE_INIT OS OccupiedEntry OccupiedError Octal Once OnceCell OnceLock OnceState " +
  "OnceWith OpenOptions OpenOptionsExt Option Ord Ordering OsStr OsStrExt OsString OsStringExt " +
  "Output Owned OwnedFd PI PanicHookInfo PanicInfo ParseBoolError ParseCharError ParseError " +
  "ParseFloatError ParseIntError PartialEq PartialOrd Path PathBuf PeekMut Peekable Pending " +
  "Permissions PermissionsExt PhantomData PhantomPinned Pin PipeReader PipeWriter Pointer " +
  "PoisonError Poll PollFn Prefix PrefixComponent Product RADIX RChunks RChunksExact " +
  "RChunksExactMut RChunksMut REPLACEMENT_CHARACTER RMatchIndices RMatches RSplit RSplitMut " +
  "RSplitN RSplitNMut RSplitTerminator RandomState Range RangeBounds RangeFrom RangeFull " +
  "RangeInclusive RangeInclusiveIter RangeMut RangeTo RangeToInclusive RawFd RawOsError " +
  "RawPthread RawWaker RawWakerVTable Rc Read ReadDir Ready Receiver RecvError " +
  "RecvTimeoutError ReentrantLock ReentrantLockGuard Ref RefCell RefMut RefUnwindSafe Rem " +
  "RemAssign Repeat RepeatN RepeatWith Residual Result Return Rev Reverse RwLock " +
  "RwLockReadGuard RwLockWriteGuard SQRT_2 STDERR STDIN STDOUT Saturating Scan ScmCredentials " +
  "ScmRights Scope ScopedJoinHandle Searcher Seek SeekFrom Send SendError SendTimeoutError " +
  "Sender Shl ShlAssign Shr ShrAssign Shutdown Sink SipHasher Sized Skip SkipWhile SliceIndex " +
  "SocketAddr SocketAddrV4 SocketAddrV6 SocketAncillary SocketCred Splice Split " +
  "SplitAsciiWhitespace SplitInclusive SplitInclusiveMut SplitMut SplitN SplitNMut SplitPaths " +
  "SplitTerminator SplitWhitespace StdFloat Stderr StderrLock Stdin StdinLock Stdio Stdout " +
  "StdoutLock StepBy String StripPrefixError Sub SubAssign Successors Sum SymmetricDifference " +
  "Sync SyncSender System SystemTime SystemTimeError TAU Take TakeWhile Target TcpListener " +
  "TcpStream Termination Thread ThreadId ToLowercase ToOwned ToSocketAddrs ToString " +
  "ToUppercase TryFrom TryFromCharError TryFromFloatSecsError TryFromIntError " +
  "TryFromSliceError TryInto TryIter TryLockError TryLockResult TryRecvError TryReserveError " +
  "TrySendError TryType TypeId TypeKind UCred UNICODE_VERSION UNIX_EPOCH UdpSocket Union " +
  "UniqueRc UnixDatagram UnixListener UnixStream Unpin UnsafeCell Unsigned UnwindSafe UpperExp " +
  "UpperHex Utf8Chunk Utf8Chunks Utf8Error VacantEntry Values ValuesMut VarError Vars VarsOs " +
  "Vec VecDeque WaitTimeoutResult Wake Waker Weak Windows Wrapping Write WriterPanicked Yield " +
  "Zip abort absolute add_spawn_hook addr addr_eq addr_of addr_of! addr_of_mut addr_of_mut! " +
  "align_of align_of_val alloc alloc_zeroed ancillary any args args_os array ascii assert " +
  "assert! assert_eq assert_eq! assert_matches! assert_ne assert_ne! assert_unchecked atomic " +
  "available_parallelism backtrace barrier binary_heap black_box blkcnt_t blksize_t bool " +
  "borrow boxed btree_map btree_set buffered bufreader bufwriter builder c_char c_double " +
  "c_float c_int c_long c_longlong c_schar c_short c_str c_uchar c_uint c_ulong c_ulonglong " +
  "c_ushort c_void canonicalize catch_unwind cell cfg cfg! cfg_select cfg_select! chain " +
  "channel char chown chroot clone cmp cold_path collections column column! compile_error " +
  "compile_error! compiler_fence concat concat! concat_bytes! condvar const_error const_error! " +
  "const_format_args! consts convert copy copy_nonoverlapping create_dir create_dir_all " +
  "current current_dir current_exe current_id cursor dangling dangling_mut datagram dbg dbg! " +
  "dealloc debug_assert debug_assert! debug_assert_eq debug_assert_eq! debug_assert_matches! " +
  "debug_assert_ne debug_assert_ne! decode_utf16 default deref! derive dev_t discriminant drop " +
  "drop_in_place empty env env! eprint eprint! eprintln eprintln! eq error escape_default " +
  "exists exit f128 f16 f32 f64 fchown fd fence ffi file file! fmt fn fn_addr_eq forget format " +
  "format! format_args format_args! from from_boxed_utf8_unchecked from_digit from_fn from_mut " +
  "from_raw_parts from_raw_parts_mut from_ref from_u32 from_u32_unchecked from_utf8 " +
  "from_utf8_mut from_utf8_unchecked from_utf8_unchecked_mut fs functions future gid_t " +
  "global_allocator handle_alloc_error hard_link hash hash_map hash_set hint home_dir hostname " +
  "i128 i16 i32 i64 i8 id identity include include! include_bytes include_bytes! include_str " +
  "include_str! ino_t io ip_addr is_separator is_x86_feature_detected is_x86_feature_detected! " +
  "isize iter iter! join! join_handle join_paths lazy_lock lchown legacy line line! linewriter " +
  "linked_list listener local log_syntax! map marker matches matches! max max_by max_by_key " +
  "mem metadata min min_align_of min_align_of_val min_by min_by_key mode_t module_path " +
  "module_path! mpmc mpsc mutex needs_drop net nlink_t nonpoison null null_mut num off_t " +
  "offset_of offset_of! once once_lock once_with oneshot ops option option_env option_env! os " +
  "os_str owned panic panic! panic_any panicking parent_id park park_timeout park_timeout_ms " +
  "pat path pattern pattern_type! pending pid_t pin pin! pipe pointer poison poll_fn prelude " +
  "primitive print print! println println! process pthread_t ptr random range raw rc read " +
  "read_dir read_link read_to_string read_unaligned read_volatile ready ready! realloc " +
  "reentrant_lock reference remove_dir remove_dir_all remove_file remove_var rename repeat " +
  "repeat_n repeat_with replace result resume_unwind rust_2015 rust_2018 rust_2021 rust_2024 " +
  "rwlock scope scoped select_unpredictable set set_current_dir set_hook set_permissions " +
  "set_var sink size_of size_of_val sleep sleep_ms sleep_until slice slice_from_raw_parts " +
  "slice_from_raw_parts_mut socket_addr soft_link spawn spawnhook spin_loop spin_loop_hint " +
  "split_paths std_float stderr stdin stdio stdout str stream string stringify stringify! " +
  "successors swap swap_nonoverlapping symlink symlink_metadata sync sync_channel take " +
  "take_hook task tcp temp_dir test thread thread_local thread_local! time time_t todo todo! " +
  "trace_macros! transmute transmute_copy try try! tuple type_ascribe! type_info type_name " +
  "type_name_of_val u128 u16 u32 u64 u8 ucred udp uid_t unimplemented unimplemented! " +
  "uninitialized unit unix unreachable unreachable! unreachable_unchecked update_hook usize " +
  "util v1 var var_os vars vars_os vec vec! vec_deque with_exposed_provenance " +
  "with_exposed_provenance_mut without_provenance without_provenance_mut write write! " +
  "write_bytes write_unaligned write_volatile writeln writeln! yield_now zeroed zip";
