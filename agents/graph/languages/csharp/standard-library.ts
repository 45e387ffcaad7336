/** Keywords, contextual ones too, and names that every program has. */
export const keywords =
  "abstract add alias and args as ascending async await base bool break by byte case catch " +
  "char checked class const continue decimal default delegate descending do double dynamic " +
  "else enum equals event explicit extern false file finally fixed float for foreach from " +
  "get global goto group if implicit in init int interface internal into is join let lock " +
  "long managed nameof namespace new nint not notnull nuint null object on operator or " +
  "orderby out override params partial private protected public readonly record ref remove " +
  "required return sbyte scoped sealed select set short sizeof stackalloc static string " +
  "struct switch this throw true try typeof uint ulong unchecked unmanaged unsafe ushort " +
  "using value var virtual void volatile when where while with yield Main Program";

/** Namespaces of the platform. */
export const namespaces =
  "System System.Collections System.Collections.Concurrent System.Collections.Generic " +
  "System.Collections.ObjectModel System.Collections.Specialized System.ComponentModel " +
  "System.Data System.Diagnostics System.Globalization System.IO System.IO.Compression " +
  "System.Linq System.Linq.Expressions System.Net System.Net.Http System.Net.Sockets " +
  "System.Numerics System.Reflection System.Reflection.Emit System.Runtime.CompilerServices " +
  "System.Runtime.InteropServices System.Runtime.Serialization System.Security " +
  "System.Security.Cryptography System.Text System.Text.RegularExpressions System.Threading " +
  "System.Threading.Tasks System.Xml System.Xml.Linq";

/** Public types of those namespaces, and a few that came later. */
export const types =
  "ASCIIEncoding AbandonedMutexException AccessViolationException " +
  "AccessedThroughPropertyAttribute Action ActivationContext Activator AddingNewEventArgs " +
  "AddingNewEventHandler AddressFamily Aes AesCcm AesCng AesCryptoServiceProvider AesGcm " +
  "AesManaged AggregateException AllowNull AllowPartiallyTrustedCallersAttribute " +
  "AllowReversePInvokeCallsAttribute AmbientValueAttribute AmbiguousMatchException " +
  "ApartmentState AppContext AppDomain AppDomainInitializer AppDomainManager " +
  "AppDomainManagerInitializationOptions AppDomainSetup AppDomainUnloadedException " +
  "ApplicationException ApplicationId ApplicationIdentity Architecture ArgIterator " +
  "ArgumentException ArgumentNullException ArgumentOutOfRangeException ArithmeticException " +
  "Array ArrayConverter ArrayList ArrayPool ArraySegment ArrayTypeMismatchException " +
  "ArrayWithOffset AsnEncodedData AsnEncodedDataCollection AsnEncodedDataEnumerator " +
  "Assembly AssemblyAlgorithmIdAttribute AssemblyBuilder AssemblyBuilderAccess " +
  "AssemblyCompanyAttribute AssemblyConfigurationAttribute AssemblyContentType " +
  "AssemblyCopyrightAttribute AssemblyCultureAttribute AssemblyDefaultAliasAttribute " +
  "AssemblyDelaySignAttribute AssemblyDescriptionAttribute AssemblyExtensions " +
  "AssemblyFileVersionAttribute AssemblyFlagsAttribute " +
  "AssemblyInformationalVersionAttribute AssemblyKeyFileAttribute AssemblyKeyNameAttribute " +
  "AssemblyLoadEventArgs AssemblyLoadEventHandler AssemblyMetadataAttribute AssemblyName " +
  "AssemblyNameFlags AssemblyNameProxy AssemblyProductAttribute AssemblyRegistrationFlags " +
  "AssemblySignatureKeyAttribute AssemblyTitleAttribute AssemblyTrademarkAttribute " +
  "AssemblyVersionAttribute Assert AsymmetricAlgorithm AsymmetricKeyExchangeDeformatter " +
  "AsymmetricKeyExchangeFormatter AsymmetricSignatureDeformatter " +
  "AsymmetricSignatureFormatter AsyncCallback AsyncCompletedEventArgs " +
  "AsyncCompletedEventHandler AsyncFlowControl AsyncIteratorMethodBuilder " +
  "AsyncIteratorStateMachineAttribute AsyncLocal AsyncLocalValueChangedArgs " +
  "AsyncMethodBuilderAttribute AsyncOperation AsyncOperationManager " +
  "AsyncStateMachineAttribute AsyncTaskMethodBuilder AsyncValueTaskMethodBuilder " +
  "AsyncVoidMethodBuilder Attribute AttributeCollection AttributeProviderAttribute " +
  "AttributeTargets AttributeUsageAttribute AuthenticationManager " +
  "AuthenticationSchemeSelector AuthenticationSchemes Authorization AutoResetEvent " +
  "AutomationProxyAttribute BStrWrapper BackgroundWorker BadImageFormatException Barrier " +
  "BarrierPostPhaseException Base64FormattingOptions BaseNumberConverter " +
  "BestFitMappingAttribute BinaryExpression BinaryReader BinaryWriter BindIPEndPoint " +
  "BindableAttribute BindableSupport Binder BindingDirection BindingFlags BindingList " +
  "BitArray BitConverter BitVector32 BlockExpression BlockingCollection Boolean " +
  "BooleanConverter BooleanSwitch BrowsableAttribute Buffer BufferedStream Byte " +
  "ByteArrayContent ByteConverter CLSCompliantAttribute COMException Calendar " +
  "CalendarAlgorithmType CalendarWeekRule CallConvCdecl CallConvFastcall CallConvStdcall " +
  "CallConvThiscall CallSite CallSiteBinder CallSiteHelpers CallSiteOps " +
  "CallerArgumentExpression CallerFilePathAttribute CallerLineNumberAttribute " +
  "CallerMemberNameAttribute CallingConvention CallingConventions CancelEventArgs " +
  "CancelEventHandler CancellationToken CancellationTokenRegistration " +
  "CancellationTokenSource CannotUnloadAppDomainException Capture CaptureCollection " +
  "CaseInsensitiveComparer CaseInsensitiveHashCodeProvider CatchBlock CategoryAttribute " +
  "Channel Char CharConverter CharEnumerator CharSet CharUnicodeInfo " +
  "ChineseLunisolarCalendar CipherMode ClassInterfaceAttribute ClassInterfaceType " +
  "ClientCertificateOption Closure CngAlgorithm CngAlgorithmGroup CngExportPolicies CngKey " +
  "CngKeyBlobFormat CngKeyCreationOptions CngKeyCreationParameters CngKeyHandleOpenOptions " +
  "CngKeyOpenOptions CngKeyUsages CngProperty CngPropertyCollection CngPropertyOptions " +
  "CngProvider CngUIPolicy CngUIProtectionLevels CoClassAttribute CodeAccessPermission " +
  "Collection CollectionBase CollectionChangeAction CollectionChangeEventArgs " +
  "CollectionChangeEventHandler CollectionConverter CollectionExtensions CollectionsUtil " +
  "ComAliasNameAttribute ComAwareEventInfo ComCompatibleVersionAttribute " +
  "ComConversionLossAttribute ComDefaultInterfaceAttribute ComEventInterfaceAttribute " +
  "ComEventsHelper ComImportAttribute ComInterfaceType ComMemberType " +
  "ComRegisterFunctionAttribute ComSourceInterfacesAttribute ComUnregisterFunctionAttribute " +
  "ComVisibleAttribute CompareInfo CompareOptions Comparer Comparison " +
  "CompilationRelaxations CompilationRelaxationsAttribute CompilerGeneratedAttribute " +
  "CompilerGlobalScopeAttribute CompilerMarshalOverride ComplexBindingPropertiesAttribute " +
  "Component ComponentCollection ComponentConverter ComponentEditor " +
  "ComponentResourceManager CompressedStack CompressionLevel CompressionMode ConcurrentBag " +
  "ConcurrentDictionary ConcurrentExclusiveSchedulerPair ConcurrentQueue ConcurrentStack " +
  "ConditionalAttribute ConditionalExpression ConditionalWeakTable " +
  "ConfiguredAsyncDisposable ConfiguredCancelableAsyncEnumerable ConfiguredTaskAwaitable " +
  "ConfiguredValueTaskAwaitable ConformanceLevel Console ConsoleCancelEventArgs " +
  "ConsoleCancelEventHandler ConsoleColor ConsoleKey ConsoleKeyInfo ConsoleModifiers " +
  "ConsoleSpecialKey ConsoleTraceListener ConstantExpression ConstructorBuilder " +
  "ConstructorInfo Container ContainerFilterService ContextBoundObject ContextCallback " +
  "ContextMarshalException ContextStaticAttribute ContractHelper Convert Converter Cookie " +
  "CookieCollection CookieContainer CookieException CorrelationManager CountdownEvent " +
  "CounterCreationData CounterCreationDataCollection CounterSample CounterSampleCalculator " +
  "CredentialCache CriticalHandle CrossAppDomainDelegate CryptoAPITransform CryptoConfig " +
  "CryptoStream CryptoStreamMode CryptographicException CryptographicOperations " +
  "CryptographicUnexpectedOperationException CspKeyContainerInfo CspParameters " +
  "CspProviderFlags CultureAwareComparer CultureInfo CultureInfoConverter " +
  "CultureNotFoundException CultureTypes CurrencyWrapper CustomAttributeBuilder " +
  "CustomAttributeData CustomAttributeExtensions CustomAttributeFormatException " +
  "CustomAttributeNamedArgument CustomAttributeTypedArgument CustomConstantAttribute " +
  "CustomQueryInterfaceMode CustomQueryInterfaceResult CustomTypeDescriptor DBNull DES DSA " +
  "DSACryptoServiceProvider DSAParameters DSASignatureDeformatter DSASignatureFormatter " +
  "DataErrorsChangedEventArgs DataMisalignedException DataObjectAttribute " +
  "DataObjectFieldAttribute DataObjectMethodAttribute DataObjectMethodType " +
  "DataReceivedEventArgs DataReceivedEventHandler DateOnly DateTime " +
  "DateTimeConstantAttribute DateTimeConverter DateTimeFormatInfo DateTimeKind " +
  "DateTimeOffset DateTimeOffsetConverter DateTimeStyles DayOfWeek DaylightTime Debug " +
  "DebugInfoExpression DebugInfoGenerator DebuggableAttribute Debugger " +
  "DebuggerBrowsableAttribute DebuggerBrowsableState DebuggerDisplayAttribute " +
  "DebuggerHiddenAttribute DebuggerNonUserCodeAttribute DebuggerStepThroughAttribute " +
  "DebuggerStepperBoundaryAttribute DebuggerTypeProxyAttribute DebuggerVisualizerAttribute " +
  "Decimal DecimalConstantAttribute DecimalConverter Decoder DecoderExceptionFallback " +
  "DecoderExceptionFallbackBuffer DecoderFallback DecoderFallbackBuffer " +
  "DecoderFallbackException DecoderReplacementFallback DecoderReplacementFallbackBuffer " +
  "DecompressionMethods DefaultBindingPropertyAttribute DefaultCharSetAttribute " +
  "DefaultDependencyAttribute DefaultDllImportSearchPathsAttribute DefaultEventAttribute " +
  "DefaultExpression DefaultMemberAttribute DefaultParameterValueAttribute " +
  "DefaultPropertyAttribute DefaultTraceListener DefaultValueAttribute DeflateStream " +
  "Delegate DelegatingHandler DelimitedListTraceListener DependencyAttribute DeriveBytes " +
  "DescriptionAttribute DesignOnlyAttribute DesignTimeVisibleAttribute DesignerAttribute " +
  "DesignerCategoryAttribute DesignerSerializationVisibility " +
  "DesignerSerializationVisibilityAttribute DiagnosticsConfigurationHandler Dictionary " +
  "DictionaryBase DictionaryEntry DigitShapes Directory DirectoryInfo " +
  "DirectoryNotFoundException DisablePrivateReflectionAttribute DisallowNull " +
  "DiscardableAttribute DispIdAttribute DispatchProxy DispatchWrapper DisplayNameAttribute " +
  "DivideByZeroException DllImportAttribute DllImportSearchPath DllNotFoundException Dns " +
  "DnsEndPoint DnsPermission DnsPermissionAttribute DoWorkEventArgs DoWorkEventHandler " +
  "Double DoubleConverter DownloadDataCompletedEventArgs DownloadDataCompletedEventHandler " +
  "DownloadProgressChangedEventArgs DownloadProgressChangedEventHandler " +
  "DownloadStringCompletedEventArgs DownloadStringCompletedEventHandler DriveInfo " +
  "DriveNotFoundException DriveType DtdProcessing DuplicateWaitObjectException " +
  "DynamicAttribute DynamicExpression DynamicExpressionVisitor DynamicILInfo DynamicMethod " +
  "ECCurve ECDiffieHellman ECDiffieHellmanPublicKey ECDsa ECDsaCng ECKeyXmlFormat " +
  "ECParameters ECPoint EastAsianLunisolarCalendar EditorAttribute EditorBrowsableAttribute " +
  "EditorBrowsableState ElementInit Encoder EncoderExceptionFallback " +
  "EncoderExceptionFallbackBuffer EncoderFallback EncoderFallbackBuffer " +
  "EncoderFallbackException EncoderReplacementFallback EncoderReplacementFallbackBuffer " +
  "Encoding EncodingInfo EncodingProvider EndOfStreamException EndPoint EndpointPermission " +
  "EntityHandling EntryPointNotFoundException EntryWrittenEventArgs " +
  "EntryWrittenEventHandler Enum EnumBuilder EnumConverter Enumerable EnumerableExecutor " +
  "EnumerablePartitionerOptions EnumerableQuery EnumerationOptions " +
  "EnumeratorCancellationAttribute Environment EnvironmentVariableTarget EqualityComparer " +
  "ErrorEventArgs ErrorEventHandler ErrorWrapper EventArgs EventAttributes EventBuilder " +
  "EventDescriptor EventDescriptorCollection EventHandler EventHandlerList EventInfo " +
  "EventInfoExtensions EventInstance EventLog EventLogEntry EventLogEntryCollection " +
  "EventLogEntryType EventLogPermission EventLogPermissionAccess " +
  "EventLogPermissionAttribute EventLogPermissionEntry EventLogPermissionEntryCollection " +
  "EventLogTraceListener EventResetMode EventSourceCreationData EventToken EventTypeFilter " +
  "EventWaitHandle Exception ExceptionHandler ExceptionHandlingClause " +
  "ExceptionHandlingClauseOptions ExecutionContext ExecutionEngineException ExecutionScope " +
  "ExpandableObjectConverter ExporterEventKind Expression ExpressionType ExpressionVisitor " +
  "ExtenderProvidedPropertyAttribute ExtensibleClassFactory ExtensionAttribute " +
  "ExternalException FILETIME Fact FieldAccessException FieldAttributes FieldBuilder " +
  "FieldInfo FieldOffsetAttribute FieldToken File FileAccess FileAttributes FileInfo " +
  "FileLoadException FileMode FileNotFoundException FileOptions FileShare FileStream " +
  "FileStyleUriParser FileSystemEventArgs FileSystemEventHandler FileSystemInfo " +
  "FileSystemWatcher FileVersionInfo FileWebRequest FileWebResponse " +
  "FixedAddressValueTypeAttribute FixedBufferAttribute FlagsAttribute FlowControl " +
  "FormUrlEncodedContent FormatException FormattableString FormattableStringFactory " +
  "Formatter FormatterConverter FormatterServices Formatting FromBase64Transform " +
  "FromBase64TransformMode FtpStatusCode FtpStyleUriParser FtpWebRequest FtpWebResponse " +
  "Func GC GCCollectionMode GCHandle GCHandleType GCNotificationStatus GZipStream " +
  "GenericParameterAttributes GenericTypeParameterBuilder GenericUriParser " +
  "GenericUriParserOptions GlobalProxySelection GlobalizationExtensions " +
  "GopherStyleUriParser GotoExpression GotoExpressionKind GregorianCalendar " +
  "GregorianCalendarTypes Group GroupCollection Guid GuidAttribute GuidConverter HMAC " +
  "HMACMD5 HMACRIPEMD160 HMACSHA1 HMACSHA256 HMACSHA384 HMACSHA512 Half HandleCollector " +
  "HandleInheritability HandleRef HandledEventArgs HandledEventHandler " +
  "HasCopySemanticsAttribute HashAlgorithm HashAlgorithmName HashCode HashSet Hashtable " +
  "HebrewCalendar HijriCalendar HostExecutionContext HostExecutionContextManager " +
  "HostProtectionException HostSecurityManager HostSecurityManagerOptions HttpClient " +
  "HttpClientHandler HttpCompletionOption HttpContent HttpContinueDelegate HttpListener " +
  "HttpListenerBasicIdentity HttpListenerContext HttpListenerException " +
  "HttpListenerPrefixCollection HttpListenerRequest HttpListenerResponse " +
  "HttpListenerTimeoutManager HttpMessageHandler HttpMessageInvoker HttpMethod " +
  "HttpRequestException HttpRequestHeader HttpRequestMessage HttpResponseHeader " +
  "HttpResponseMessage HttpStatusCode HttpStyleUriParser HttpVersion HttpWebRequest " +
  "HttpWebResponse HybridDictionary IAppDomainSetup IApplicationResourceStreamResolver " +
  "IArgumentProvider IAsyncDisposable IAsyncEnumerable IAsyncEnumerator IAsyncResult " +
  "IAsyncStateMachine IAuthenticationModule IBindingList IBindingListView ICancelAddNew " +
  "ICertificatePolicy IChangeTracking ICloneable ICollectData ICollection " +
  "IComNativeDescriptorHandler IComparable IComparer IComponent IConfiguration IContainer " +
  "IConvertible ICredentialPolicy ICredentials ICredentialsByHost ICriticalNotifyCompletion " +
  "ICryptoTransform ICspAsymmetricAlgorithm ICustomAdapter ICustomAttributeProvider " +
  "ICustomFactory ICustomFormatter ICustomMarshaler ICustomQueryInterface " +
  "ICustomTypeDescriptor IDLDESC IDLFLAG IDataErrorInfo IDeserializationCallback " +
  "IDictionary IDictionaryEnumerator IDispatchConstantAttribute IDispatchImplAttribute " +
  "IDispatchImplType IDisposable IDynamicExpression IEditableObject IEnumerable IEnumerator " +
  "IEqualityComparer IEquatable IEvidenceFactory IExtenderProvider IFormatProvider " +
  "IFormattable IFormatter IFormatterConverter IGrouping IHasXmlNode IHashCodeProvider " +
  "IIntellisenseBuilder ILGenerator IList IListSource ILogger ILookup INestedContainer " +
  "INestedSite INotifyCollectionChanged INotifyCompletion INotifyDataErrorInfo " +
  "INotifyPropertyChanged INotifyPropertyChanging IOCompletionCallback IOControlCode " +
  "IODescriptionAttribute IOException IObjectReference IObservable IObserver " +
  "IOrderedDictionary IOrderedEnumerable IOrderedQueryable IPAddress IPEndPoint IPHostEntry " +
  "IPPacketInformation IPProtectionLevel IPermission IProducerConsumerCollection IProgress " +
  "IPv6MulticastOption IQueryProvider IQueryable IRaiseItemChangedEvents " +
  "IReadOnlyCollection IReadOnlyDictionary IReadOnlyList IReflect IReflectableType " +
  "IRegistrationServices IRevertibleChangeTracking IRuntimeVariables ISOWeek " +
  "ISafeSerializationData ISecurityEncodable ISecurityPolicyEncodable ISerializable " +
  "ISerializationSurrogate IServiceCollection IServiceProvider ISet ISite IStackWalk " +
  "IStrongBox IStructuralComparable IStructuralEquatable ISupportInitialize " +
  "ISupportInitializeNotification ISurrogateSelector ISynchronizeInvoke ITuple " +
  "ITypeDescriptorContext ITypeLibConverter ITypeLibExporterNameProvider " +
  "ITypeLibExporterNotifySink ITypeLibImporterNotifySink ITypedList " +
  "IUnknownConstantAttribute IWebProxy IWebProxyScript IWebRequestCreate IXmlLineInfo " +
  "IXmlNamespaceResolver IdnMapping ImageFileMachine ImmutableArray ImmutableDictionary " +
  "ImmutableList ImmutableObjectAttribute ImportedFromTypeLibAttribute ImporterEventKind " +
  "InAttribute IncrementalHash Index IndexExpression IndexOutOfRangeException " +
  "IndexerNameAttribute InheritanceAttribute InheritanceLevel InitializationEventAttribute " +
  "InlineData InstallerTypeAttribute InstanceCreationEditor InstanceData " +
  "InstanceDataCollection InstanceDataCollectionCollection " +
  "InsufficientExecutionStackException InsufficientMemoryException Int16 Int16Converter " +
  "Int32 Int32Converter Int64 Int64Converter IntPtr InterfaceMapping InterfaceTypeAttribute " +
  "Interlocked InternalBufferOverflowException InternalsVisibleToAttribute " +
  "IntrospectionExtensions InvalidAsynchronousStateException InvalidCastException " +
  "InvalidComObjectException InvalidDataException InvalidEnumArgumentException " +
  "InvalidFilterCriteriaException InvalidOleVariantTypeException InvalidOperationException " +
  "InvalidProgramException InvalidTimeZoneException InvocationExpression IsBoxed " +
  "IsByRefLikeAttribute IsByValue IsConst IsCopyConstructed IsExplicitlyDereferenced " +
  "IsExternalInit IsImplicitlyDereferenced IsJitIntrinsic IsLong IsPinned " +
  "IsReadOnlyAttribute IsSignUnspecifiedByte IsUdtReturn IsVolatile " +
  "IteratorStateMachineAttribute JapaneseCalendar JapaneseLunisolarCalendar JsonDocument " +
  "JsonElement JsonSerializer JulianCalendar KeyNotFoundException KeyNumber KeySizes " +
  "KeyValuePair KeyedCollection KeyedHashAlgorithm KoreanCalendar KoreanLunisolarCalendar " +
  "LCIDConversionAttribute Label LabelExpression LabelTarget LambdaExpression LayoutKind " +
  "Lazy LazyInitializer LazyThreadSafetyMode LdapStyleUriParser LicFileLicenseProvider " +
  "License LicenseContext LicenseException LicenseManager LicenseProvider " +
  "LicenseProviderAttribute LicenseUsageMode LingerOption LinkedList LinkedListNode List " +
  "ListBindableAttribute ListChangedEventArgs ListChangedEventHandler ListChangedType " +
  "ListDictionary ListInitExpression ListSortDescription ListSortDescriptionCollection " +
  "ListSortDirection LoadHint LoaderOptimization LoaderOptimizationAttribute LocalBuilder " +
  "LocalDataStoreSlot LocalVariableInfo LocalizableAttribute Lock LockCookie LockHolder " +
  "LockRecursionException LockRecursionPolicy Lookup LookupBindingPropertiesAttribute " +
  "LoopExpression MACTripleDES MD5 MD5Cng MD5CryptoServiceProvider MTAThreadAttribute " +
  "ManagedToNativeComInteropStubAttribute ManifestResourceInfo ManualResetEvent " +
  "ManualResetEventSlim Marshal MarshalAsAttribute MarshalByRefObject " +
  "MarshalByValueComponent MarshalDirectiveException MaskGenerationMethod " +
  "MaskedTextProvider MaskedTextResultHint Match MatchCasing MatchCollection MatchEvaluator " +
  "MatchType Math MathF MaybeNull MemberAccessException MemberAssignment MemberBinding " +
  "MemberBindingType MemberDescriptor MemberExpression MemberFilter MemberInfo " +
  "MemberInfoExtensions MemberInitExpression MemberListBinding MemberMemberBinding " +
  "MemberTypes Memory MemoryExtensions MemoryMarshal MemoryStream MergablePropertyAttribute " +
  "MessageProcessingHandler MethodAccessException MethodAttributes MethodBase MethodBody " +
  "MethodBuilder MethodCallExpression MethodCodeType MethodImplAttribute " +
  "MethodImplAttributes MethodImplOptions MethodInfo MethodInfoExtensions MethodRental " +
  "MethodToken MidpointRounding Missing MissingFieldException MissingMemberException " +
  "MissingMetadataException MissingMethodException Module ModuleBuilder ModuleExtensions " +
  "ModuleHandle ModuleInitializer ModuleResolveEventHandler Monitor " +
  "MonitoringDescriptionAttribute MulticastDelegate MulticastNotSupportedException " +
  "MulticastOption MultilineStringConverter MultipartContent MultipartFormDataContent Mutex " +
  "NameObjectCollectionBase NameTable NameValueCollection NamedPermissionSet " +
  "NamespaceHandling NativeCppClassAttribute NativeOverlapped NestedContainer " +
  "NetPipeStyleUriParser NetTcpStyleUriParser NetworkAccess NetworkCredential NetworkStream " +
  "NewArrayExpression NewExpression NewLineHandling NewsStyleUriParser " +
  "NonSerializedAttribute NormalizationForm NotFiniteNumberException " +
  "NotImplementedException NotNull NotNullWhen NotSupportedException " +
  "NotifyCollectionChangedAction NotifyCollectionChangedEventArgs " +
  "NotifyCollectionChangedEventHandler NotifyFilters NotifyParentPropertyAttribute " +
  "NullReferenceException Nullable NullableConverter NumberFormatInfo NumberStyles " +
  "OSPlatform ObfuscateAssemblyAttribute ObfuscationAttribute Object ObjectCreationDelegate " +
  "ObjectDisposedException ObjectIDGenerator ObjectManager ObservableCollection " +
  "ObsoleteAttribute Oid OidCollection OidEnumerator OidGroup OnDeserializedAttribute " +
  "OnDeserializingAttribute OnSerializedAttribute OnSerializingAttribute OpCode OpCodeType " +
  "OpCodes OpenReadCompletedEventArgs OpenReadCompletedEventHandler " +
  "OpenWriteCompletedEventArgs OpenWriteCompletedEventHandler OperandType OperatingSystem " +
  "OperationCanceledException OptionalAttribute OptionalFieldAttribute OrderablePartitioner " +
  "OrderedDictionary OrderedParallelQuery OrdinalComparer OutAttribute OutOfMemoryException " +
  "OverflowAction OverflowException Overlapped PEFileKinds PKCS1MaskGenerationMethod " +
  "PackingSize PaddingMode Parallel ParallelEnumerable ParallelExecutionMode " +
  "ParallelLoopResult ParallelLoopState ParallelMergeOptions ParallelOptions ParallelQuery " +
  "ParamArrayAttribute ParameterAttributes ParameterBuilder ParameterExpression " +
  "ParameterInfo ParameterModifier ParameterToken ParameterizedThreadStart " +
  "ParenthesizePropertyNameAttribute PartialTrustVisibilityLevel Partitioner " +
  "PasswordDeriveBytes PasswordPropertyTextAttribute Path PathTooLongException " +
  "PbeEncryptionAlgorithm PbeParameters PerformanceCounter PerformanceCounterCategory " +
  "PerformanceCounterCategoryType PerformanceCounterInstanceLifetime " +
  "PerformanceCounterManager PerformanceCounterPermission " +
  "PerformanceCounterPermissionAccess PerformanceCounterPermissionAttribute " +
  "PerformanceCounterPermissionEntry PerformanceCounterPermissionEntryCollection " +
  "PerformanceCounterType PermissionSet PersianCalendar PlatformID " +
  "PlatformNotSupportedException Pointer PolicyLevelType PortableExecutableKinds " +
  "PreAllocatedOverlapped Predicate PreserveSigAttribute PrimaryInteropAssemblyAttribute " +
  "Process ProcessModule ProcessModuleCollection ProcessPriorityClass ProcessStartInfo " +
  "ProcessThread ProcessThreadCollection ProcessWindowStyle ProcessorArchitecture " +
  "ProgIdAttribute Progress ProgressChangedEventArgs ProgressChangedEventHandler " +
  "PropertyAttributes PropertyBuilder PropertyChangedEventArgs PropertyChangedEventHandler " +
  "PropertyChangingEventArgs PropertyChangingEventHandler PropertyDescriptor " +
  "PropertyDescriptorCollection PropertyInfo PropertyInfoExtensions PropertyTabAttribute " +
  "PropertyTabScope PropertyToken ProtocolFamily ProtocolType ProtocolViolationException " +
  "ProvidePropertyAttribute Queryable Queue RC2 RC2CryptoServiceProvider RIPEMD160 " +
  "RIPEMD160Managed RNGCryptoServiceProvider RSA RSACng RSACryptoServiceProvider " +
  "RSAEncryptionPadding RSAEncryptionPaddingMode RSAOAEPKeyExchangeDeformatter " +
  "RSAOAEPKeyExchangeFormatter RSAPKCS1KeyExchangeDeformatter RSAPKCS1KeyExchangeFormatter " +
  "RSAPKCS1SignatureDeformatter RSAPKCS1SignatureFormatter RSAParameters " +
  "RSASignaturePadding RSASignaturePaddingMode Random RandomNumberGenerator Range " +
  "RankException ReadOnlyAttribute ReadOnlyCollection ReadOnlyCollectionBase " +
  "ReadOnlyCollectionBuilder ReadOnlyDictionary ReadOnlyMemory ReadOnlyMemoryContent " +
  "ReadOnlyObservableCollection ReadOnlySpan ReadState ReaderWriterLock " +
  "ReaderWriterLockSlim RecommendedAsConfigurableAttribute ReferenceAssemblyAttribute " +
  "ReferenceConverter ReflectionContext ReflectionTypeLoadException RefreshEventArgs " +
  "RefreshEventHandler RefreshProperties RefreshPropertiesAttribute Regex " +
  "RegexCompilationInfo RegexMatchTimeoutException RegexOptions RegexRunner " +
  "RegexRunnerFactory RegionInfo RegisteredWaitHandle RegistrationClassContext " +
  "RegistrationConnectionType RegistrationServices RenamedEventArgs RenamedEventHandler " +
  "RequiredAttributeAttribute ResolveEventArgs ResolveEventHandler ResourceAttributes " +
  "ResourceLocation Rfc2898DeriveBytes Rijndael RijndaelManaged RijndaelManagedTransform " +
  "RuleCache RunInstallerAttribute RunWorkerCompletedEventArgs " +
  "RunWorkerCompletedEventHandler RuntimeArgumentHandle RuntimeCompatibilityAttribute " +
  "RuntimeEnvironment RuntimeFeature RuntimeFieldHandle RuntimeHelpers RuntimeInformation " +
  "RuntimeMethodHandle RuntimeOps RuntimeReflectionExtensions RuntimeTypeHandle " +
  "RuntimeVariablesExpression RuntimeWrappedException SByte SByteConverter SEHException " +
  "SHA1 SHA1Cng SHA1CryptoServiceProvider SHA1Managed SHA256 SHA256Cng " +
  "SHA256CryptoServiceProvider SHA256Managed SHA384 SHA384Cng SHA384CryptoServiceProvider " +
  "SHA384Managed SHA512 SHA512Cng SHA512CryptoServiceProvider SHA512Managed " +
  "STAThreadAttribute SafeArrayRankMismatchException SafeArrayTypeMismatchException " +
  "SafeBuffer SafeHandle SafeSerializationEventArgs ScopelessEnumAttribute SearchOption " +
  "SecureString SecureStringMarshal SecurityContext SecurityContextSource " +
  "SecurityCriticalAttribute SecurityCriticalScope SecurityElement SecurityException " +
  "SecurityManager SecurityProtocolType SecurityRuleSet SecurityRulesAttribute " +
  "SecuritySafeCriticalAttribute SecurityState SecurityTransparentAttribute " +
  "SecurityTreatAsSafeAttribute SecurityZone SeekOrigin SelectMode Semaphore " +
  "SemaphoreFullException SemaphoreSlim SendOrPostCallback SendPacketsElement " +
  "SequenceMarshal SequencePosition SerializableAttribute SerializationBinder " +
  "SerializationEntry SerializationEventHandler SerializationException SerializationInfo " +
  "SerializationInfoEnumerator SerializationObjectManager ServicePoint ServicePointManager " +
  "SetUp SetWin32ContextInIDispatchAttribute SettingsBindableAttribute SignatureDescription " +
  "SignatureHelper SignatureToken Single SingleConverter SkipLocalsInit Socket " +
  "SocketAddress SocketAsyncEventArgs SocketAsyncOperation SocketClientAccessPolicyProtocol " +
  "SocketError SocketException SocketFlags SocketInformation SocketInformationOptions " +
  "SocketOptionLevel SocketOptionName SocketPermission SocketPermissionAttribute " +
  "SocketReceiveFromResult SocketReceiveMessageFromResult SocketShutdown " +
  "SocketTaskExtensions SocketType SocketsHttpHandler SortKey SortVersion SortedDictionary " +
  "SortedList SortedSet SourceFilter SourceLevels SourceSwitch Span SpecialNameAttribute " +
  "SpinLock SpinWait Stack StackBehaviour StackFrame StackFrameExtensions " +
  "StackOverflowException StackTrace StandardOleMarshalObject StateMachineAttribute " +
  "Stopwatch Stream StreamContent StreamReader StreamWriter StreamingContext " +
  "StreamingContextStates String StringBuilder StringCollection StringComparer " +
  "StringComparison StringContent StringConverter StringDictionary StringEnumerator " +
  "StringFreezingAttribute StringInfo StringNormalizationExtensions StringReader " +
  "StringSplitOptions StringToken StringWriter StrongBox StrongNameKeyPair " +
  "StructLayoutAttribute StructuralComparisons SuppressIldasmAttribute " +
  "SuppressUnmanagedCodeSecurityAttribute SurrogateSelector Switch SwitchAttribute " +
  "SwitchCase SwitchExpression SwitchExpressionException SwitchLevelAttribute " +
  "SymbolDocumentInfo SymmetricAlgorithm SynchronizationContext " +
  "SynchronizationLockException SyntaxCheck SystemException TaiwanCalendar " +
  "TaiwanLunisolarCalendar TargetException TargetInvocationException " +
  "TargetParameterCountException Task TaskAsyncEnumerableExtensions TaskAwaiter " +
  "TaskCanceledException TaskCompletionSource TaskContinuationOptions TaskCreationOptions " +
  "TaskExtensions TaskFactory TaskScheduler TaskSchedulerException TaskStatus TcpClient " +
  "TcpListener Test TestCase TestFixture TextElementEnumerator TextInfo TextReader " +
  "TextWriter TextWriterTraceListener ThaiBuddhistCalendar Theory Thread " +
  "ThreadAbortException ThreadExceptionEventArgs ThreadExceptionEventHandler " +
  "ThreadInterruptedException ThreadLocal ThreadPool ThreadPoolBoundHandle ThreadPriority " +
  "ThreadPriorityLevel ThreadStart ThreadStartException ThreadState ThreadStateException " +
  "ThreadStaticAttribute ThreadWaitReason TimeOnly TimeSpan TimeSpanConverter " +
  "TimeSpanStyles TimeZone TimeZoneInfo TimeZoneNotFoundException Timeout TimeoutException " +
  "Timer TimerCallback ToBase64Transform ToolboxItemAttribute ToolboxItemFilterAttribute " +
  "ToolboxItemFilterType Trace TraceEventCache TraceEventType TraceFilter TraceLevel " +
  "TraceListener TraceListenerCollection TraceOptions TraceSource TraceSwitch " +
  "TransmitFileOptions TransportContext TransportType TripleDES TripleDESCng " +
  "TripleDESCryptoServiceProvider TryExpression Tuple TupleElementNamesAttribute " +
  "TupleExtensions Type TypeAccessException TypeAttributes TypeBinaryExpression TypeBuilder " +
  "TypeCode TypeConverter TypeConverterAttribute TypeDelegator TypeDescriptionProvider " +
  "TypeDescriptionProviderAttribute TypeDescriptor TypeExtensions TypeFilter " +
  "TypeForwardedFromAttribute TypeForwardedToAttribute TypeIdentifierAttribute TypeInfo " +
  "TypeInitializationException TypeLibConverter TypeLibExporterFlags TypeLibFuncAttribute " +
  "TypeLibFuncFlags TypeLibImportClassAttribute TypeLibImporterFlags TypeLibTypeAttribute " +
  "TypeLibTypeFlags TypeLibVarAttribute TypeLibVarFlags TypeLibVersionAttribute " +
  "TypeListConverter TypeLoadException TypeToken TypeUnloadedException TypedReference " +
  "UInt16 UInt16Converter UInt32 UInt32Converter UInt64 UInt64Converter UIntPtr " +
  "UTF32Encoding UTF7Encoding UTF8Encoding UdpClient UdpReceiveResult UmAlQuraCalendar " +
  "UnaryExpression UnauthorizedAccessException UnhandledExceptionEventArgs " +
  "UnhandledExceptionEventHandler UnicodeCategory UnicodeEncoding UnixDomainSocketEndPoint " +
  "UnknownWrapper UnmanagedFunctionPointerAttribute UnmanagedMarshal " +
  "UnmanagedMemoryAccessor UnmanagedMemoryStream UnmanagedType " +
  "UnobservedTaskExceptionEventArgs UnsafeValueTypeAttribute UnverifiableCodeAttribute " +
  "UploadDataCompletedEventArgs UploadDataCompletedEventHandler " +
  "UploadFileCompletedEventArgs UploadFileCompletedEventHandler " +
  "UploadProgressChangedEventArgs UploadProgressChangedEventHandler " +
  "UploadStringCompletedEventArgs UploadStringCompletedEventHandler " +
  "UploadValuesCompletedEventArgs UploadValuesCompletedEventHandler Uri UriBuilder " +
  "UriComponents UriFormat UriFormatException UriHostNameType UriIdnScope UriKind UriParser " +
  "UriPartial UriTypeConverter Utf8JsonReader ValidationType ValueTask ValueTaskAwaiter " +
  "ValueTuple ValueType VarEnum VariantWrapper Vector VerificationException Version Void " +
  "Volatile WaitCallback WaitForChangedResult WaitHandle WaitHandleCannotBeOpenedException " +
  "WaitHandleExtensions WaitOrTimerCallback WarningException WatcherChangeTypes " +
  "WeakReference WebClient WebException WebExceptionStatus WebHeaderCollection " +
  "WebPermission WebPermissionAttribute WebProxy WebRequest WebRequestMethods WebResponse " +
  "WebUtility WhitespaceHandling Win32Exception WriteState WriteStreamClosedEventArgs " +
  "WriteStreamClosedEventHandler XmlAttribute XmlAttributeCollection XmlCDataSection " +
  "XmlCharacterData XmlComment XmlConvert XmlDateTimeSerializationMode XmlDeclaration " +
  "XmlDocument XmlDocumentFragment XmlDocumentType XmlElement XmlEntity XmlEntityReference " +
  "XmlException XmlImplementation XmlLinkedNode XmlNameTable XmlNamedNodeMap " +
  "XmlNamespaceManager XmlNamespaceScope XmlNode XmlNodeChangedAction " +
  "XmlNodeChangedEventArgs XmlNodeChangedEventHandler XmlNodeList XmlNodeOrder " +
  "XmlNodeReader XmlNodeType XmlNotation XmlOutputMethod XmlParserContext " +
  "XmlProcessingInstruction XmlQualifiedName XmlReader XmlReaderSettings XmlResolver " +
  "XmlSecureResolver XmlSignificantWhitespace XmlSpace XmlSyntaxException XmlText " +
  "XmlTextReader XmlTextWriter XmlTokenizedType XmlUrlResolver XmlValidatingReader " +
  "XmlWhitespace XmlWriter XmlWriterSettings XmlWriterTraceListener XmlXapResolver " +
  "YieldAwaitable";

/** Members of the types that are used most. */
export const members =
  "ASCII Abort Abs AbsolutePath AbsoluteUri Acos Acosh Add AddAssign AddAssignChecked " +
  "AddChecked AddDays AddHours AddMemoryPressure AddMilliseconds AddMinutes AddMonths " +
  "AddOrUpdate AddRange AddSeconds AddTicks AddYears Address AddressFamily Aggregate All " +
  "AllocateDataSlot AllocateNamedDataSlot AltDirectorySeparatorChar And AndAlso AndAssign " +
  "Any ApartmentState Append AppendAllLines AppendAllLinesAsync AppendAllText " +
  "AppendAllTextAsync AppendFormat AppendJoin AppendLine AppendText ArrayAccess ArrayIndex " +
  "ArrayLength AsEnumerable AsReadOnly Asin Asinh Assembly AssemblyQualifiedName Assert " +
  "Assign AsyncState Atan Atan2 Atanh AttributeCount Attributes Authority AutoFlush Average " +
  "BackgroundColor BaseAddress BaseStream BaseType BaseURI Beep BeginCriticalRegion " +
  "BeginRead BeginThreadAffinity BeginWrite BigEndianUnicode BigMul BinarySearch Bind Block " +
  "BodyName Break Broadcast BufferHeight BufferWidth Build CacheSize Calendar Call " +
  "CanBeCanceled CanRead CanReadBinaryContent CanReadValueChunk CanReduce CanResolveEntity " +
  "CanSeek CanTimeout CanWrite Cancel CancelAfter CancelFullGCNotification CancelKeyPress " +
  "CancelPendingRequests Capacity CapsLock Captures Cast Catch Cbrt Ceiling ChangeExtension " +
  "ChangeType Chars CheckHostName CheckSchemeName Clamp Clear ClearCachedData " +
  "ClearDebugInfo Clone Close Coalesce CodeBase CodePage Collect CollectionCount Combine " +
  "CommandLine Compare CompareExchange CompareInfo CompareOrdinal CompareTo Comparer " +
  "CompileToAssembly CompletedTask Concat Condition ConfigureAwait Constant ConstrainedCopy " +
  "Contains ContainsGenericParameters ContainsKey ContainsValue Continue ContinueWith " +
  "Convert ConvertAll ConvertChecked ConvertFromUtf32 ConvertToUtf32 Copy CopyTo " +
  "CopyToAsync Cos Cosh Count Create CreateComInstanceFrom CreateDelegate CreateDirectory " +
  "CreateInstance CreateInstanceFrom CreateLinkedTokenSource CreateQualifiedName " +
  "CreateSetComparer CreateSpecificCulture CreateText CreateUnwrapPromise CreationOptions " +
  "CultureTypes Current CurrentContext CurrentCulture CurrentCultureIgnoreCase " +
  "CurrentDirectory CurrentEncoding CurrentId CurrentManagedThreadId CurrentPrincipal " +
  "CurrentThread CurrentUICulture CursorLeft CursorSize CursorTop CursorVisible " +
  "CustomAttributes DBNull Data Date DateTime DateTimeFormat Day DayOfWeek DayOfYear Days " +
  "DaysInMonth DebugInfo DeclaredOnly DeclaringMethod DeclaringType DecoderFallback " +
  "Deconstruct Decrement Decrypt Default DefaultBinder DefaultIfEmpty DefaultRequestHeaders " +
  "DefaultThreadCurrentCulture DefaultThreadCurrentUICulture DefaultValue DefinedTypes " +
  "Delay Delete DeleteAsync Delimiter Depth Dequeue Directory DirectoryName " +
  "DirectorySeparatorChar DisableComObjectEagerCleanup DiscardBufferedData DisplayName " +
  "Dispose DisposeAsync Distinct DivRem Divide DivideAssign DnsSafeHost DoNotWrapExceptions " +
  "Duration Dynamic DynamicInvoke E EOF Elapsed ElapsedMilliseconds ElapsedTicks ElementAt " +
  "ElementAtOrDefault ElementInit Empty EmptyTypes EncoderFallback Encoding EncodingName " +
  "Encrypt EndCriticalRegion EndNoGCRegion EndOfStream EndRead EndThreadAffinity EndWrite " +
  "EndsWith EnglishName Enqueue EnsureCapacity Enter EntryPoint EnumerateDirectories " +
  "EnumerateFileSystemEntries EnumerateFiles Enumerator Epsilon Equal Equals EqualsExact " +
  "Error Escape EscapeDataString EscapeUriString EscapedCodeBase Evidence ExactBinding " +
  "Except ExceptWith Exception Exchange ExclusiveOr ExclusiveOrAssign ExecutionContext " +
  "Exists Exit ExitCode Exp ExpandEnvironmentVariables ExportedTypes Factory Fail FailFast " +
  "FalseString Field FieldHandle FieldType Fill FilterAttribute FilterName " +
  "FilterNameIgnoreCase Find FindAll FindIndex FindInterfaces FindLast FindLastIndex " +
  "FindMembers First FirstOrDefault FlattenHierarchy Floor Flush FlushAsync ForEach " +
  "ForegroundColor Format FormatProvider Fragment FreeNamedDataSlot Frequency " +
  "FromBase64CharArray FromBase64String FromBinary FromCanceled FromDays FromException " +
  "FromFileTime FromFileTimeUtc FromHex FromHours FromMilliseconds FromMinutes FromOADate " +
  "FromResult FromSeconds FromTicks FromUnixTimeMilliseconds FromUnixTimeSeconds FullName " +
  "GUID GenericParameterAttributes GenericParameterPosition GenericTypeArguments " +
  "GetAccessControl GetAccessors GetActionType GetAddressBytes " +
  "GetAllocatedBytesForCurrentThread GetApartmentState GetArrayRank GetAssembly GetAsync " +
  "GetAttribute GetAttributes GetAwaiter GetBaseDefinition GetBaseException GetBuffer " +
  "GetByteArrayAsync GetByteCount GetBytes GetCallingAssembly GetCharCount GetChars " +
  "GetCommandLineArgs GetComponents GetCompressedStack GetConsoleFallbackUICulture " +
  "GetConstantValue GetConstructor GetConstructors GetCreationTime GetCreationTimeUtc " +
  "GetCultureInfo GetCultureInfoByIetfLanguageTag GetCultures GetCurrentDirectory " +
  "GetCurrentProcessorId GetCustomAttribute GetCustomAttributes GetCustomAttributesData " +
  "GetData GetDateTimeFormats GetDecoder GetDefaultMembers GetDelegateType GetDirectories " +
  "GetDirectoryName GetDirectoryRoot GetDomain GetDomainID GetElementType GetEncoder " +
  "GetEncoding GetEncodings GetEntryAssembly GetEnumName GetEnumNames GetEnumUnderlyingType " +
  "GetEnumValues GetEnumerator GetEnvironmentVariable GetEnvironmentVariables GetEvent " +
  "GetEvents GetExecutingAssembly GetExportedTypes GetExtension GetField GetFieldFromHandle " +
  "GetFields GetFile GetFileName GetFileNameWithoutExtension GetFileSystemEntries GetFiles " +
  "GetFolderPath GetFormat GetForwardedTypes GetFullPath GetFuncType GetGeneration " +
  "GetGenericArguments GetGenericMethodDefinition GetGenericParameterConstraints " +
  "GetGenericTypeDefinition GetGetMethod GetGroupNames GetGroupNumbers GetHashCode " +
  "GetIndexParameters GetInterface GetInterfaceMap GetInterfaces GetInvalidFileNameChars " +
  "GetInvalidPathChars GetInvocationList GetLastAccessTime GetLastAccessTimeUtc " +
  "GetLastWriteTime GetLastWriteTimeUtc GetLeftPart GetLength GetLoadedModules " +
  "GetLogicalDrives GetLongLength GetLowerBound GetManifestResourceInfo " +
  "GetManifestResourceNames GetManifestResourceStream GetMaxByteCount GetMaxCharCount " +
  "GetMember GetMembers GetMethod GetMethods GetModule GetModules GetName GetNamedDataSlot " +
  "GetNames GetNestedType GetNestedTypes GetNumericValue GetObject GetObjectData " +
  "GetOptionalCustomModifiers GetOrAdd GetParent GetPathRoot GetPreamble GetProperties " +
  "GetProperty GetRandomFileName GetRange GetRawConstantValue GetRealObject " +
  "GetReferencedAssemblies GetRelativePath GetRequiredCustomModifiers GetSatelliteAssembly " +
  "GetSetMethod GetStreamAsync GetString GetStringAsync GetTempFileName GetTempPath " +
  "GetTimestamp GetTotalMemory GetType GetTypeArray GetTypeCode GetTypeFromCLSID " +
  "GetTypeFromHandle GetTypeFromProgID GetTypeHandle GetTypes GetUnderlyingType " +
  "GetUnicodeCategory GetUpperBound GetValue GetValueAsync GetValueDirect GetValueOrDefault " +
  "GetValues GlobalAssemblyCache Goto GreaterThan GreaterThanOrEqual GroupBy GroupJoin " +
  "GroupNameFromNumber GroupNumberFromName Groups HResult HasAttributes HasDefaultValue " +
  "HasElementType HasExtension HasFlag HasSameMetadataDefinitionAs HasShutdownStarted " +
  "HasValue HeaderName HelpLink HexEscape HexUnescape Host HostContext HostNameType " +
  "HostToNetworkOrder Hour Hours IEEERemainder IPv6Any IPv6Loopback IPv6None Id IdnHost " +
  "IetfLanguageTag IfThen IfThenElse IgnoreCase IgnoreReturn ImageRuntimeVersion In " +
  "Increment Indent IndentLevel IndentSize IndexOf IndexOfAny InfiniteMatchTimeout " +
  "Initialize InnerException InputEncoding Insert InsertRange InstalledUICulture Instance " +
  "Intern Interrupt Intersect IntersectWith InvalidPathChars InvariantCulture " +
  "InvariantCultureIgnoreCase Invoke InvokeMember InvokeMethod Is64BitOperatingSystem " +
  "Is64BitProcess IsAbsoluteUri IsAbstract IsAlive IsAlwaysNormalized IsAnsiClass IsArray " +
  "IsAssembly IsAssignableFrom IsAutoClass IsAutoLayout IsBackground IsBaseOf " +
  "IsBrowserDisplay IsBrowserSave IsByRef IsByRefLike IsCOMObject IsCanceled " +
  "IsCancellationRequested IsClass IsCollectible IsCompleted IsCompletedSuccessfully " +
  "IsConstructedGenericType IsContextful IsControl IsDBNull IsDaylightSavingTime IsDefault " +
  "IsDefaultAttribute IsDefaultPort IsDefined IsDigit IsDynamic IsEmpty IsEmptyElement " +
  "IsEntered IsEnum IsEnumDefined IsEquivalentTo IsErrorRedirected IsExplicitLayout IsFalse " +
  "IsFamily IsFamilyAndAssembly IsFamilyOrAssembly IsFaulted IsFile IsFinite IsFixedSize " +
  "IsFullyTrusted IsGenericMethodParameter IsGenericParameter IsGenericType " +
  "IsGenericTypeDefinition IsGenericTypeParameter IsHexDigit IsHexEncoding IsHighResolution " +
  "IsHighSurrogate IsIPv4MappedToIPv6 IsIPv6LinkLocal IsIPv6Multicast IsIPv6SiteLocal " +
  "IsIPv6Teredo IsImport IsIn IsInfinity IsInitOnly IsInputRedirected IsInstanceOfType " +
  "IsInterface IsInterned IsLayoutSequential IsLcid IsLeapYear IsLetter IsLetterOrDigit " +
  "IsLiteral IsLoopback IsLowSurrogate IsLower IsMailNewsDisplay IsMailNewsSave " +
  "IsMarshalByRef IsMatch IsNaN IsName IsNameToken IsNegative IsNegativeInfinity IsNested " +
  "IsNestedAssembly IsNestedFamANDAssem IsNestedFamORAssem IsNestedFamily IsNestedPrivate " +
  "IsNestedPublic IsNeutralCulture IsNormal IsNormalized IsNotPublic IsNotSerialized " +
  "IsNullOrEmpty IsNullOrWhiteSpace IsNumber IsOptional IsOut IsOutputRedirected " +
  "IsPathFullyQualified IsPathRooted IsPinvokeImpl IsPointer IsPositiveInfinity IsPrimitive " +
  "IsPrivate IsProperSubsetOf IsProperSupersetOf IsPublic IsPunctuation IsReadOnly IsRetval " +
  "IsRunning IsSZArray IsSealed IsSecurityCritical IsSecuritySafeCritical " +
  "IsSecurityTransparent IsSeparator IsSerializable IsSignatureType IsSingleByte " +
  "IsSpecialName IsStartElement IsStatic IsSubclassOf IsSubnormal IsSubsetOf IsSupersetOf " +
  "IsSurrogate IsSurrogatePair IsSymbol IsSynchronized IsThreadPoolThread IsTrue " +
  "IsTypeDefinition IsUnc IsUnicodeClass IsUpper IsValueCreated IsValueType " +
  "IsVariableBoundArray IsVisible IsWellFormedOriginalString IsWellFormedUriString " +
  "IsWhiteSpace Item Join KeepAlive Key KeyAvailable KeyCollection KeyboardLayoutId Keys " +
  "Kind LCID Label Lambda LargestWindowHeight LargestWindowWidth Last LastIndexOf " +
  "LastIndexOfAny LastOrDefault LeftShift LeftShiftAssign Length LessThan LessThanOrEqual " +
  "ListBind ListInit Listeners Load LoadFile LoadFrom LoadModule LoadWithPartialName " +
  "LocalDateTime LocalName LocalPath Location Log Log10 LongCount LongLength " +
  "LookupNamespace LookupPrefix Loop Loopback MachineName Major MajorRevision MakeArrayType " +
  "MakeBinary MakeByRefType MakeCatchBlock MakeDynamic MakeGenericMethod " +
  "MakeGenericMethodParameter MakeGenericSignatureType MakeGenericType MakeGoto MakeIndex " +
  "MakeMemberAccess MakePointerType MakeRelative MakeRelativeUri MakeTry MakeUnary " +
  "ManagedThreadId ManifestModule MapToIPv4 MapToIPv6 MarkAborted Match MatchTimeout " +
  "Matches Max MaxCapacity MaxGeneration MaxResponseContentBufferSize MaxValue Member " +
  "MemberBind MemberInit MemberType MemoryBarrier MemoryBarrierProcessWide Message " +
  "MetadataToken Method Millisecond Milliseconds Min MinValue Minor MinorRevision Minute " +
  "Minutes Missing Module ModuleResolve Modules Modulo ModuloAssign Month Move " +
  "MoveBufferArea MoveTo MoveToAttribute MoveToContent MoveToContentAsync MoveToElement " +
  "MoveToFirstAttribute MoveToNextAttribute Multiply MultiplyAssign MultiplyAssignChecked " +
  "MultiplyChecked NaN Name NameTable Namespace NamespaceURI NativeName Negate " +
  "NegateChecked NegativeInfinity NetworkToHostOrder New NewArrayBounds NewArrayInit " +
  "NewGuid NewLine Next NextBytes NextDouble NextMatch NodeType NonPublic None Normalize " +
  "Not NotEqual Now Null NumberFormat NumberLock OSVersion OfType Offset OnDeserialization " +
  "OnesComplement Open OpenRead OpenStandardError OpenStandardInput OpenStandardOutput " +
  "OpenText OpenWrite OptionalCalendars OptionalParamBinding Options Or OrAssign OrElse " +
  "OrderBy OrderByDescending Ordinal OrdinalIgnoreCase OriginalString Out OutputEncoding " +
  "Overlaps PI PadLeft PadRight Parameter ParameterType Parent Parse ParseExact PatchAsync " +
  "PathAndQuery PathSeparator Peek PermissionSet Pop Port Position PositiveInfinity " +
  "PostAsync PostDecrementAssign PostIncrementAssign Pow Power PowerAssign " +
  "PreDecrementAssign PreIncrementAssign Preamble Prefix Prepend Print Priority " +
  "ProcessorCount Property PropertyOrField PropertyType Public Pulse PulseAll Push PutAsync " +
  "PutDispProperty PutRefDispProperty Query Quote QuoteChar Range Rank RawDefaultValue " +
  "ReRegisterForFinalize Read ReadAllBytes ReadAllBytesAsync ReadAllLines ReadAllLinesAsync " +
  "ReadAllText ReadAllTextAsync ReadAsync ReadAttributeValue ReadBlock ReadBlockAsync " +
  "ReadByte ReadContentAs ReadContentAsAsync ReadContentAsBase64 ReadContentAsBase64Async " +
  "ReadContentAsBinHex ReadContentAsBinHexAsync ReadContentAsBoolean ReadContentAsDateTime " +
  "ReadContentAsDateTimeOffset ReadContentAsDecimal ReadContentAsDouble ReadContentAsFloat " +
  "ReadContentAsInt ReadContentAsLong ReadContentAsObject ReadContentAsObjectAsync " +
  "ReadContentAsString ReadContentAsStringAsync ReadElementContentAs " +
  "ReadElementContentAsAsync ReadElementContentAsBase64 ReadElementContentAsBase64Async " +
  "ReadElementContentAsBinHex ReadElementContentAsBinHexAsync ReadElementContentAsBoolean " +
  "ReadElementContentAsDateTime ReadElementContentAsDecimal ReadElementContentAsDouble " +
  "ReadElementContentAsFloat ReadElementContentAsInt ReadElementContentAsLong " +
  "ReadElementContentAsObject ReadElementContentAsObjectAsync ReadElementContentAsString " +
  "ReadElementContentAsStringAsync ReadElementString ReadEndElement ReadInnerXml " +
  "ReadInnerXmlAsync ReadKey ReadLine ReadLineAsync ReadLines ReadOnly ReadOuterXml " +
  "ReadOuterXmlAsync ReadStartElement ReadState ReadString ReadSubtree ReadTimeout " +
  "ReadToDescendant ReadToEnd ReadToEndAsync ReadToFollowing ReadToNextSibling " +
  "ReadValueChunk ReadValueChunkAsync Reduce ReduceAndCheck ReduceExtensions ReferenceEqual " +
  "ReferenceEquals ReferenceNotEqual ReflectedType ReflectionOnly ReflectionOnlyGetType " +
  "ReflectionOnlyLoad ReflectionOnlyLoadFrom Register RegisterForFullGCNotification " +
  "RegisterProvider Remove RemoveAll RemoveAt RemoveMemoryPressure RemoveRange RemoveWhere " +
  "Repeat Replace Reset ResetAbort ResetColor Resize ResolveEntity Restart Result Resume " +
  "Rethrow Return ReturnParameter ReturnType ReturnTypeCustomAttributes Reverse Revision " +
  "RightShift RightShiftAssign RightToLeft Round Run RunSynchronously RuntimeVariables " +
  "SchemaInfo Scheme SchemeDelimiter ScopeId Second Seconds SecurityRuleSet Seek Segments " +
  "Select SelectMany SendAsync SequenceEqual SetAccessControl SetApartmentState " +
  "SetAttributes SetBufferSize SetCanceled SetCompressedStack SetCreationTime " +
  "SetCreationTimeUtc SetCurrentDirectory SetCursorPosition SetData SetEnvironmentVariable " +
  "SetEquals SetError SetException SetField SetIn SetLastAccessTime SetLastAccessTimeUtc " +
  "SetLastWriteTime SetLastWriteTimeUtc SetLength SetMethod SetOut SetProperty SetResult " +
  "SetValue SetValueDirect SetWindowPosition SetWindowSize Settings Sign Sin Single " +
  "SingleOrDefault Sinh Skip SkipAsync SkipLast SkipWhile Sleep Sort Source SpecialFolder " +
  "SpecialFolderOption SpecifyKind SpinWait Split Sqrt StackTrace Start StartNew StartsWith " +
  "Static Status Stop StructLayoutAttribute Substring Subtract SubtractAssign " +
  "SubtractAssignChecked SubtractChecked Success Sum SuppressChangeType SuppressFinalize " +
  "Suspend Switch SwitchCase SymbolDocument SymmetricExceptWith SyncRoot Synchronized " +
  "SystemDirectory SystemPageSize Take TakeLast TakeWhile Tan Tanh Target TargetSite Task " +
  "TextInfo ThenBy ThenByDescending ThreadState ThreeLetterISOLanguageName " +
  "ThreeLetterWindowsLanguageName Throw ThrowIfCancellationRequested TickCount Ticks " +
  "TicksPerDay TicksPerHour TicksPerMillisecond TicksPerMinute TicksPerSecond TimeOfDay " +
  "Timeout Title ToArray ToBase64CharArray ToBase64String ToBinary ToBoolean ToByte " +
  "ToByteArray ToChar ToCharArray ToDateTime ToDecimal ToDictionary ToDouble ToFileTime " +
  "ToFileTimeUtc ToHashSet ToInt16 ToInt32 ToInt64 ToList ToLocalTime ToLongDateString " +
  "ToLongTimeString ToLookup ToLower ToLowerInvariant ToOADate ToObject ToOffset ToSByte " +
  "ToShortDateString ToShortTimeString ToSingle ToString ToUInt16 ToUInt32 ToUInt64 " +
  "ToUniversalTime ToUnixTimeMilliseconds ToUnixTimeSeconds ToUpper ToUpperInvariant Today " +
  "Token TotalDays TotalHours TotalMilliseconds TotalMinutes TotalSeconds " +
  "TreatControlCAsInput Trim TrimEnd TrimExcess TrimStart TrueForAll TrueString Truncate " +
  "TryAdd TryCatch TryCatchFinally TryCreate TryDequeue TryEnter TryFault TryFinally " +
  "TryFormat TryFromBase64Chars TryFromBase64String TryGetActionType TryGetBuffer " +
  "TryGetFuncType TryGetValue TryJoin TryParse TryParseExact TryPeek TryPop TryRemove " +
  "TrySetApartmentState TrySetCanceled TrySetException TrySetResult TryStartNoGCRegion " +
  "TryToBase64Chars TryUpdate TryWriteBytes TwoLetterISOLanguageName Type TypeAs TypeEqual " +
  "TypeHandle TypeId TypeInitializer TypeIs UTF32 UTF7 UTF8 UnaryPlus Unbox " +
  "UnderlyingSystemType Unescape UnescapeDataString Unicode Unindent Union UnionWith " +
  "UnixEpoch UnsafeLoadFrom UriSchemeFile UriSchemeFtp UriSchemeGopher UriSchemeHttp " +
  "UriSchemeHttps UriSchemeMailto UriSchemeNetPipe UriSchemeNetTcp UriSchemeNews " +
  "UriSchemeNntp UseUserOverride UserDomainName UserEscaped UserInfo UserInteractive " +
  "UserName UtcDateTime UtcNow UtcTicks Value ValueCollection ValueType Values Variable " +
  "Version VolatileRead VolatileWrite VolumeSeparatorChar Wait WaitAll WaitAny " +
  "WaitForFullGCApproach WaitForFullGCComplete WaitForPendingFinalizers WaitHandle WebName " +
  "WhenAll WhenAny Where WindowHeight WindowLeft WindowTop WindowWidth WindowsCodePage " +
  "WorkingSet Write WriteAllBytes WriteAllBytesAsync WriteAllLines WriteAllLinesAsync " +
  "WriteAllText WriteAllTextAsync WriteAsync WriteAttributeString WriteAttributeStringAsync " +
  "WriteAttributes WriteAttributesAsync WriteBase64 WriteBase64Async WriteBinHex " +
  "WriteBinHexAsync WriteByte WriteCData WriteCDataAsync WriteCharEntity " +
  "WriteCharEntityAsync WriteChars WriteCharsAsync WriteComment WriteCommentAsync " +
  "WriteDocType WriteDocTypeAsync WriteElementString WriteElementStringAsync " +
  "WriteEndAttribute WriteEndDocument WriteEndDocumentAsync WriteEndElement " +
  "WriteEndElementAsync WriteEntityRef WriteEntityRefAsync WriteFullEndElement " +
  "WriteFullEndElementAsync WriteIf WriteLine WriteLineAsync WriteLineIf WriteName " +
  "WriteNameAsync WriteNmToken WriteNmTokenAsync WriteNode WriteNodeAsync " +
  "WriteProcessingInstruction WriteProcessingInstructionAsync WriteQualifiedName " +
  "WriteQualifiedNameAsync WriteRaw WriteRawAsync WriteStartAttribute WriteStartDocument " +
  "WriteStartDocumentAsync WriteStartElement WriteStartElementAsync WriteState WriteString " +
  "WriteStringAsync WriteSurrogateCharEntity WriteSurrogateCharEntityAsync WriteTimeout " +
  "WriteTo WriteValue WriteWhitespace WriteWhitespaceAsync XmlLang XmlSpace Year Yield Zero " +
  "Zip value__";
