/** Packages of the standard library, of Go 1.0 to 1.25. */
export const standardPackages =
  "archive/tar archive/zip arena bufio bytes cmp compress/bzip2 compress/flate compress/gzip " +
  "compress/lzw compress/zlib container/heap container/list container/ring context crypto " +
  "crypto/aes crypto/cipher crypto/des crypto/dsa crypto/ecdh crypto/ecdsa crypto/ed25519 " +
  "crypto/elliptic crypto/fips140 crypto/hkdf crypto/hmac crypto/md5 crypto/mlkem " +
  "crypto/pbkdf2 crypto/rand crypto/rc4 crypto/rsa crypto/sha1 crypto/sha256 crypto/sha3 " +
  "crypto/sha512 crypto/subtle crypto/tls crypto/x509 crypto/x509/pkix database/sql " +
  "database/sql/driver debug/buildinfo debug/dwarf debug/elf debug/gosym debug/macho debug/pe " +
  "debug/plan9obj embed encoding encoding/ascii85 encoding/asn1 encoding/base32 " +
  "encoding/base64 encoding/binary encoding/csv encoding/gob encoding/hex encoding/json " +
  "encoding/json/jsontext encoding/json/v2 encoding/pem encoding/xml errors expvar flag fmt " +
  "go/ast go/build go/build/constraint go/constant go/doc go/doc/comment go/format go/importer " +
  "go/parser go/printer go/scanner go/token go/types go/version hash hash/adler32 hash/crc32 " +
  "hash/crc64 hash/fnv hash/maphash html html/template image image/color image/color/palette " +
  "image/draw image/gif image/jpeg image/png index/suffixarray io io/fs io/ioutil iter log " +
  "log/slog log/syslog maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime " +
  "mime/multipart mime/quotedprintable net net/http net/http/cgi net/http/cookiejar " +
  "net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof " +
  "net/mail net/netip net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url os os/exec " +
  "os/signal os/user path path/filepath plugin reflect regexp regexp/syntax runtime " +
  "runtime/cgo runtime/coverage runtime/debug runtime/metrics runtime/pprof runtime/trace " +
  "slices sort strconv strings structs sync sync/atomic syscall testing testing/fstest " +
  "testing/iotest testing/quick testing/slogtest testing/synctest text/scanner text/tabwriter " +
  "text/template text/template/parse time unicode unicode/utf16 unicode/utf8 unique weak";

/** Exported names of the packages that most programs use: `fmt`, `io`, `os`, `sync`, `time` and the like. */
export const standardNames =
  "ANSIC Above Abs Acc Accuracy Acos Acosh Add Add32 Add64 AddDate AddInt32 AddInt64 AddSource " +
  "AddUint32 AddUint64 AddUintptr Addr After AfterFunc Align All Alloc AllocBytes AllocObjects " +
  "AllocedBytesPerOp AllocsPerOp AllocsPerRun And AndNot Anonymous AnyValue Append AppendBool " +
  "AppendFloat AppendFormat AppendInt AppendQuote AppendQuoteRune AppendQuoteRuneToASCII " +
  "AppendQuoteRuneToGraphic AppendQuoteToASCII AppendQuoteToGraphic AppendRune AppendSlice " +
  "AppendUint Appendf Appendln April Arg Args Array ArrayOf As Asin Asinh AssignableTo Atan " +
  "Atan2 Atanh Atoi Attr August Available AvailableBuffer AwayFromZero Back Background " +
  "Backward Base Before Below Benchmark BenchmarkResult BinarySearch BinarySearchFunc Binomial " +
  "Bit BitLen Bits BlockProfile BlockProfileRecord BlockSize Blocks Bool BoolVar BothDir " +
  "Breakpoint Broadcast BuckHashSys Buffer Buffered BuildInfo BuildSetting Builder BySize " +
  "ByteReader ByteScanner ByteWriter Bytes CPUProfile Call CallSlice Caller Callers " +
  "CallersFrames CanAddr CanBackquote CanComplex CanConvert CanFloat CanInt CanInterface " +
  "CanSet CanUint Cancel CancelCauseFunc CancelFunc Canceled Cap CapNames Castagnoli Cause " +
  "Cbrt Ceil ChaCha8 Chan ChanDir ChanOf Chdir Check CheckEqual CheckEqualError CheckError " +
  "Checksum ChecksumIEEE Chmod Chown Chtimes Chunk ClassNL Clean Cleanup Clear Clearenv Clip " +
  "Clock Clone Close CloseWithError Closer Cmd Cmp CmpAbs Code Col0 Col1 Collect " +
  "CombinedOutput Command CommandContext CommandLine Compact CompactFunc Comparable Compare " +
  "CompareAndDelete CompareAndSwap CompareAndSwapInt32 CompareAndSwapInt64 " +
  "CompareAndSwapPointer CompareAndSwapUint32 CompareAndSwapUint64 CompareAndSwapUintptr " +
  "CompareFunc Compile CompilePOSIX Compiler Complex Complex128 Complex64 Concat Cond Config " +
  "Contains ContainsAny ContainsFunc ContainsRune Context ContinueOnError Convert " +
  "ConvertibleTo Copy CopyBuffer CopyFS CopyN Copysign Cos Cosh Count Counters Cover " +
  "CoverBlock CoverMode Coverage CoveredPackages Create CreateTemp Current Cut CutPrefix " +
  "CutSuffix Cycles Data DataErrReader Date DateOnly DateTime Day Deadline DeadlineExceeded " +
  "Debug DebugContext DebugGC December Decode DecodeLastRune DecodeLastRuneInString DecodeRune " +
  "DecodeRuneInString DeepEqual DefValue Default Delete DeleteFunc Denom Deps DevNull Dim Dir " +
  "DirEntry DirFS Discard DiscardHandler Div Div32 Div64 DivMod Do Done DotNL Duration " +
  "DurationVar EOF Elem Element EmptyBeginLine EmptyBeginText EmptyEndLine EmptyEndText " +
  "EmptyNoWordBoundary EmptyOp EmptyOpContext EmptyWordBoundary EnableGC Enabled Encode " +
  "EncodeRune End Entry Env Environ Equal EqualFold EqualFunc Erf Erfc Erfcinv Erfinv Err " +
  "ErrAdvanceTooFar ErrBadPattern ErrBadReadCount ErrBufferFull ErrClosed ErrClosedPipe " +
  "ErrDeadlineExceeded ErrDot ErrExist ErrFinalToken ErrHelp ErrInternalError ErrInvalid " +
  "ErrInvalidCharClass ErrInvalidCharRange ErrInvalidEscape ErrInvalidNamedCapture " +
  "ErrInvalidPerlOp ErrInvalidRepeatOp ErrInvalidRepeatSize ErrInvalidUTF8 " +
  "ErrInvalidUnreadByte ErrInvalidUnreadRune ErrMissingBracket ErrMissingParen " +
  "ErrMissingRepeatArgument ErrNaN ErrNegativeAdvance ErrNegativeCount ErrNestingDepth " +
  "ErrNoDeadline ErrNoProgress ErrNotExist ErrNotFound ErrPermission ErrProcessDone ErrRange " +
  "ErrReader ErrShortBuffer ErrShortWrite ErrSyntax ErrTimeout ErrTooLarge ErrTooLong " +
  "ErrTrailingBackslash ErrUnexpectedEOF ErrUnexpectedParen ErrUnsupported Error ErrorCode " +
  "ErrorContext ErrorHandling Errorf EvalSymlinks Exact Executable Exit ExitCode ExitError " +
  "ExitOnError Exited Exp Exp2 ExpFloat64 Expand ExpandEnv ExpandString Expm1 Expr Ext Extra " +
  "ExtraFiles FMA FS Fail FailNow Failed Fatal Fatalf Fatalln Fd February Field FieldAlign " +
  "FieldByIndex FieldByIndexErr FieldByName FieldByNameFunc Fields FieldsFunc FieldsFuncSeq " +
  "FieldsSeq File FileInfo FileInfoToDirEntry FileLine FileMode Files FillBytes Find FindAll " +
  "FindAllIndex FindAllString FindAllStringIndex FindAllStringSubmatch " +
  "FindAllStringSubmatchIndex FindAllSubmatch FindAllSubmatchIndex FindIndex FindProcess " +
  "FindReaderIndex FindReaderSubmatchIndex FindString FindStringIndex FindStringSubmatch " +
  "FindStringSubmatchIndex FindSubmatch FindSubmatchIndex Fix FixedZone Flag FlagSet Flags " +
  "Float Float32 Float32bits Float32frombits Float64 Float64Slice Float64Var Float64bits " +
  "Float64frombits Float64s Float64sAreSorted FloatString Floor Flush Fn FoldCase ForLabels " +
  "Format FormatBool FormatComplex FormatFloat FormatInt FormatUint Formatter Fprint Fprintf " +
  "Fprintln Frame Frames FreeBytes FreeOSMemory FreeObjects Frees Frexp Friday FromSlash Front " +
  "Fscan Fscanf Fscanln FullRune FullRuneInString Func FuncForPC FuncOf Function Fuzz GC " +
  "GCCPUFraction GCD GCStats GCSys GOARCH GOMAXPROCS GOOS GOROOT Gamma Generate Generator Get " +
  "Getegid Getenv Geteuid Getgid Getgroups Getpagesize Getpid Getppid Getter Getuid Getwd Gid " +
  "Glob GlobFS Go GoString GoStringer GoVersion GobDecode GobEncode Goexit GoroutineProfile " +
  "Gosched Group GroupIds GroupValue Grow HalfReader Handle Handler HandlerOptions HasPrefix " +
  "HasSuffix Hash Hash32 Hash64 HeapAlloc HeapIdle HeapInuse HeapObjects HeapReleased HeapSys " +
  "Helper HomeDir Hostname Hour Hours Hypot IEEE IEEETable ISOWeek Ignore Ignored Ilogb " +
  "Implements In InUseBytes InUseObjects Index IndexAny IndexByte IndexFunc IndexRune Indirect " +
  "Inf Info InfoContext Init Insert InsertAfter InsertBefore Inst InstAlt InstAltMatch " +
  "InstCapture InstEmptyWidth InstFail InstMatch InstNop InstOp InstRune InstRune1 InstRuneAny " +
  "InstRuneAnyNotNL Int Int16 Int31 Int31n Int32 Int63 Int63n Int64 Int64N Int64Var Int8 IntN " +
  "IntSize IntSlice IntVar Interface InterfaceData InternalBenchmark InternalExample " +
  "InternalFuzzTarget InternalTest Interrupt Intn Ints IntsAreSorted Inv Invalid Is IsAbs " +
  "IsDST IsDir IsEnabled IsExist IsExported IsGraphic IsInf IsInt IsInt64 IsNaN IsNil " +
  "IsNotExist IsPathSeparator IsPermission IsPrint IsRegular IsSorted IsSurrogate IsTimeout " +
  "IsUint64 IsValid IsVariadic IsWordChar IsZero Itoa J0 J1 JSONHandler Jacobi January Jn Join " +
  "July June KeepAlive Key Keys Kill Kind Kitchen Koopman LUTC Label LabelSet Labels LastGC " +
  "LastIndex LastIndexAny LastIndexByte LastIndexFunc Layout LayoutElem Lchown Ldate Ldexp " +
  "LeadingZeros LeadingZeros16 LeadingZeros32 LeadingZeros64 LeadingZeros8 Len Len16 Len32 " +
  "Len64 Len8 Less Level LevelDebug LevelError LevelInfo LevelVar LevelWarn Leveler Lgamma " +
  "LimitReader LimitedReader Line Line0 Line1 Lines Link LinkError List ListSeparator Literal " +
  "LiteralPrefix Llongfile Lmicroseconds Lmsgprefix Ln10 Ln2 Load LoadAndDelete LoadInt32 " +
  "LoadInt64 LoadLocation LoadLocationFromTZData LoadOrStore LoadPointer LoadUint32 LoadUint64 " +
  "LoadUintptr Local Location Lock LockOSThread Locker Log Log10 Log10E Log1p Log2 Log2E " +
  "LogAttrs Logb Logf Logger Longest LookPath Lookup LookupEnv LookupGroup LookupGroupId " +
  "LookupId Lookups Lsh Lshortfile Lstat LstdFlags Ltime MCacheInuse MCacheSys MSpanInuse " +
  "MSpanSys Main MainStart Make MakeChan MakeFunc MakeMap MakeMapWithSize MakeSeed MakeSlice " +
  "MakeTable Mallocs MantExp Map MapFS MapFile MapIndex MapIter MapKeys MapOf MapRange March " +
  "MarshalBinary MarshalJSON MarshalText Match MatchEmptyWidth MatchNL MatchReader MatchRune " +
  "MatchRunePos MatchString Max MaxBase MaxCap MaxCount MaxCountScale MaxExp MaxFloat32 " +
  "MaxFloat64 MaxFunc MaxInt MaxInt16 MaxInt32 MaxInt64 MaxInt8 MaxPrec MaxRune " +
  "MaxScanTokenSize MaxUint MaxUint16 MaxUint32 MaxUint64 MaxUint8 May MemAllocs MemBytes " +
  "MemProfile MemProfileRate MemProfileRecord MemStats MemString Message Method MethodByName " +
  "Microsecond Microseconds Millisecond Milliseconds Min MinExp MinFunc MinInt MinInt16 " +
  "MinInt32 MinInt64 MinInt8 MinPrec MinRead Minute Minutes Mkdir MkdirAll MkdirTemp Mod " +
  "ModInverse ModSqrt ModTime Mode ModeAppend ModeCharDevice ModeDevice ModeDir ModeExclusive " +
  "ModeIrregular ModeNamedPipe ModePerm ModeSetgid ModeSetuid ModeSocket ModeSticky " +
  "ModeSymlink ModeTemporary ModeType Modf Module Monday Month Move MoveAfter MoveBefore " +
  "MoveToBack MoveToFront Mul Mul32 Mul64 MulRange MultiReader MultiWriter MustCompile " +
  "MustCompilePOSIX Mutex MutexProfile N NArg NFlag NaN Name Nanosecond Nanoseconds Neg New " +
  "New128 New128a New32 New32a New64 New64a NewAt NewBuffer NewBufferString NewCond NewFile " +
  "NewFlagSet NewFloat NewIEEE NewInt NewJSONHandler NewLogLogger NewProfile NewRat " +
  "NewReadLogger NewReadWriter NewReader NewReaderSize NewRecord NewReplacer NewScanner " +
  "NewSectionReader NewSource NewSyscallError NewTask NewTextHandler NewTicker NewTimer " +
  "NewWriteLogger NewWriter NewWriterSize NewZipf Next NextGC Nextafter Nextafter32 NonGreedy " +
  "NopCloser NormFloat64 Not Notify NotifyContext November Now NsPerOp Num NumCPU NumCap " +
  "NumCgoCall NumError NumField NumForcedGC NumGC NumGoroutine NumIn NumMethod NumOut " +
  "NumSubexp O_APPEND O_CREATE O_EXCL O_RDONLY O_RDWR O_SYNC O_TRUNC O_WRONLY October Offset " +
  "Old Once OnceFunc OnceValue OnceValues OneByteReader OneLine OnesCount OnesCount16 " +
  "OnesCount32 OnesCount64 OnesCount8 Op OpAlternate OpAnyChar OpAnyCharNotNL OpBeginLine " +
  "OpBeginText OpCapture OpCharClass OpConcat OpEmptyMatch OpEndLine OpEndText OpLiteral " +
  "OpNoMatch OpNoWordBoundary OpPlus OpQuest OpRepeat OpStar OpWordBoundary Open OpenFile " +
  "OpenRoot Or Ordered OtherSys Out Out1 Out2 Output OverflowComplex OverflowFloat OverflowInt " +
  "OverflowUint PB PC PCG POSIX Panic PanicOnError Panicf Panicln Parallel Parse ParseBool " +
  "ParseBuildInfo ParseComplex ParseDuration ParseError ParseFloat ParseInLocation ParseInt " +
  "ParseUint Parsed Path PathError PathListSeparator PathSeparator Pause PauseEnd PauseNs " +
  "PauseQuantiles PauseTotal PauseTotalNs Peek Perl PerlX Perm Phi Pi Pid Pipe PipeReader " +
  "PipeWriter PkgPath Pointer PointerTo Pool Pop Pow Pow10 Prec Precision Prefix Prev Print " +
  "PrintDefaults PrintStack Printf Println ProbablyPrime ProcAttr Process ProcessState Profile " +
  "Profiles Prog Ptr PtrTo Pull Pull2 Push PushBack PushBackList PushFront PushFrontList Put " +
  "Quo QuoRem Quote QuoteMeta QuoteRune QuoteRuneToASCII QuoteRuneToGraphic QuoteToASCII " +
  "QuoteToGraphic QuotedPrefix RFC1123 RFC1123Z RFC3339 RFC3339Nano RFC822 RFC822Z RFC850 " +
  "RLock RLocker RUnlock RWMutex Rand Range Rat RatString Read ReadAll ReadAt ReadAtLeast " +
  "ReadBuildInfo ReadByte ReadBytes ReadCloser ReadDir ReadDirFS ReadDirFile ReadFile " +
  "ReadFileFS ReadFrom ReadFull ReadGCStats ReadLine ReadMemStats ReadRune ReadSeekCloser " +
  "ReadSeeker ReadSlice ReadString ReadTrace ReadWriteCloser ReadWriteSeeker ReadWriter " +
  "Readdir Readdirnames Reader ReaderAt ReaderFrom Readlink Record Recv RecvDir Regexp Region " +
  "RegisterCover Rel Release Rem Rem32 Rem64 Remainder Remove RemoveAll Rename Repeat Replace " +
  "ReplaceAll ReplaceAllFunc ReplaceAllLiteral ReplaceAllLiteralString ReplaceAllString " +
  "ReplaceAllStringFunc ReplaceAttr Replacer ReportAllocs ReportMetric Reset ResetTimer " +
  "Reverse Reverse16 Reverse32 Reverse64 Reverse8 ReverseBytes ReverseBytes16 ReverseBytes32 " +
  "ReverseBytes64 Ring Root RotateLeft RotateLeft16 RotateLeft32 RotateLeft64 RotateLeft8 " +
  "Round RoundToEven RoundingMode Rsh RubyDate Run RunBenchmarks RunExamples RunParallel " +
  "RunTests Rune Rune0 RuneCount RuneCountInString RuneError RuneLen RuneReader RuneScanner " +
  "RuneSelf RuneStart Runes RuntimeError SEEK_CUR SEEK_END SEEK_SET SameFile Saturday Scan " +
  "ScanBytes ScanLines ScanRunes ScanState ScanWords Scanf Scanln Scanner Search " +
  "SearchFloat64s SearchInts SearchStrings Second Seconds SectionReader Seed Seek SeekCurrent " +
  "SeekEnd SeekStart Seeker Select SelectCase SelectDefault SelectDir SelectRecv SelectSend " +
  "Send SendDir Separator September Seq Seq2 Sequential Set SetBit SetBits SetBlockProfileRate " +
  "SetBool SetBytes SetCPUProfileRate SetCap SetCgoTraceback SetComplex SetDeadline SetDefault " +
  "SetFinalizer SetFlags SetFloat SetFloat64 SetFrac SetFrac64 SetGCPercent SetGoroutineLabels " +
  "SetInf SetInt SetInt64 SetIterKey SetIterValue SetLen SetMantExp SetMapIndex SetMaxStack " +
  "SetMaxThreads SetMemoryLimit SetMode SetMutexProfileFraction SetOutput SetPanicOnFault " +
  "SetParallelism SetPointer SetPrec SetPrefix SetRat SetReadDeadline SetSeed SetString " +
  "SetTraceback SetUint SetUint64 SetWriteDeadline Setenv Settings SetupError Short Shuffle " +
  "Sign Signal Signbit Simple Simplify Sin Since Sincos Sinh Size Skip SkipDir SkipNow " +
  "SkipSpace Skipf Skipped Sleep Slice Slice3 SliceHeader SliceIsSorted SliceOf SliceStable " +
  "SmallestNonzeroFloat32 SmallestNonzeroFloat64 Sort SortFunc SortStableFunc Sorted Source " +
  "Source64 Split SplitAfter SplitAfterN SplitAfterSeq SplitFunc SplitList SplitN SplitSeq " +
  "Sprint Sprintf Sprintln Sqrt Sqrt2 SqrtE SqrtPhi SqrtPi Sscan Sscanf Sscanln Stable Stack " +
  "Stack0 StackInuse StackRecord StackSys Stamp StampMicro StampMilli StampNano Start " +
  "StartCPUProfile StartCond StartProcess StartRegion StartTimer StartTrace Stat StatFS State " +
  "Stderr StderrPipe Stdin StdinPipe Stdout StdoutPipe Stmts Stop StopCPUProfile StopTimer " +
  "StopTrace Store StoreInt32 StoreInt64 StorePointer StoreUint32 StoreUint64 StoreUintptr " +
  "String StringHeader StringSlice StringValue StringVar StringWriter Stringer Strings " +
  "StringsAreSorted Struct StructField StructOf StructTag Sub Sub0 Sub32 Sub64 SubFS " +
  "SubexpIndex SubexpNames Success Sum Sum32 Sum64 Sunday Swap SwapInt32 SwapInt64 SwapPointer " +
  "SwapUint32 SwapUint64 SwapUintptr Swapper Symlink Sync Sys SysProcAttr SysUsage Syscall " +
  "SyscallConn SyscallError SystemTime TB TODO Table Tag Tan Tanh Task TeeReader TempDir " +
  "TempFile TestFS TestReader Text TextHandler TextVar ThreadCreateProfile Thursday Tick " +
  "Ticker Time TimeOnly Timeout TimeoutReader Timer Title ToLower ToLowerSpecial ToNearestAway " +
  "ToNearestEven ToNegativeInf ToPositiveInf ToSlash ToTitle ToTitleSpecial ToUpper " +
  "ToUpperSpecial ToValidUTF8 ToZero Token TotalAlloc TrailingZeroBits TrailingZeros " +
  "TrailingZeros16 TrailingZeros32 TrailingZeros64 TrailingZeros8 Trim TrimFunc TrimLeft " +
  "TrimLeftFunc TrimPrefix TrimRight TrimRightFunc TrimSpace TrimSuffix Trunc Truncate " +
  "TruncateWriter TryLock TryRLock TryRecv TrySend Tuesday Type TypeAssert TypeAssertionError " +
  "TypeFor TypeOf UTC UTFMax Uid Uint Uint16 Uint32 Uint32N Uint64 Uint64N Uint64Var Uint8 " +
  "UintN UintSize UintVar Uintptr UnicodeGroups Unique Unix UnixDate UnixMicro UnixMilli " +
  "UnixNano UnknownGroupError UnknownGroupIdError UnknownUserError UnknownUserIdError Unlink " +
  "Unlock UnlockOSThread UnmarshalBinary UnmarshalJSON UnmarshalText Unordered Unquote " +
  "UnquoteChar UnquoteUsage UnreadByte UnreadRune UnsafeAddr UnsafePointer Unsetenv Until " +
  "Unwrap Update Usage User UserCacheDir UserConfigDir UserHomeDir UserTime Username Valid " +
  "ValidPath ValidRune ValidString Value ValueElem ValueError ValueOf Values Var Verbose " +
  "Version VisibleFields Visit VisitAll VolumeName Wait WaitDelay WaitGroup Walk WalkDir " +
  "WalkDirFunc WalkFunc Warn WarnContext WasDollar Wednesday Weekday Width With WithCancel " +
  "WithCancelCause WithDeadline WithDeadlineCause WithGroup WithLabels WithRegion WithTimeout " +
  "WithTimeoutCause WithValue WithoutCancel Word Write WriteAt WriteByte WriteCloser WriteFile " +
  "WriteHeapDump WriteHeapProfile WriteRune WriteSeeker WriteString WriteTo Writer WriterAt " +
  "WriterTo Xor Y0 Y1 Year YearDay Yn Zero Zipf Zone ZoneBounds";
