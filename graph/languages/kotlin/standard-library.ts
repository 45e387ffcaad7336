/** Keywords, soft ones and modifiers too. */
export const keywords =
  "abstract actual annotation as break by catch class companion const constructor continue " +
  "crossinline data delegate do dynamic else enum expect external false field file final " +
  "finally for fun get if import in infix init inline inner interface internal is it " +
  "lateinit lazy noinline null object open operator out override package param private " +
  "property protected public receiver reified return sealed set setparam super suspend " +
  "tailrec this throw true try typealias typeof val value var vararg when where while main " +
  "args";

/** Types of the standard library. */
export const types =
  "AbstractCollection AbstractCoroutineContextElement AbstractIterator AbstractList " +
  "AbstractMap AbstractMutableCollection AbstractMutableList AbstractMutableMap " +
  "AbstractMutableSet AbstractPlatformRandom AbstractSet AccessDeniedException Annotation " +
  "AnnotationRetention AnnotationTarget Any Array ArrayAsCollection ArraysUtilJVM Boolean " +
  "BooleanIterator BuilderInference Byte ByteIterator CallsInPlace Char CharCategory " +
  "CharDirectionality CharIterator CharProgression CharProgressionIterator CharRange " +
  "CharSequence Charsets ClosedDoubleRange ClosedFloatRange ClosedFloatingPointRange " +
  "ClosedRange Collection CombinedContext Companion Comparable ComparableRange " +
  "ConditionalEffect Constants ConstrainedOnceSequence Continuation ContinuationInterceptor " +
  "ContractBuilder CoroutineContext Delegates DelimitedRangesSequence Deprecated " +
  "DeprecationLevel DistinctIterator DistinctSequence Double DoubleIterator DropSequence " +
  "DropTakeSequence DropWhileSequence DslMarker Effect EmptyCoroutineContext EmptyIterator " +
  "EmptyList EmptyMap EmptySequence EmptySet Enum Experimental ExperimentalContracts " +
  "ExperimentalMultiplatform ExperimentalUnsignedTypes ExtensionFunctionType " +
  "FallbackThreadLocalRandom FileAlreadyExistsException FilePathComponents " +
  "FileSystemException FileTreeWalk FileWalkDirection FilteringSequence FlagEnum " +
  "FlatteningSequence Float FloatIterator Function GeneratorSequence Grouping INSTANCE " +
  "IndexedValue IndexingIterable IndexingIterator IndexingSequence InitializedLazyImpl Int " +
  "IntIterator IntProgression IntProgressionIterator IntRange InvocationKind Iterable " +
  "Iterator JvmDefault JvmField JvmInline JvmMultifileClass JvmName JvmOverloads " +
  "JvmPackageName JvmStatic JvmSuppressWildcards JvmSynthetic JvmWildcard KAnnotatedElement " +
  "KCallable KClass KClassifier KDeclarationContainer KFunction KMutableProperty " +
  "KMutableProperty0 KMutableProperty1 KMutableProperty2 KParameter KProperty KProperty0 " +
  "KProperty1 KProperty2 KType KTypeParameter KTypeProjection KVariance KVisibility " +
  "KotlinNullPointerException KotlinRandom KotlinReflectionNotSupportedError KotlinVersion " +
  "Lazy LazyThreadSafetyMode LinesSequence List ListIterator Long LongIterator " +
  "LongProgression LongProgressionIterator LongRange Map MapWithDefault MapWithDefaultImpl " +
  "MatchGroup MatchGroupCollection MatchNamedGroupCollection MatchResult MatcherMatchResult " +
  "MergingSequence Metadata MovingSubList MustBeDocumented MutableCollection " +
  "MutableIterator MutableList MutableMap MutableMapWithDefault MutableMapWithDefaultImpl " +
  "MutableSet NaturalOrderComparator NoSuchFileException NoWhenBranchMatchedException " +
  "NotImplementedError NotNullVar Nothing Number ObservableProperty OnErrorAction " +
  "OptionalExpectation Pair ParameterName PlatformRandom PublishedApi PurelyImplements " +
  "Random ReadOnlyProperty ReadWriteProperty Regex RegexOption Repeatable ReplaceWith " +
  "RestrictsSuspension Result Retention Returns ReturnsNotNull ReverseOrderComparator " +
  "ReversedComparator ReversedList ReversedListReadOnly RingBuffer SafeContinuation " +
  "SafePublicationLazyImpl ScreenFloatValueRegEx Sequence SequenceBuilderIterator " +
  "SequenceScope Set Short ShortIterator SimpleEffect SinceKotlin State Strictfp String " +
  "SubSequence Suppress Synchronized SynchronizedLazyImpl SystemProperties TakeSequence " +
  "TakeWhileSequence Target TerminateException Test Throwable Throws " +
  "TransformingIndexedSequence TransformingSequence Transient Triple TypeCastException " +
  "Typography UByte UByteArray UByteIterator UInt UIntArray UIntIterator UIntProgression " +
  "UIntProgressionIterator UIntRange ULong ULongArray ULongIterator ULongProgression " +
  "ULongProgressionIterator ULongRange UNINITIALIZED_VALUE UShort UShortArray " +
  "UShortIterator UninitializedPropertyAccessException Unit UnsafeLazyImpl UnsafeVariance " +
  "UseExperimental Volatile WasExperimental XorWowRandom _Assertions";

/** Functions and properties of the standard library. */
export const members =
  "TODO acosh addAll addSuppressed aggregate aggregateTo all also and " +
  "annotationClass annotations any append appendBytes appendElement appendText appendln " +
  "apply arrayListOf arrayOf arrayOfNulls asCollection asIterable asJavaRandom " +
  "asKotlinRandom asList asReversed asReversedMutable asSequence asinh associate " +
  "associateBy associateByTo associateTo associateWith associateWithTo atanh average " +
  "averageOfByte averageOfDouble averageOfFloat averageOfInt averageOfLong averageOfShort " +
  "binarySearch binarySearchBy boundsErrorMessage buildList buildMap buildSet " +
  "buildString byteRangeContains c cASE_INSENSITIVE_ORDER capitalize category cause check " +
  "checkNotNull checkRadix checkRangeBounds checkStepIsPositive checkWindowSizeStep chunked " +
  "chunkedSequence clear closeFinally code coerceAtLeast coerceAtMost coerceIn " +
  "collectionSizeOrDefault collectionSizeOrNull commonPrefixWith commonSuffixWith compareBy " +
  "compareTo compareValues compareValuesBy compareValuesByImpl component1 component2 " +
  "component3 constrainOnce constructMessage contains contentDeepEquals contentDeepHashCode " +
  "contentDeepToString convertToSetForSetOperation convertToSetForSetOperationWith copy " +
  "copyInto copyOfRange copyOfRangeToIndexCheck copyRecursively copyTo copyToArrayOfAny " +
  "count createCoroutine createFailure createTempDir createTempFile dec " +
  "decapitalize default deleteRecursively digitOf directionality distinct distinctBy div " +
  "doubleFromParts doubleRangeContains doubleToUInt doubleToULong downTo drop dropLast " +
  "dropLastWhile dropWhile eachCount eachCountTo elementAt elementAtOrElse " +
  "elementAtOrNull emptyList emptyMap emptySequence emptySet endsWith entries equals error " +
  "extension fastLog2 fill filter filterIndexed filterIndexedTo filterIsInstance " +
  "filterIsInstanceTo filterKeys filterNot filterNotNull filterNotNullTo filterNotTo " +
  "filterTo filterValues findAnyOf findLastAnyOf findNext first firstOrNull flatMap " +
  "flatMapTo flatten flattenSequenceOfIterable floatRangeContains fold foldIndexed " +
  "foldRight foldRightIndexed foldTo forEach forEachBlock forEachIndexed forEachLine " +
  "generateSequence getAnnotationClass getCASE_INSENSITIVE_ORDER getCategory " +
  "getDirectionality getExtension getIndices getInvariantSeparatorsPath getJavaClass " +
  "getJavaObjectType getJavaPrimitiveType getKotlinClass getLastIndex " +
  "getNameWithoutExtension getOrElse getOrElseNullable getOrImplicitDefaultNullable " +
  "getOrNull getOrPut getOrThrow getRoot getRootName getRuntimeClassOfKClassInstance " +
  "getSign getStackTrace getValue groupBy groupByTo groupingBy hasNext hasSurrogatePairAt " +
  "hashCode hashMapOf hashSetOf ifBlank ifEmpty inc indexOf indexOfAny indexOfFirst " +
  "indexOfLast indices intArrayOf intRangeContains intersect inv invariantSeparatorsPath " +
  "invoke isBlank isEmpty isNotEmpty isNullOrBlank isNullOrEmpty isRooted isSurrogate " +
  "isWhitespace iterator java javaClass javaObjectType javaPrimitiveType joinTo " +
  "joinToString key kotlinClass last lastIndex lastIndexOf lastIndexOfAny " +
  "lastOrNull lazy lazyOf length let lineSequence lines linkedMapOf linkedSetOf listOf " +
  "listOfNotNull log log2 longRangeContains lowercase map mapCapacity mapIndexed " +
  "mapIndexedNotNull mapIndexedNotNullTo mapIndexedTo mapKeys mapKeysTo mapNotNull " +
  "mapNotNullTo mapOf mapTo mapValues mapValuesTo matchEntire max maxBy maxOf maxWith " +
  "measureNanoTime measureTimeMillis message min minBy minOf minWith minus " +
  "minusAssign mutableListOf mutableMapOf mutableSetOf name nameWithoutExtension " +
  "naturalOrder next nextInt nextLong nextUBytes nextUInt nextULong none normalize not " +
  "nullsFirst nullsLast numberFormatError onEach onFailure onSuccess " +
  "optimizeReadOnlyList optimizeReadOnlyMap optimizeReadOnlySet or orElseNullable orEmpty " +
  "orImplicitDefaultNullable orNull orPut ordinal padEnd padStart partition plus plusAssign " +
  "prependIndent print printStackTrace println provideDelegate putAll qualifiedName " +
  "random range rangeTo readBytes readLine readLines readText reduce reduceIndexed " +
  "reduceRight reduceRightIndexed reduceTo regionMatches regionMatchesImpl relativeTo " +
  "relativeToOrNull relativeToOrSelf rem removeAll removePrefix removeRange removeSuffix " +
  "removeSurrounding repeat replace replaceAfter replaceAfterLast replaceBefore " +
  "replaceBeforeLast replaceFirst replaceFirstChar replaceIndent replaceIndentByMargin " +
  "replaceRange require requireNoNulls requireNotNull resolve resolveSibling retainAll " +
  "reverse reverseElementIndex reverseOrder reversePositionIndex reversed reversedArray " +
  "root rootName roundToInt roundToLong run runCatching runtimeClassOfKClassInstance " +
  "second sequence sequenceOf setOf setValue shl shortRangeContains shr " +
  "shuffle shuffled sign simpleName single singleOrNull size slice sliceArray sort sortBy " +
  "sortByDescending sortDescending sortWith sorted sortedArray sortedArrayDescending " +
  "sortedArrayWith sortedBy sortedByDescending sortedDescending sortedMapOf sortedSetOf " +
  "sortedWith split splitToSequence stackTrace startCoroutine startsWith step subPath " +
  "subSequence substring substringAfter substringAfterLast substringBefore " +
  "substringBeforeLast subtract sum sumBy sumByDouble sumOfByte sumOfDouble sumOfFloat " +
  "sumOfInt sumOfLong sumOfShort sumOfUByte sumOfUInt sumOfULong sumOfUShort " +
  "suspendCoroutine take takeLast takeLastWhile takeUpperBits takeWhile then thenDescending " +
  "third thread throwCountOverflow throwIndexOverflow throwOnFailure timer times to " +
  "toBigDecimalOrNull toBigIntegerOrNull toBooleanArray toByte toByteArray " +
  "toByteExactOrNull toByteOrNull toChar toCharArray toCollection toComponents toDouble " +
  "toDoubleArray toDoubleOrNull toFloat toFloatArray toFloatOrNull toHashSet toInt " +
  "toIntArray toIntExactOrNull toIntOrNull toList toLong toLongArray toLongExactOrNull " +
  "toLongOrNull toMap toMutableList toMutableMap toMutableSet toRelativeString toSet " +
  "toShort toShortArray toShortExactOrNull toShortOrNull toSingletonMap toSortedMap " +
  "toSortedSet toString toTypedArray toUByte toUByteArray toUByteOrNull toUInt toUIntArray " +
  "toUIntOrNull toULong toULongArray toULongOrNull toUShort toUShortArray toUShortOrNull " +
  "trim trimEnd trimIndent trimMargin trimStart truncate uintCompare uintToDouble " +
  "ulongCompare ulongToDouble ulongToString unaryMinus union until unzip uppercase " +
  "use useLines ushr value valueOf values walk walkBottomUp walkTopDown windowed " +
  "windowedIterator windowedSequence with withDefault withDefaultMutable withIndex " +
  "writeBytes writeText xor zip zipWithNext";
