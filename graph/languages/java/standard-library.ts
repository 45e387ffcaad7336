/** Keywords, contextual ones too, and names that every program has. */
export const keywords =
  "abstract assert boolean break byte case catch char class const continue default do " +
  "double else enum exports extends final finally float for goto if implements import " +
  "instanceof int interface long module native new non-sealed null open opens package " +
  "permits private protected provides public record requires return sealed short static " +
  "strictfp super switch synchronized this throw throws to transient transitive true false " +
  "try uses var void volatile while with yield args main serialVersionUID";

/** Packages of the platform. */
export const packages =
  "java.io java.lang java.lang.annotation java.lang.invoke java.lang.ref java.lang.reflect " +
  "java.math java.net java.nio java.nio.channels java.nio.charset java.nio.file " +
  "java.nio.file.attribute java.security java.sql java.text java.time java.time.format " +
  "java.time.temporal java.util java.util.concurrent java.util.concurrent.atomic " +
  "java.util.concurrent.locks java.util.function java.util.jar java.util.logging " +
  "java.util.regex java.util.stream java.util.zip";

/** Public types of those packages, of Java 17. */
export const types =
  "AbortPolicy AbstractCollection AbstractDoubleSpliterator AbstractExecutorService " +
  "AbstractIntSpliterator AbstractList AbstractLongSpliterator AbstractMap " +
  "AbstractMethodError AbstractOwnableSynchronizer AbstractQueue " +
  "AbstractQueuedLongSynchronizer AbstractQueuedSynchronizer AbstractSequentialList " +
  "AbstractSet AbstractSpliterator AcceptPendingException AccessControlContext " +
  "AccessControlException AccessController AccessDeniedException AccessMode " +
  "AccessibleObject AclEntry AclEntryFlag AclEntryPermission AclEntryType " +
  "AclFileAttributeView Adler32 AlgorithmConstraints AlgorithmParameterGenerator " +
  "AlgorithmParameterGeneratorSpi AlgorithmParameters AlgorithmParametersSpi AllPermission " +
  "AlreadyBoundException AlreadyConnectedException AnnotatedArrayType AnnotatedElement " +
  "AnnotatedParameterizedType AnnotatedType AnnotatedTypeVariable AnnotatedWildcardType " +
  "Annotation AnnotationFormatError AnnotationTypeMismatchException Appendable " +
  "ArithmeticException Array ArrayBlockingQueue ArrayDeque ArrayIndexOutOfBoundsException " +
  "ArrayList ArrayStoreException Arrays AssertionError AsynchronousByteChannel " +
  "AsynchronousChannel AsynchronousChannelGroup AsynchronousCloseException " +
  "AsynchronousCompletionTask AsynchronousFileChannel AsynchronousServerSocketChannel " +
  "AsynchronousSocketChannel AtomicBoolean AtomicInteger AtomicIntegerArray " +
  "AtomicIntegerFieldUpdater AtomicLong AtomicLongArray AtomicLongFieldUpdater " +
  "AtomicMarkableReference AtomicMoveNotSupportedException AtomicReference " +
  "AtomicReferenceArray AtomicReferenceFieldUpdater AtomicStampedReference Attribute " +
  "AttributeView AttributedCharacterIterator AttributedString Attributes AuthProvider " +
  "Authenticator AutoCloseable Base64 BaseStream BasicFileAttributeView BasicFileAttributes " +
  "BasicPermission BatchUpdateException BiConsumer BiFunction BiPredicate Bidi BigDecimal " +
  "BigDecimalLayoutForm BigInteger BinaryOperator BindException BitSet Blob BlockingDeque " +
  "BlockingQueue Boolean BooleanSupplier BootstrapMethodError BreakIterator " +
  "BrokenBarrierException Buffer BufferOverflowException BufferUnderflowException " +
  "BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter Builder Byte " +
  "ByteArrayInputStream ByteArrayOutputStream ByteBuffer ByteChannel ByteOrder CRC32 CRC32C " +
  "CacheRequest CacheResponse Calendar CallSite Callable CallableStatement " +
  "CallbackHandlerProtection CallerRunsPolicy CancellationException CancelledKeyException " +
  "Capability Category Cbrt Certificate ChainedDouble ChainedInt ChainedLong " +
  "ChainedReference Channel Channels CharArrayReader CharArrayWriter CharBuffer " +
  "CharConversionException CharSequence Character CharacterCodingException " +
  "CharacterIterator Characteristics Charset CharsetDecoder CharsetEncoder " +
  "CheckedInputStream CheckedOutputStream Checksum ChoiceFormat ChronoField ChronoUnit " +
  "Class ClassCastException ClassCircularityError ClassFormatError ClassLoader " +
  "ClassNotFoundException ClassOption ClassValue Cleanable Cleaner ClientInfoStatus Clob " +
  "Clock CloneNotSupportedException Cloneable Closeable ClosedByInterruptException " +
  "ClosedChannelException ClosedDirectoryStreamException ClosedFileSystemException " +
  "ClosedSelectorException ClosedWatchServiceException CodeSigner CodeSource " +
  "CoderMalfunctionError CoderResult CodingErrorAction CollationElementIterator " +
  "CollationKey Collator Collection Collections Collector Collectors CompactNumberFormat " +
  "Comparable Comparator Compiler CompletableFuture CompletionException CompletionHandler " +
  "CompletionService CompletionStage ConcurrentHashMap ConcurrentLinkedDeque " +
  "ConcurrentLinkedQueue ConcurrentMap ConcurrentModificationException " +
  "ConcurrentNavigableMap ConcurrentSkipListMap ConcurrentSkipListSet Condition " +
  "ConditionObject Config ConnectException Connection ConnectionBuilder " +
  "ConnectionPendingException Console ConsoleHandler ConstantBootstraps ConstantCallSite " +
  "Constructor Consumer ContentHandler ContentHandlerFactory Control Controller " +
  "CookieHandler CookieManager CookiePolicy CookieStore CopyOnWriteArrayList " +
  "CopyOnWriteArraySet CopyOption CountDownLatch CountedCompleter CryptoPrimitive Currency " +
  "CyclicBarrier DataFormatException DataInput DataInputStream DataOutput DataOutputStream " +
  "DataTruncation DatabaseMetaData DatagramChannel DatagramPacket DatagramSocket " +
  "DatagramSocketImpl DatagramSocketImplFactory Date DateFormat DateFormatSymbols " +
  "DateTimeException DateTimeFormatter DateTimeFormatterBuilder DateTimeParseException " +
  "DayOfWeek DecimalFormat DecimalFormatSymbols DecimalStyle Decoder Deflater " +
  "DeflaterInputStream DeflaterOutputStream DelayQueue Delayed Deprecated Deque Dictionary " +
  "DigestException DigestInputStream DigestOutputStream DirectoryIteratorException " +
  "DirectoryNotEmptyException DirectoryStream DiscardOldestPolicy DiscardPolicy Documented " +
  "DomainCombiner DomainLoadStoreParameter DosFileAttributeView DosFileAttributes Double " +
  "DoubleAccumulator DoubleAdder DoubleBinaryOperator DoubleBuffer DoubleConsumer " +
  "DoubleFunction DoubleMapMultiConsumer DoublePredicate DoubleStream " +
  "DoubleSummaryStatistics DoubleSupplier DoubleToIntFunction DoubleToLongFunction " +
  "DoubleUnaryOperator DrbgParameters Driver DriverAction DriverManager DriverPropertyInfo " +
  "DuplicateFormatFlagsException Duration EOFException ElementType EmptyStackException " +
  "Encoder Entry Enum EnumConstantNotPresentException EnumDesc EnumMap EnumSet Enumeration " +
  "Error ErrorManager EventListener EventListenerProxy EventObject Exception " +
  "ExceptionInInitializerError Exchanger Executable ExecutionException Executor " +
  "ExecutorCompletionService ExecutorService Executors Externalizable Factory Field " +
  "FieldPosition File FileAlreadyExistsException FileAttribute FileAttributeView " +
  "FileChannel FileDescriptor FileFilter FileHandler FileInputStream FileLock " +
  "FileLockInterruptionException FileNameMap FileNotFoundException FileOutputStream " +
  "FileOwnerAttributeView FilePermission FileReader FileStore FileStoreAttributeView " +
  "FileSystem FileSystemAlreadyExistsException FileSystemException FileSystemLoopException " +
  "FileSystemNotFoundException FileSystems FileTime FileVisitOption FileVisitResult " +
  "FileVisitor FileWriter FilenameFilter Files Filter FilterInfo FilterInputStream " +
  "FilterOutputStream FilterReader FilterWriter FilteringMode Float FloatBuffer Flow " +
  "Flushable ForkJoinPool ForkJoinTask ForkJoinWorkerThread ForkJoinWorkerThreadFactory " +
  "Form Format FormatFlagsConversionMismatchException FormatStyle Formattable " +
  "FormattableFlags Formatter FormatterClosedException Function FunctionalInterface Future " +
  "FutureTask GZIPInputStream GZIPOutputStream GatheringByteChannel " +
  "GeneralSecurityException GenericArrayType GenericDeclaration GenericSignatureFormatError " +
  "GetField GregorianCalendar GroupPrincipal Guard GuardedObject Handler HashMap HashSet " +
  "Hashtable HexFormat HttpCookie HttpRetryException HttpURLConnection Hypot IDN IOError " +
  "IOException Identity IdentityHashMap IdentityScope IllegalAccessError " +
  "IllegalAccessException IllegalArgumentException IllegalBlockingModeException " +
  "IllegalCallerException IllegalChannelGroupException IllegalCharsetNameException " +
  "IllegalFormatCodePointException IllegalFormatConversionException IllegalFormatException " +
  "IllegalFormatFlagsException IllegalFormatPrecisionException IllegalFormatWidthException " +
  "IllegalMonitorStateException IllegalSelectorException IllegalStateException " +
  "IllegalThreadStateException IllformedLocaleException InaccessibleObjectException " +
  "IncompatibleClassChangeError IncompleteAnnotationException IndexOutOfBoundsException " +
  "Inet4Address Inet6Address InetAddress InetSocketAddress Inflater InflaterInputStream " +
  "InflaterOutputStream Info InheritableThreadLocal Inherited InputMismatchException " +
  "InputStream InputStreamReader Instant InstantSource Instantiation InstantiationError " +
  "InstantiationException IntBinaryOperator IntBuffer IntConsumer IntFunction " +
  "IntMapMultiConsumer IntPredicate IntStream IntSummaryStatistics IntSupplier " +
  "IntToDoubleFunction IntToLongFunction IntUnaryOperator Integer InterfaceAddress " +
  "InternalError InterruptedByTimeoutException InterruptedException InterruptedIOException " +
  "InterruptibleChannel InvalidAlgorithmParameterException InvalidClassException " +
  "InvalidKeyException InvalidMarkException InvalidObjectException " +
  "InvalidParameterException InvalidPathException InvalidPropertiesFormatException " +
  "InvocationHandler InvocationTargetException IsoCountryCode IsoFields Iterable Iterator " +
  "JDBCType JarEntry JarException JarFile JarInputStream JarOutputStream JarURLConnection " +
  "JulianFields Key KeyException KeyFactory KeyFactorySpi KeyManagementException KeyPair " +
  "KeyPairGenerator KeyPairGeneratorSpi KeyRep KeySetView KeyStore KeyStoreException " +
  "KeyStoreSpi Kind LambdaConversionException LambdaMetafactory LanguageRange " +
  "LayerInstantiationException Level LineNumberInputStream LineNumberReader LinkOption " +
  "LinkPermission LinkageError LinkedBlockingDeque LinkedBlockingQueue LinkedHashMap " +
  "LinkedHashSet LinkedList LinkedTransferQueue List ListIterator ListResourceBundle " +
  "LoadStoreParameter LocalDate LocalDateTime LocalTime Locale Lock LockSupport LogManager " +
  "LogRecord Logger LoggerFinder LoggingMXBean LoggingPermission Long LongAccumulator " +
  "LongAdder LongBinaryOperator LongBuffer LongConsumer LongFunction LongMapMultiConsumer " +
  "LongPredicate LongStream LongSummaryStatistics LongSupplier LongToDoubleFunction " +
  "LongToIntFunction LongUnaryOperator Lookup MalformedInputException " +
  "MalformedParameterizedTypeException MalformedParametersException MalformedURLException " +
  "ManagedBlocker Manifest Map MapMode MappedByteBuffer MatchResult Matcher Math " +
  "MathContext Member MembershipKey MemoryHandler MessageDigest MessageDigestSpi " +
  "MessageFormat Method MethodHandle MethodHandleInfo MethodHandleProxies MethodHandles " +
  "MethodType MissingFormatArgumentException MissingFormatWidthException " +
  "MissingResourceException Modifier Module ModuleLayer Month MonthDay MulticastChannel " +
  "MulticastSocket MutableCallSite NClob Name Native NavigableMap NavigableSet " +
  "NegativeArraySizeException NetPermission NetworkChannel NetworkInterface NextBytes " +
  "NoClassDefFoundError NoConnectionPendingException NoRouteToHostException " +
  "NoSuchAlgorithmException NoSuchElementException NoSuchFieldError NoSuchFieldException " +
  "NoSuchFileException NoSuchMethodError NoSuchMethodException NoSuchProviderException " +
  "NonReadableChannelException NonWritableChannelException Normalizer NotActiveException " +
  "NotDirectoryException NotLinkException NotSerializableException NotYetBoundException " +
  "NotYetConnectedException NullPointerException Number NumberFormat NumberFormatException " +
  "ObjDoubleConsumer ObjIntConsumer ObjLongConsumer Object ObjectInput ObjectInputFilter " +
  "ObjectInputStream ObjectInputValidation ObjectOutput ObjectOutputStream " +
  "ObjectStreamClass ObjectStreamConstants ObjectStreamException ObjectStreamField Objects " +
  "Observable Observer OfDouble OfField OfInt OfLong OfMethod OfPrimitive OffsetDateTime " +
  "OffsetTime OpenOption Option Optional OptionalDataException OptionalDouble OptionalInt " +
  "OptionalLong OutOfMemoryError OutputStream OutputStreamWriter " +
  "OverlappingFileLockException Override PKCS12Attribute Package Parameter " +
  "ParameterMetaData ParameterizedType Parameters ParseException ParsePosition " +
  "PasswordAuthentication PasswordProtection Path PathMatcher Paths Pattern " +
  "PatternSyntaxException Period Permission PermissionCollection Permissions " +
  "PhantomReference Phaser Pipe PipedInputStream PipedOutputStream PipedReader PipedWriter " +
  "Policy PolicySpi PortUnreachableException PosixFileAttributeView PosixFileAttributes " +
  "PosixFilePermission PosixFilePermissions Pow Predicate PreparedStatement " +
  "PrimitiveIterator PrimitiveSlot Principal PrintStream PrintWriter PriorityBlockingQueue " +
  "PriorityQueue PrivateKey PrivateKeyEntry PrivilegedAction PrivilegedActionException " +
  "PrivilegedExceptionAction Process ProcessBuilder ProcessHandle Processor Properties " +
  "PropertyPermission PropertyResourceBundle ProtectionDomain ProtectionParameter " +
  "ProtocolException ProtocolFamily Provider ProviderException ProviderMismatchException " +
  "ProviderNotFoundException Proxy ProxySelector PseudoColumnUsage PublicKey Publisher " +
  "PushbackInputStream PushbackReader PutField Queue Random RandomAccess RandomAccessFile " +
  "ReadLock ReadOnlyBufferException ReadOnlyFileSystemException ReadPendingException " +
  "ReadWriteLock Readable ReadableByteChannel Reader Record RecordComponent RecursiveAction " +
  "RecursiveTask Redirect ReentrantLock ReentrantReadWriteLock Ref Reference ReferenceQueue " +
  "ReflectPermission ReflectiveOperationException RejectedExecutionException " +
  "RejectedExecutionHandler Repeatable RequestorType Reseed ResolverStyle ResourceBundle " +
  "ResponseCache ResultSet ResultSetMetaData Retention RetentionPolicy RoundingMode RowId " +
  "RowIdLifetime RuleBasedCollator Runnable RunnableFuture RunnableScheduledFuture Runtime " +
  "RuntimeException RuntimePermission SQLClientInfoException SQLData SQLDataException " +
  "SQLException SQLFeatureNotSupportedException SQLInput " +
  "SQLIntegrityConstraintViolationException SQLInvalidAuthorizationSpecException " +
  "SQLNonTransientConnectionException SQLNonTransientException SQLOutput SQLPermission " +
  "SQLRecoverableException SQLSyntaxErrorException SQLTimeoutException " +
  "SQLTransactionRollbackException SQLTransientConnectionException SQLTransientException " +
  "SQLType SQLWarning SQLXML SafeVarargs Savepoint Scanner ScatteringByteChannel " +
  "ScheduledExecutorService ScheduledFuture ScheduledThreadPoolExecutor SecretKeyEntry " +
  "SecureCacheResponse SecureClassLoader SecureDirectoryStream SecureRandom " +
  "SecureRandomParameters SecureRandomSpi Security SecurityException SecurityManager " +
  "SecurityPermission SeekableByteChannel SelectableChannel SelectionKey Selector Semaphore " +
  "SequenceInputStream Serial Serializable SerializablePermission SerializedLambda " +
  "ServerSocket ServerSocketChannel Service ServiceConfigurationError ServiceLoader Set " +
  "ShardingKey ShardingKeyBuilder Short ShortBuffer ShutdownChannelGroupException SignStyle " +
  "Signature SignatureException SignatureSpi SignedObject Signer SimpleDateFormat " +
  "SimpleEntry SimpleFileVisitor SimpleFormatter SimpleImmutableEntry SimpleTimeZone " +
  "SinkChannel Socket SocketAddress SocketChannel SocketException SocketHandler SocketImpl " +
  "SocketImplFactory SocketOption SocketOptions SocketPermission SocketTimeoutException " +
  "SoftReference SortedMap SortedSet SourceChannel SpeciesData Spliterator Spliterators " +
  "SplittableRandom Stack StackFrame StackOverflowError StackTraceElement StackWalker " +
  "StampedLock StandardCharsets StandardCopyOption StandardOpenOption " +
  "StandardProtocolFamily StandardSocketOptions StandardWatchEventKinds State Statement " +
  "Status Stream StreamCorruptedException StreamHandler StreamSupport StreamTokenizer " +
  "StrictMath String StringBuffer StringBufferInputStream StringBuilder " +
  "StringCharacterIterator StringConcatException StringConcatFactory " +
  "StringIndexOutOfBoundsException StringJoiner StringReader StringTokenizer StringWriter " +
  "Struct Style SubmissionPublisher Subscriber Subscription Subset Supplier " +
  "SuppressWarnings SwitchPoint SyncFailedException SynchronousQueue System Target Temporal " +
  "TemporalAccessor TemporalAdjuster TemporalAdjusters TemporalAmount TemporalField " +
  "TemporalQueries TemporalQuery TemporalUnit TextStyle Thread ThreadDeath ThreadFactory " +
  "ThreadGroup ThreadLocal ThreadLocalRandom ThreadPoolExecutor Throwable Time TimeUnit " +
  "TimeZone TimeoutException Timer TimerTask Timestamp ToDoubleBiFunction ToDoubleFunction " +
  "ToIntBiFunction ToIntFunction ToLongBiFunction ToLongFunction TooManyListenersException " +
  "TransferQueue TreeMap TreeSet TrustedCertificateEntry Type TypeDescriptor " +
  "TypeNotPresentException TypeVariable Types URI URIParameter URISyntaxException URL " +
  "URLClassLoader URLConnection URLDecoder URLEncoder URLPermission URLStreamHandler " +
  "URLStreamHandlerFactory UTFDataFormatException UUID UnaryOperator " +
  "UncaughtExceptionHandler UncheckedIOException UndeclaredThrowableException UnicodeBlock " +
  "UnicodeScript UnixDomainSocketAddress UnknownError UnknownFormatConversionException " +
  "UnknownFormatFlagsException UnknownHostException UnknownServiceException " +
  "UnmappableCharacterException UnrecoverableEntryException UnrecoverableKeyException " +
  "UnresolvedAddressException UnresolvedPermission UnsatisfiedLinkError " +
  "UnsupportedAddressTypeException UnsupportedCharsetException UnsupportedClassVersionError " +
  "UnsupportedEncodingException UnsupportedOperationException " +
  "UnsupportedTemporalTypeException UserDefinedFileAttributeView UserPrincipal " +
  "UserPrincipalLookupService UserPrincipalNotFoundException ValueRange VarHandle " +
  "VarHandleDesc Vector VerifyError Version VirtualMachineError Void VolatileCallSite " +
  "WatchEvent WatchKey WatchService Watchable Weak WeakHashMap WeakReference WeekFields " +
  "WildcardType Wrapper WritableByteChannel WriteAbortedException WriteLock " +
  "WritePendingException Writer WrongMethodTypeException XMLFormatter Year YearMonth " +
  "ZipEntry ZipError ZipException ZipFile ZipInputStream ZipOutputStream ZoneId ZoneOffset " +
  "ZonedDateTime";

/** Members of the types that are used most, and annotations. */
export const members =
  "ABSTRACT AM_PM APPEND ARGUMENT After AfterEach BYTES Before BeforeEach CANADA " +
  "CANADA_FRENCH CANON_EQ CASE_INSENSITIVE CASE_INSENSITIVE_ORDER CHINA CHINESE " +
  "COMBINING_SPACING_MARK COMMENTS CONNECTOR_PUNCTUATION CONTROL CURRENCY CURRENCY_SYMBOL " +
  "DASH_PUNCTUATION DAYS DAY_OF_MONTH DAY_OF_WEEK DAY_OF_WEEK_IN_MONTH DAY_OF_YEAR " +
  "DECIMAL_DIGIT_NUMBER DECIMAL_SEPARATOR DIRECT DIRECTIONALITY_ARABIC_NUMBER " +
  "DIRECTIONALITY_BOUNDARY_NEUTRAL DIRECTIONALITY_COMMON_NUMBER_SEPARATOR " +
  "DIRECTIONALITY_EUROPEAN_NUMBER DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR " +
  "DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR DIRECTIONALITY_FIRST_STRONG_ISOLATE " +
  "DIRECTIONALITY_LEFT_TO_RIGHT DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING " +
  "DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE " +
  "DIRECTIONALITY_NONSPACING_MARK DIRECTIONALITY_OTHER_NEUTRALS " +
  "DIRECTIONALITY_PARAGRAPH_SEPARATOR DIRECTIONALITY_POP_DIRECTIONAL_FORMAT " +
  "DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE DIRECTIONALITY_RIGHT_TO_LEFT " +
  "DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING " +
  "DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE " +
  "DIRECTIONALITY_SEGMENT_SEPARATOR DIRECTIONALITY_UNDEFINED DIRECTIONALITY_WHITESPACE " +
  "DOTALL Deprecated E EMPTY_LIST EMPTY_MAP EMPTY_SET ENCLOSING_MARK END_PUNCTUATION " +
  "ENGLISH EPOCH ERA EXPONENT EXPONENT_SIGN EXPONENT_SYMBOL FALSE FINAL " +
  "FINAL_QUOTE_PUNCTUATION FORMAT FRACTION FRANCE FRENCH FunctionalInterface GERMAN GERMANY " +
  "GROUPING_SEPARATOR HOUR0 HOUR1 HOURS HOUR_OF_DAY0 HOUR_OF_DAY1 HTTP IEEEremainder " +
  "INHERIT INITIAL_QUOTE_PUNCTUATION INTEGER INTERFACE ISO_8859_1 ITALIAN ITALY JAPAN " +
  "JAPANESE KOREA KOREAN LETTER_NUMBER LINE_SEPARATOR LITERAL LOWERCASE_LETTER MATH_SYMBOL " +
  "MAX MAX_CODE_POINT MAX_EXPONENT MAX_HIGH_SURROGATE MAX_LOW_SURROGATE MAX_PRIORITY " +
  "MAX_RADIX MAX_SURROGATE MAX_VALUE MICROSECONDS MILLISECOND MILLISECONDS MIN MINUTE " +
  "MINUTES MIN_CODE_POINT MIN_EXPONENT MIN_HIGH_SURROGATE MIN_LOW_SURROGATE MIN_NORMAL " +
  "MIN_PRIORITY MIN_RADIX MIN_SUPPLEMENTARY_CODE_POINT MIN_SURROGATE MIN_VALUE " +
  "MODIFIER_LETTER MODIFIER_SYMBOL MONTH MULTILINE NANOSECONDS NATIVE NEGATIVE_INFINITY " +
  "NON_SPACING_MARK NORM_PRIORITY NaN NonNull Nonnull NotNull Nullable ONE OTHER_LETTER " +
  "OTHER_NUMBER OTHER_PUNCTUATION OTHER_SYMBOL Override PARAGRAPH_SEPARATOR PERCENT " +
  "PERMILLE PI PIPE POSITIVE_INFINITY PRC PREFIX PRIVATE PRIVATE_USE PRIVATE_USE_EXTENSION " +
  "PROTECTED PUBLIC READ ROOT ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN " +
  "ROUND_HALF_EVEN ROUND_HALF_UP ROUND_UNNECESSARY ROUND_UP SECOND SECONDS SECRET SIGN " +
  "SIMPLIFIED_CHINESE SIZE SOCKS SPACE_SEPARATOR START_PUNCTUATION STATIC STRICT SUFFIX " +
  "SURROGATE SYNCHRONIZED SafeVarargs SuppressWarnings TAIWAN TEN TIME_ZONE " +
  "TITLECASE_LETTER TRADITIONAL_CHINESE TRANSIENT TRUE TWO TYPE Test UK UNASSIGNED " +
  "UNICODE_CASE UNICODE_CHARACTER_CLASS UNICODE_LOCALE_EXTENSION UNIX_LINES " +
  "UPPERCASE_LETTER US US_ASCII UTF_16 UTF_16BE UTF_16LE UTF_8 VOLATILE WEEK_OF_MONTH " +
  "WEEK_OF_YEAR WRITE YEAR ZERO abs absExact accept acceptEither acceptEitherAsync " +
  "accumulateAndGet accumulator acos acquire acquireUninterruptibly activeCount add addAll " +
  "addAndGet addExact addFirst addLast addShutdownHook addSuppressed addTo adjustInto " +
  "aliases alignedSlice alignmentOffset allMatch allOf allocate allocateDirect and andNot " +
  "andThen annotationType anyMatch anyOf append appendCodePoint appendReplacement " +
  "appendTail apply applyToEither applyToEitherAsync array arrayOffset arrayType arraycopy " +
  "asCharBuffer asDoubleBuffer asDoubleStream asFloatBuffer asIntBuffer asLifoQueue asList " +
  "asLongBuffer asLongStream asMatchPredicate asPredicate asReadOnlyBuffer asShortBuffer " +
  "asSubclass asin atOffset atStartOfDay atTime atZone atan atan2 available " +
  "availableCharsets availablePermits availableProcessors average averagingDouble " +
  "averagingInt averagingLong await awaitNanos awaitTermination awaitUninterruptibly " +
  "awaitUntil between binarySearch bitCount bitLength booleanValue boxed builder byteValue " +
  "byteValueExact callable canEncode canExecute canRead canWrite cancel cardinality cast " +
  "cbrt ceil ceilingEntry ceilingKey charAt charCount charValue characteristics chars " +
  "checkAccess checkError checkFromIndexSize checkFromToIndex checkIndex checkedCollection " +
  "checkedList checkedMap checkedNavigableMap checkedNavigableSet checkedQueue checkedSet " +
  "checkedSortedMap checkedSortedSet classModifiers clear clearAssertionStatus clearBit " +
  "clearProperty clockSequence clone close codePointAt codePointBefore codePointCount " +
  "codePointOf codePoints collect collectingAndThen combiner compact comparator compare " +
  "compareAndExchange compareAndExchangeAcquire compareAndExchangeRelease compareAndSet " +
  "compareTo compareToIgnoreCase compareUnsigned comparing comparingByKey comparingByValue " +
  "comparingDouble comparingInt comparingLong compile complementOf complete completeAsync " +
  "completeExceptionally completeOnTimeout completedFuture completedStage componentType " +
  "compose compute computeIfAbsent computeIfPresent concat console constructorModifiers " +
  "contains containsAll containsKey containsValue contentEquals convert copy copyOf " +
  "copyOfRange copySign copyValueOf cos cosh count countDown countStackFrames counting " +
  "create createDirectories createDirectory createFile createLink createNewFile " +
  "createSymbolicLink createTempDirectory createTempFile currentThread currentTimeMillis " +
  "datesUntil decode decrementAndGet decrementExact deepEquals deepHashCode deepToString " +
  "defaultCharset defaultExecutor defaultThreadFactory delayedExecutor delete deleteCharAt " +
  "deleteIfExists deleteOnExit delimiter descendingIterator descendingKeySet descendingMap " +
  "describeConstable descriptorString desiredAssertionStatus digit disjoint displayName " +
  "distinct divide divideAndRemainder divideToIntegralValue divideUnsigned dividedBy " +
  "doubleToLongBits doubleToRawLongBits doubleValue doubles drainPermits dropWhile " +
  "dumpStack duplicate element elements empty emptyEnumeration emptyIterator emptyList " +
  "emptyListIterator emptyMap emptyNavigableMap emptyNavigableSet emptySet emptySortedMap " +
  "emptySortedSet encode end endsWith ensureCapacity entry entrySet enumerate enumeration " +
  "equals equalsIgnoreCase err exceptionally exceptionallyAsync exceptionallyCompose " +
  "exceptionallyComposeAsync exec execute exists exit exp expm1 failedFuture failedStage " +
  "fieldModifiers fill fillInStackTrace filter filterTags filtering find findAll findAny " +
  "findFirst findInLine findWithinHorizon finisher first firstEntry firstKey flags flatMap " +
  "flatMapToDouble flatMapToInt flatMapToLong flatMapping flip flipBit floatValue floor " +
  "floorDiv floorEntry floorKey floorMod flush fma forDigit forEach forEachEntry forEachKey " +
  "forEachOrdered forEachRemaining forEachValue forLanguageTag forName format formatted " +
  "freeMemory frequency from fromString gc gcd generate get getAbsoluteFile getAbsolutePath " +
  "getAcquire getActualTypeArguments getAllStackTraces getAndAccumulate getAndAdd " +
  "getAndDecrement getAndIncrement getAndSet getAndUpdate getAnnotatedInterfaces " +
  "getAnnotatedReceiverType getAnnotatedReturnType getAnnotatedSuperclass getAnnotatedType " +
  "getAnnotation getAnnotations getAnnotationsByType getAttribute getAttributes " +
  "getAuthority getAvailableLocales getBoolean getByte getBytes getCalendarField " +
  "getCanonicalFile getCanonicalName getCanonicalPath getCause getChar getChars " +
  "getChronology getClass getClassLoader getClasses getComponentType getConstructor " +
  "getConstructors getContent getContextClassLoader getCount getCountry getDayOfMonth " +
  "getDayOfWeek getDayOfYear getDeclaredAnnotation getDeclaredAnnotations " +
  "getDeclaredAnnotationsByType getDeclaredClasses getDeclaredConstructor " +
  "getDeclaredConstructors getDeclaredField getDeclaredFields getDeclaredMethod " +
  "getDeclaredMethods getDeclaringClass getDefault getDefaultPort " +
  "getDefaultUncaughtExceptionHandler getDefaultValue getDefinedPackage getDefinedPackages " +
  "getDirectionality getDisplayCountry getDisplayLanguage getDisplayName getDisplayScript " +
  "getDisplayVariant getDouble getEnclosingClass getEnclosingConstructor getEnclosingMethod " +
  "getEnumConstants getEpochSecond getEra getExceptionTypes getExponent getExtension " +
  "getExtensionKeys getField getFields getFile getFileAttributeView getFileName " +
  "getFileStore getFileSystem getFirst getFloat getFragment getFreeSpace " +
  "getGenericExceptionTypes getGenericInterfaces getGenericParameterTypes " +
  "getGenericReturnType getGenericSuperclass getGenericType getHoldCount getHost getHour " +
  "getISO3Country getISO3Language getISOCountries getISOLanguages getId getInt getInteger " +
  "getInterfaces getKey getLanguage getLast getLastModifiedTime getLeastSignificantBits " +
  "getLocalizedMessage getLogger getLong getLowestSetBit getMessage getMethod getMethods " +
  "getMinute getModifiers getModule getMonth getMonthValue getMostSignificantBits getName " +
  "getNameCount getNano getNestHost getNestMembers getNow getNumberOfDependents " +
  "getNumericValue getOpaque getOrDefault getOwner getOwnerType getPackage getPackageName " +
  "getParameterAnnotations getParameterCount getParameterTypes getParent getParentFile " +
  "getPath getPermittedSubclasses getPlain getPlatformClassLoader getPort " +
  "getPosixFilePermissions getPriority getProperties getProperty getProtectionDomain " +
  "getProtocol getQuery getQueueLength getRawAuthority getRawFragment getRawPath " +
  "getRawQuery getRawSchemeSpecificPart getRawType getRawUserInfo getRecordComponents " +
  "getRef getResource getResourceAsStream getResources getReturnType getRoot getRuntime " +
  "getScheme getSchemeSpecificPart getScript getSecond getSeconds getSecurityManager " +
  "getShort getSigners getSimpleName getStackTrace getState getSuperclass getSuppressed " +
  "getSystemClassLoader getSystemResource getSystemResourceAsStream getSystemResources " +
  "getThreadGroup getTotalSpace getType getTypeName getTypeParameters " +
  "getUncaughtExceptionHandler getUnicodeLocaleAttributes getUnicodeLocaleKeys " +
  "getUnicodeLocaleType getUnits getUnnamedModule getUsableSpace getUserInfo getValue " +
  "getVariant getWaitQueueLength getYear getenv group groupCount groupingBy " +
  "groupingByConcurrent halt handle handleAsync hasAnchoringBounds hasArray hasExtensions " +
  "hasNext hasNextBigDecimal hasNextBigInteger hasNextBoolean hasNextByte hasNextDouble " +
  "hasNextFloat hasNextInt hasNextLine hasNextLong hasNextShort hasPrevious hasQueuedThread " +
  "hasQueuedThreads hasTransparentBounds hasWaiters hash hashCode headMap headSet " +
  "highSurrogate higherEntry higherKey highestOneBit hitEnd holdsLock hypot identity " +
  "identityHashCode ifPresent ifPresentOrElse in incrementAndGet incrementExact indent " +
  "indexOf indexOfSubList inheritedChannel initCause insert intValue intValueExact " +
  "interfaceModifiers intern interrupt interrupted intersects ints invoke invokeAll " +
  "invokeAny ioException isAbsolute isAbstract isAfter isAlive isAlphabetic isAnnotation " +
  "isAnnotationPresent isAnonymousClass isArray isAssignableFrom isBefore isBlank " +
  "isBmpCodePoint isBridge isCancelled isCompletedExceptionally isDaemon isDefault " +
  "isDefined isDigit isDirect isDirectory isDone isEmpty isEnum isEnumConstant isEqual " +
  "isExecutable isFair isFile isFinal isFinite isHeldByCurrentThread isHidden " +
  "isHighSurrogate isISOControl isIdentifierIgnorable isIdeographic isInfinite isInstance " +
  "isInterface isInterrupted isJavaIdentifierPart isJavaIdentifierStart isJavaLetter " +
  "isJavaLetterOrDigit isLeapYear isLetter isLetterOrDigit isLocalClass isLocked " +
  "isLowSurrogate isLowerCase isMemberClass isMirrored isNaN isNative isNegative " +
  "isNestmateOf isNull isOpaque isPresent isPrimitive isPrivate isProbablePrime isProtected " +
  "isPublic isReadable isRecord isRegistered isRegisteredAsParallelCapable isRegularFile " +
  "isSameFile isSealed isShutdown isSpace isSpaceChar isStatic isStrict " +
  "isSupplementaryCodePoint isSupported isSurrogate isSurrogatePair isSymbolicLink " +
  "isSynchronized isSynthetic isTerminated isTitleCase isTransient isUnicodeIdentifierPart " +
  "isUnicodeIdentifierStart isUpperCase isValidCodePoint isVarArgs isVolatile isWhitespace " +
  "isWritable isZero iterate iterator join joining keySet keys last lastEntry lastIndexOf " +
  "lastIndexOfSubList lastKey lastModified lazySet length lengthOfMonth lengthOfYear limit " +
  "lineSeparator lines list listFiles listIterator listRoots load loadClass loadFromXML " +
  "loadLibrary locale lock lockInterruptibly log log10 log1p logicalAnd logicalOr " +
  "logicalXor longBitsToDouble longValue longValueExact longs lookingAt lookup lookupTag " +
  "lowSurrogate lowerEntry lowerKey lowestOneBit map mapLibraryName mapMulti " +
  "mapMultiToDouble mapMultiToInt mapMultiToLong mapToDouble mapToInt mapToLong mapToObj " +
  "mapping mappingCount mark markSupported match matcher matches max maxBy maxMemory merge " +
  "methodModifiers min minBy minimalCompletionStage minus minusDays minusHours minusMillis " +
  "minusMinutes minusMonths minusNanos minusSeconds minusWeeks minusYears mismatch mkdir " +
  "mkdirs mod modInverse modPow move movePointLeft movePointRight multipliedBy multiply " +
  "multiplyExact multiplyFull multiplyHigh nCopies name nameUUIDFromBytes nanoTime " +
  "naturalOrder navigableKeySet negate negateExact negated newBufferedReader " +
  "newBufferedWriter newByteChannel newCachedThreadPool newCondition newDecoder " +
  "newDirectoryStream newEncoder newFixedThreadPool newIncompleteFuture newInputStream " +
  "newInstance newKeySet newOutputStream newScheduledThreadPool newSetFromMap " +
  "newSingleThreadExecutor newSingleThreadScheduledExecutor newWorkStealingPool next " +
  "nextAfter nextBigDecimal nextBigInteger nextBoolean nextByte nextBytes nextClearBit " +
  "nextDouble nextDown nextFloat nextGaussian nextIndex nextInt nextLine nextLong " +
  "nextProbablePrime nextSetBit nextShort nextUp node nonNull noneMatch noneOf normalize " +
  "not notExists notify notifyAll now nullInputStream nullOutputStream nullReader " +
  "nullWriter nullsFirst nullsLast numberOfLeadingZeros numberOfTrailingZeros " +
  "obtrudeException obtrudeValue of ofCalendarField ofDays ofEntries ofEpochDay " +
  "ofEpochMilli ofEpochSecond ofHours ofInstant ofMillis ofMinutes ofNanos ofNullable " +
  "ofSeconds ofYearDay offer offerFirst offerLast offsetByCodePoints onSpinWait " +
  "openConnection openStream or orElse orElseGet orElseThrow orTimeout order ordinal out " +
  "parallel parallelPrefix parallelSetAll parallelSort parallelStream parameterModifiers " +
  "parse parseBoolean parseByte parseDouble parseInt parseLong parseServerAuthority " +
  "parseUnsignedInt parseUnsignedLong partitioningBy pathSeparator pathSeparatorChar " +
  "pattern peek peekFirst peekLast plus plusDays plusHours plusMillis plusMinutes " +
  "plusMonths plusNanos plusSeconds plusWeeks plusYears poll pollFirst pollFirstEntry " +
  "pollLast pollLastEntry pop position pow precision previous previousClearBit " +
  "previousIndex previousSetBit print printStackTrace printf println privilegedCallable " +
  "privilegedCallableUsingCurrentClassLoader privilegedThreadFactory probablePrime " +
  "probeContentType propertyNames push put putAll putChar putDouble putFloat putIfAbsent " +
  "putInt putLong putShort query quote quoteReplacement radix random randomUUID range " +
  "rangeClosed read readAllBytes readAllLines readAttributes readLine readNBytes readString " +
  "readSymbolicLink ready reduce reduceEntries reduceEntriesToDouble reduceEntriesToInt " +
  "reduceEntriesToLong reduceKeys reduceKeysToDouble reduceKeysToInt reduceKeysToLong " +
  "reduceToDouble reduceToInt reduceToLong reduceValues reduceValuesToDouble " +
  "reduceValuesToInt reduceValuesToLong reducing region regionEnd regionMatches regionStart " +
  "register relativize release remainder remainderUnsigned remove removeAll removeFirst " +
  "removeFirstOccurrence removeIf removeLast removeLastOccurrence removeShutdownHook " +
  "renameTo repeat replace replaceAll replaceFirst requireEnd requireNonNull " +
  "requireNonNullElse requireNonNullElseGet reset resolve resolveConstantDesc " +
  "resolveSibling resources results resume retainAll reverse reverseBytes reverseOrder " +
  "reversed rewind rint rotate rotateLeft rotateRight round run runAfterBoth " +
  "runAfterBothAsync runAfterEither runAfterEitherAsync runAsync runFinalization sameFile " +
  "save scalb scale scaleByPowerOfTen search searchEntries searchKeys searchValues " +
  "separator separatorChar sequential set setAccessible setAll setAttribute setBit " +
  "setBoolean setByte setChar setClassAssertionStatus setContextClassLoader setDaemon " +
  "setDefault setDefaultAssertionStatus setDefaultUncaughtExceptionHandler setDouble " +
  "setEmptyValue setErr setExecutable setFloat setIn setInt setLastModified " +
  "setLastModifiedTime setLong setName setOpaque setOut setOwner setPackageAssertionStatus " +
  "setPlain setPosixFilePermissions setPriority setProperties setProperty setReadOnly " +
  "setReadable setRelease setScale setSecurityManager setSeed setShort setStackTrace " +
  "setURLStreamHandlerFactory setUncaughtExceptionHandler setValue setWritable shiftLeft " +
  "shiftRight shortValue shortValueExact shuffle shutdown shutdownNow signal signalAll " +
  "signum sin singleton singletonList singletonMap sinh size skip skipNBytes sleep slice " +
  "sort sorted split splitAsStream spliterator sqrt sqrtAndRemainder start startsWith stop " +
  "store storeToXML stream stringPropertyNames strip stripExtensions stripIndent " +
  "stripLeading stripTrailing stripTrailingZeros subList subMap subSequence subSet submit " +
  "subpath substring subtract subtractExact subtractFrom sum summarizingDouble " +
  "summarizingInt summarizingLong summaryStatistics summingDouble summingInt summingLong " +
  "supplier supplyAsync suspend swap synchronizedCollection synchronizedList " +
  "synchronizedMap synchronizedNavigableMap synchronizedNavigableSet synchronizedSet " +
  "synchronizedSortedMap synchronizedSortedSet tailMap tailSet takeWhile tan tanh teeing " +
  "test testBit thenAccept thenAcceptAsync thenAcceptBoth thenAcceptBothAsync thenApply " +
  "thenApplyAsync thenCombine thenCombineAsync thenComparing thenComparingDouble " +
  "thenComparingInt thenComparingLong thenCompose thenComposeAsync thenRun thenRunAsync " +
  "timedJoin timedWait timestamp toASCIIString toAbsolutePath toArray toBigInteger " +
  "toBigIntegerExact toBinaryString toByteArray toCharArray toChars toChronoUnit " +
  "toCodePoint toCollection toCompletableFuture toConcurrentMap toDays toDaysPart toDegrees " +
  "toEngineeringString toEpochDay toEpochMilli toEpochSecond toExternalForm toFile " +
  "toGenericString toHexString toHours toHoursPart toIntExact toLanguageTag toList " +
  "toLocalDate toLocalTime toLongArray toLowerCase toMap toMatchResult toMicros toMillis " +
  "toMillisPart toMinutes toMinutesPart toNanos toNanosPart toOctalString toPath " +
  "toPlainString toRadians toRealPath toSeconds toSecondsPart toSet toString toTitleCase " +
  "toURI toURL toUnmodifiableList toUnmodifiableMap toUnmodifiableSet toUnsignedInt " +
  "toUnsignedLong toUnsignedString toUpperCase toUri tokens totalMemory transferTo " +
  "transform translateEscapes trim trimToSize truncatedTo tryAcquire tryLock ulp " +
  "unconfigurableExecutorService unconfigurableScheduledExecutorService unlock " +
  "unmodifiableCollection unmodifiableList unmodifiableMap unmodifiableNavigableMap " +
  "unmodifiableNavigableSet unmodifiableSet unmodifiableSortedMap unmodifiableSortedSet " +
  "unscaledValue until updateAndGet useAnchoringBounds useDelimiter useLocale usePattern " +
  "useRadix useTransparentBounds valueOf values variant version wait walk walkFileTree " +
  "weakCompareAndSet weakCompareAndSetAcquire weakCompareAndSetPlain " +
  "weakCompareAndSetRelease weakCompareAndSetVolatile whenComplete whenCompleteAsync with " +
  "withDayOfMonth withDayOfYear withHour withInitial withMinute withMonth withNano " +
  "withNanos withSecond withSeconds withYear wrap write writeBytes writeString xor yield";
