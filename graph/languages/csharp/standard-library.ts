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

/** Methods that are called on the types that are used most, those of LINQ too. */
export const methods =
  "Abort Add AddDays AddHours AddMilliseconds AddMinutes AddMonths AddOrUpdate AddRange " +
  "AddSeconds AddTicks AddYears Aggregate All Any Append AppendFormat AppendJoin AppendLine " +
  "AppendText AsEnumerable AsReadOnly Average BeginRead BeginWrite BinarySearch Cancel " +
  "CancelAfter CancelPendingRequests Cast Clear ClearCachedData Clone Close CompareTo " +
  "Concat ConfigureAwait Contains ContainsKey ContainsValue ContinueWith ConvertAll CopyTo " +
  "CopyToAsync Count Create CreateDelegate CreateInstance CreateText Deconstruct Decrypt " +
  "DefaultIfEmpty Delete DeleteAsync Dequeue DisableComObjectEagerCleanup " +
  "DiscardBufferedData Dispose DisposeAsync Distinct Divide Duration DynamicInvoke " +
  "ElementAt ElementAtOrDefault Empty Encrypt EndRead EndWrite EndsWith Enqueue " +
  "EnsureCapacity Equals EqualsExact Except ExceptWith Exists Find FindAll FindIndex " +
  "FindInterfaces FindLast FindLastIndex FindMembers First FirstOrDefault Flush FlushAsync " +
  "ForEach GetAccessControl GetAccessors GetAddressBytes GetApartmentState GetArrayRank " +
  "GetAsync GetAttribute GetAwaiter GetBaseDefinition GetBaseException GetBuffer " +
  "GetByteArrayAsync GetByteCount GetBytes GetCharCount GetChars GetComponents " +
  "GetCompressedStack GetConsoleFallbackUICulture GetConstantValue GetConstructor " +
  "GetConstructors GetCustomAttributes GetCustomAttributesData GetDateTimeFormats " +
  "GetDecoder GetDefaultMembers GetElementType GetEncoder GetEnumName GetEnumNames " +
  "GetEnumUnderlyingType GetEnumValues GetEnumerator GetEvent GetEvents GetExportedTypes " +
  "GetField GetFields GetFile GetFiles GetFormat GetForwardedTypes GetGenericArguments " +
  "GetGenericMethodDefinition GetGenericParameterConstraints GetGenericTypeDefinition " +
  "GetGetMethod GetGroupNames GetGroupNumbers GetHashCode GetIndexParameters GetInterface " +
  "GetInterfaceMap GetInterfaces GetInvocationList GetLeftPart GetLength GetLoadedModules " +
  "GetLongLength GetLowerBound GetManifestResourceInfo GetManifestResourceNames " +
  "GetManifestResourceStream GetMaxByteCount GetMaxCharCount GetMember GetMembers GetMethod " +
  "GetMethods GetModule GetModules GetName GetNestedType GetNestedTypes GetObjectData " +
  "GetOptionalCustomModifiers GetOrAdd GetPreamble GetProperties GetProperty GetRange " +
  "GetRawConstantValue GetRealObject GetReferencedAssemblies GetRequiredCustomModifiers " +
  "GetSatelliteAssembly GetSetMethod GetStreamAsync GetString GetStringAsync GetType " +
  "GetTypeCode GetTypes GetUpperBound GetValue GetValueAsync GetValueDirect " +
  "GetValueOrDefault GroupBy GroupJoin GroupNameFromNumber GroupNumberFromName HasFlag " +
  "HasSameMetadataDefinitionAs IndexOf IndexOfAny Initialize Insert InsertRange Interrupt " +
  "Intersect IntersectWith InvokeMember IsAlwaysNormalized IsAssignableFrom IsBaseOf " +
  "IsDaylightSavingTime IsDefaultAttribute IsDefined IsEnumDefined IsEquivalentTo " +
  "IsInstanceOfType IsMatch IsNormalized IsProperSubsetOf IsProperSupersetOf IsStartElement " +
  "IsSubclassOf IsSubsetOf IsSupersetOf IsWellFormedOriginalString Join Last LastIndexOf " +
  "LastIndexOfAny LastOrDefault LoadModule LongCount LookupNamespace LookupPrefix " +
  "MakeArrayType MakeByRefType MakeGenericMethod MakeGenericType MakePointerType " +
  "MakeRelative MakeRelativeUri MapToIPv4 MapToIPv6 MarkAborted Match Matches Max Min " +
  "MoveTo MoveToAttribute MoveToContent MoveToContentAsync MoveToElement " +
  "MoveToFirstAttribute MoveToNextAttribute Multiply Negate Next NextBytes NextDouble " +
  "NextMatch Normalize OfType OnDeserialization Open OpenRead OpenText OpenWrite OrderBy " +
  "OrderByDescending Overlaps PadLeft PadRight PatchAsync Peek Pop PostAsync Prepend Push " +
  "PutAsync Range Read ReadAsync ReadAttributeValue ReadBlock ReadBlockAsync ReadByte " +
  "ReadContentAs ReadContentAsAsync ReadContentAsBase64 ReadContentAsBase64Async " +
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
  "ReadInnerXmlAsync ReadLine ReadLineAsync ReadOuterXml ReadOuterXmlAsync ReadStartElement " +
  "ReadString ReadSubtree ReadToDescendant ReadToEnd ReadToEndAsync ReadToFollowing " +
  "ReadToNextSibling ReadValueChunk ReadValueChunkAsync Reduce ReduceAndCheck " +
  "ReduceExtensions Register Remove RemoveAll RemoveAt RemoveRange RemoveWhere Repeat " +
  "Replace Reset ResolveEntity Restart Result Resume Reverse RunSynchronously Seek Select " +
  "SelectMany SendAsync SequenceEqual SetAccessControl SetApartmentState SetCanceled " +
  "SetCompressedStack SetEquals SetException SetLength SetResult SetValue SetValueDirect " +
  "Single SingleOrDefault Skip SkipAsync SkipLast SkipWhile Sort Split Start StartsWith " +
  "Stop Substring Subtract Sum Suspend SymmetricExceptWith Take TakeLast TakeWhile ThenBy " +
  "ThenByDescending ThrowIfCancellationRequested ToArray ToBinary ToByteArray ToCharArray " +
  "ToDictionary ToFileTime ToFileTimeUtc ToHashSet ToList ToLocalTime ToLongDateString " +
  "ToLongTimeString ToLookup ToLower ToLowerInvariant ToOADate ToOffset ToShortDateString " +
  "ToShortTimeString ToString ToUniversalTime ToUnixTimeMilliseconds ToUnixTimeSeconds " +
  "ToUpper ToUpperInvariant Trim TrimEnd TrimExcess TrimStart TrueForAll TryAdd TryDequeue " +
  "TryFormat TryGetBuffer TryGetValue TryPeek TryPop TryRemove TrySetApartmentState " +
  "TrySetCanceled TrySetException TrySetResult TryUpdate TryWriteBytes Union UnionWith Wait " +
  "Where Write WriteAsync WriteAttributeString WriteAttributeStringAsync WriteAttributes " +
  "WriteAttributesAsync WriteBase64 WriteBase64Async WriteBinHex WriteBinHexAsync WriteByte " +
  "WriteCData WriteCDataAsync WriteCharEntity WriteCharEntityAsync WriteChars " +
  "WriteCharsAsync WriteComment WriteCommentAsync WriteDocType WriteDocTypeAsync " +
  "WriteElementString WriteElementStringAsync WriteEndAttribute WriteEndDocument " +
  "WriteEndDocumentAsync WriteEndElement WriteEndElementAsync WriteEntityRef " +
  "WriteEntityRefAsync WriteFullEndElement WriteFullEndElementAsync WriteLine " +
  "WriteLineAsync WriteName WriteNameAsync WriteNmToken WriteNmTokenAsync WriteNode " +
  "WriteNodeAsync WriteProcessingInstruction WriteProcessingInstructionAsync " +
  "WriteQualifiedName WriteQualifiedNameAsync WriteRaw WriteRawAsync WriteStartAttribute " +
  "WriteStartDocument WriteStartDocumentAsync WriteStartElement WriteStartElementAsync " +
  "WriteString WriteStringAsync WriteSurrogateCharEntity WriteSurrogateCharEntityAsync " +
  "WriteTo WriteValue WriteWhitespace WriteWhitespaceAsync Zip";

/** Other members of those types. */
export const properties =
  "ASCII Abs AbsolutePath AbsoluteUri Acos Acosh AddAssign AddAssignChecked AddChecked " +
  "AddMemoryPressure Address AddressFamily AllocateDataSlot AllocateNamedDataSlot " +
  "AltDirectorySeparatorChar And AndAlso AndAssign ApartmentState AppendAllLines " +
  "AppendAllLinesAsync AppendAllText AppendAllTextAsync ArrayAccess ArrayIndex ArrayLength " +
  "Asin Asinh Assembly AssemblyQualifiedName Assert Assign AsyncState Atan Atan2 Atanh " +
  "AttributeCount Attributes Authority AutoFlush BackgroundColor BaseAddress BaseStream " +
  "BaseType BaseURI Beep BeginCriticalRegion BeginThreadAffinity BigEndianUnicode BigMul " +
  "Bind Block BodyName Break Broadcast BufferHeight BufferWidth Build CacheSize Calendar " +
  "Call CanBeCanceled CanRead CanReadBinaryContent CanReadValueChunk CanReduce " +
  "CanResolveEntity CanSeek CanTimeout CanWrite CancelFullGCNotification CancelKeyPress " +
  "Capacity CapsLock Captures Catch Cbrt Ceiling ChangeExtension ChangeType Chars " +
  "CheckHostName CheckSchemeName Clamp ClearDebugInfo Coalesce CodeBase CodePage Collect " +
  "CollectionCount Combine CommandLine Compare CompareExchange CompareInfo CompareOrdinal " +
  "Comparer CompileToAssembly CompletedTask Condition Constant ConstrainedCopy " +
  "ContainsGenericParameters Continue Convert ConvertChecked ConvertFromUtf32 " +
  "ConvertToUtf32 Copy Cos Cosh CreateComInstanceFrom CreateDirectory CreateInstanceFrom " +
  "CreateLinkedTokenSource CreateQualifiedName CreateSetComparer CreateSpecificCulture " +
  "CreateUnwrapPromise CreationOptions CultureTypes Current CurrentContext CurrentCulture " +
  "CurrentCultureIgnoreCase CurrentDirectory CurrentEncoding CurrentId " +
  "CurrentManagedThreadId CurrentPrincipal CurrentThread CurrentUICulture CursorLeft " +
  "CursorSize CursorTop CursorVisible CustomAttributes DBNull Data Date DateTime " +
  "DateTimeFormat Day DayOfWeek DayOfYear Days DaysInMonth DebugInfo DeclaredOnly " +
  "DeclaringMethod DeclaringType DecoderFallback Decrement Default DefaultBinder " +
  "DefaultRequestHeaders DefaultThreadCurrentCulture DefaultThreadCurrentUICulture " +
  "DefaultValue DefinedTypes Delay Delimiter Depth Directory DirectoryName " +
  "DirectorySeparatorChar DisplayName DivRem DivideAssign DnsSafeHost DoNotWrapExceptions " +
  "Dynamic E EOF Elapsed ElapsedMilliseconds ElapsedTicks ElementInit EmptyTypes " +
  "EncoderFallback Encoding EncodingName EndCriticalRegion EndNoGCRegion EndOfStream " +
  "EndThreadAffinity EnglishName Enter EntryPoint EnumerateDirectories " +
  "EnumerateFileSystemEntries EnumerateFiles Enumerator Epsilon Equal Error Escape " +
  "EscapeDataString EscapeUriString EscapedCodeBase Evidence ExactBinding Exception " +
  "Exchange ExclusiveOr ExclusiveOrAssign ExecutionContext Exit ExitCode Exp " +
  "ExpandEnvironmentVariables ExportedTypes Factory Fail FailFast FalseString Field " +
  "FieldHandle FieldType Fill FilterAttribute FilterName FilterNameIgnoreCase " +
  "FlattenHierarchy Floor ForegroundColor Format FormatProvider Fragment FreeNamedDataSlot " +
  "Frequency FromBase64CharArray FromBase64String FromBinary FromCanceled FromDays " +
  "FromException FromFileTime FromFileTimeUtc FromHex FromHours FromMilliseconds " +
  "FromMinutes FromOADate FromResult FromSeconds FromTicks FromUnixTimeMilliseconds " +
  "FromUnixTimeSeconds FullName GUID GenericParameterAttributes GenericParameterPosition " +
  "GenericTypeArguments GetActionType GetAllocatedBytesForCurrentThread GetAssembly " +
  "GetAttributes GetCallingAssembly GetCommandLineArgs GetCreationTime GetCreationTimeUtc " +
  "GetCultureInfo GetCultureInfoByIetfLanguageTag GetCultures GetCurrentDirectory " +
  "GetCurrentProcessorId GetCustomAttribute GetData GetDelegateType GetDirectories " +
  "GetDirectoryName GetDirectoryRoot GetDomain GetDomainID GetEncoding GetEncodings " +
  "GetEntryAssembly GetEnvironmentVariable GetEnvironmentVariables GetExecutingAssembly " +
  "GetExtension GetFieldFromHandle GetFileName GetFileNameWithoutExtension " +
  "GetFileSystemEntries GetFolderPath GetFullPath GetFuncType GetGeneration " +
  "GetInvalidFileNameChars GetInvalidPathChars GetLastAccessTime GetLastAccessTimeUtc " +
  "GetLastWriteTime GetLastWriteTimeUtc GetLogicalDrives GetNamedDataSlot GetNames " +
  "GetNumericValue GetObject GetParent GetPathRoot GetRandomFileName GetRelativePath " +
  "GetTempFileName GetTempPath GetTimestamp GetTotalMemory GetTypeArray GetTypeFromCLSID " +
  "GetTypeFromHandle GetTypeFromProgID GetTypeHandle GetUnderlyingType GetUnicodeCategory " +
  "GetValues GlobalAssemblyCache Goto GreaterThan GreaterThanOrEqual Groups HResult " +
  "HasAttributes HasDefaultValue HasElementType HasExtension HasShutdownStarted HasValue " +
  "HeaderName HelpLink HexEscape HexUnescape Host HostContext HostNameType " +
  "HostToNetworkOrder Hour Hours IEEERemainder IPv6Any IPv6Loopback IPv6None Id IdnHost " +
  "IetfLanguageTag IfThen IfThenElse IgnoreCase IgnoreReturn ImageRuntimeVersion In " +
  "Increment Indent IndentLevel IndentSize InfiniteMatchTimeout InnerException " +
  "InputEncoding InstalledUICulture Instance Intern InvalidPathChars InvariantCulture " +
  "InvariantCultureIgnoreCase Invoke InvokeMethod Is64BitOperatingSystem Is64BitProcess " +
  "IsAbsoluteUri IsAbstract IsAlive IsAnsiClass IsArray IsAssembly IsAutoClass IsAutoLayout " +
  "IsBackground IsBrowserDisplay IsBrowserSave IsByRef IsByRefLike IsCOMObject IsCanceled " +
  "IsCancellationRequested IsClass IsCollectible IsCompleted IsCompletedSuccessfully " +
  "IsConstructedGenericType IsContextful IsControl IsDBNull IsDefault IsDefaultPort IsDigit " +
  "IsDynamic IsEmpty IsEmptyElement IsEntered IsEnum IsErrorRedirected IsExplicitLayout " +
  "IsFalse IsFamily IsFamilyAndAssembly IsFamilyOrAssembly IsFaulted IsFile IsFinite " +
  "IsFixedSize IsFullyTrusted IsGenericMethodParameter IsGenericParameter IsGenericType " +
  "IsGenericTypeDefinition IsGenericTypeParameter IsHexDigit IsHexEncoding IsHighResolution " +
  "IsHighSurrogate IsIPv4MappedToIPv6 IsIPv6LinkLocal IsIPv6Multicast IsIPv6SiteLocal " +
  "IsIPv6Teredo IsImport IsIn IsInfinity IsInitOnly IsInputRedirected IsInterface " +
  "IsInterned IsLayoutSequential IsLcid IsLeapYear IsLetter IsLetterOrDigit IsLiteral " +
  "IsLoopback IsLowSurrogate IsLower IsMailNewsDisplay IsMailNewsSave IsMarshalByRef IsNaN " +
  "IsName IsNameToken IsNegative IsNegativeInfinity IsNested IsNestedAssembly " +
  "IsNestedFamANDAssem IsNestedFamORAssem IsNestedFamily IsNestedPrivate IsNestedPublic " +
  "IsNeutralCulture IsNormal IsNotPublic IsNotSerialized IsNullOrEmpty IsNullOrWhiteSpace " +
  "IsNumber IsOptional IsOut IsOutputRedirected IsPathFullyQualified IsPathRooted " +
  "IsPinvokeImpl IsPointer IsPositiveInfinity IsPrimitive IsPrivate IsPublic IsPunctuation " +
  "IsReadOnly IsRetval IsRunning IsSZArray IsSealed IsSecurityCritical " +
  "IsSecuritySafeCritical IsSecurityTransparent IsSeparator IsSerializable IsSignatureType " +
  "IsSingleByte IsSpecialName IsStatic IsSubnormal IsSurrogate IsSurrogatePair IsSymbol " +
  "IsSynchronized IsThreadPoolThread IsTrue IsTypeDefinition IsUnc IsUnicodeClass IsUpper " +
  "IsValueCreated IsValueType IsVariableBoundArray IsVisible IsWellFormedUriString " +
  "IsWhiteSpace Item KeepAlive Key KeyAvailable KeyCollection KeyboardLayoutId Keys Kind " +
  "LCID Label Lambda LargestWindowHeight LargestWindowWidth LeftShift LeftShiftAssign " +
  "Length LessThan LessThanOrEqual ListBind ListInit Listeners Load LoadFile LoadFrom " +
  "LoadWithPartialName LocalDateTime LocalName LocalPath Location Log Log10 LongLength Loop " +
  "Loopback MachineName Major MajorRevision MakeBinary MakeCatchBlock MakeDynamic " +
  "MakeGenericMethodParameter MakeGenericSignatureType MakeGoto MakeIndex MakeMemberAccess " +
  "MakeTry MakeUnary ManagedThreadId ManifestModule MatchTimeout MaxCapacity MaxGeneration " +
  "MaxResponseContentBufferSize MaxValue Member MemberBind MemberInit MemberType " +
  "MemoryBarrier MemoryBarrierProcessWide Message MetadataToken Method Millisecond " +
  "Milliseconds MinValue Minor MinorRevision Minute Minutes Missing Module ModuleResolve " +
  "Modules Modulo ModuloAssign Month Move MoveBufferArea MultiplyAssign " +
  "MultiplyAssignChecked MultiplyChecked NaN Name NameTable Namespace NamespaceURI " +
  "NativeName NegateChecked NegativeInfinity NetworkToHostOrder New NewArrayBounds " +
  "NewArrayInit NewGuid NewLine NodeType NonPublic None Not NotEqual Now Null NumberFormat " +
  "NumberLock OSVersion Offset OnesComplement OpenStandardError OpenStandardInput " +
  "OpenStandardOutput OptionalCalendars OptionalParamBinding Options Or OrAssign OrElse " +
  "Ordinal OrdinalIgnoreCase OriginalString Out OutputEncoding PI Parameter ParameterType " +
  "Parent Parse ParseExact PathAndQuery PathSeparator PermissionSet Port Position " +
  "PositiveInfinity PostDecrementAssign PostIncrementAssign Pow Power PowerAssign " +
  "PreDecrementAssign PreIncrementAssign Preamble Prefix Print Priority ProcessorCount " +
  "Property PropertyOrField PropertyType Public Pulse PulseAll PutDispProperty " +
  "PutRefDispProperty Query Quote QuoteChar Rank RawDefaultValue ReRegisterForFinalize " +
  "ReadAllBytes ReadAllBytesAsync ReadAllLines ReadAllLinesAsync ReadAllText " +
  "ReadAllTextAsync ReadKey ReadLines ReadOnly ReadState ReadTimeout ReferenceEqual " +
  "ReferenceEquals ReferenceNotEqual ReflectedType ReflectionOnly ReflectionOnlyGetType " +
  "ReflectionOnlyLoad ReflectionOnlyLoadFrom RegisterForFullGCNotification RegisterProvider " +
  "RemoveMemoryPressure ResetAbort ResetColor Resize Rethrow Return ReturnParameter " +
  "ReturnType ReturnTypeCustomAttributes Revision RightShift RightShiftAssign RightToLeft " +
  "Round Run RuntimeVariables SchemaInfo Scheme SchemeDelimiter ScopeId Second Seconds " +
  "SecurityRuleSet Segments SetAttributes SetBufferSize SetCreationTime SetCreationTimeUtc " +
  "SetCurrentDirectory SetCursorPosition SetData SetEnvironmentVariable SetError SetField " +
  "SetIn SetLastAccessTime SetLastAccessTimeUtc SetLastWriteTime SetLastWriteTimeUtc " +
  "SetMethod SetOut SetProperty SetWindowPosition SetWindowSize Settings Sign Sin Sinh " +
  "Sleep Source SpecialFolder SpecialFolderOption SpecifyKind SpinWait Sqrt StackTrace " +
  "StartNew Static Status StructLayoutAttribute SubtractAssign SubtractAssignChecked " +
  "SubtractChecked Success SuppressChangeType SuppressFinalize Switch SwitchCase " +
  "SymbolDocument SyncRoot Synchronized SystemDirectory SystemPageSize Tan Tanh Target " +
  "TargetSite Task TextInfo ThreadState ThreeLetterISOLanguageName " +
  "ThreeLetterWindowsLanguageName Throw TickCount Ticks TicksPerDay TicksPerHour " +
  "TicksPerMillisecond TicksPerMinute TicksPerSecond TimeOfDay Timeout Title " +
  "ToBase64CharArray ToBase64String ToBoolean ToByte ToChar ToDateTime ToDecimal ToDouble " +
  "ToInt16 ToInt32 ToInt64 ToObject ToSByte ToSingle ToUInt16 ToUInt32 ToUInt64 Today Token " +
  "TotalDays TotalHours TotalMilliseconds TotalMinutes TotalSeconds TreatControlCAsInput " +
  "TrueString Truncate TryCatch TryCatchFinally TryCreate TryEnter TryFault TryFinally " +
  "TryFromBase64Chars TryFromBase64String TryGetActionType TryGetFuncType TryJoin TryParse " +
  "TryParseExact TryStartNoGCRegion TryToBase64Chars TwoLetterISOLanguageName Type TypeAs " +
  "TypeEqual TypeHandle TypeId TypeInitializer TypeIs UTF32 UTF7 UTF8 UnaryPlus Unbox " +
  "UnderlyingSystemType Unescape UnescapeDataString Unicode Unindent UnixEpoch " +
  "UnsafeLoadFrom UriSchemeFile UriSchemeFtp UriSchemeGopher UriSchemeHttp UriSchemeHttps " +
  "UriSchemeMailto UriSchemeNetPipe UriSchemeNetTcp UriSchemeNews UriSchemeNntp " +
  "UseUserOverride UserDomainName UserEscaped UserInfo UserInteractive UserName UtcDateTime " +
  "UtcNow UtcTicks Value ValueCollection ValueType Values Variable Version VolatileRead " +
  "VolatileWrite VolumeSeparatorChar WaitAll WaitAny WaitForFullGCApproach " +
  "WaitForFullGCComplete WaitForPendingFinalizers WaitHandle WebName WhenAll WhenAny " +
  "WindowHeight WindowLeft WindowTop WindowWidth WindowsCodePage WorkingSet WriteAllBytes " +
  "WriteAllBytesAsync WriteAllLines WriteAllLinesAsync WriteAllText WriteAllTextAsync " +
  "WriteIf WriteLineIf WriteState WriteTimeout XmlLang XmlSpace Year Yield Zero value__";
