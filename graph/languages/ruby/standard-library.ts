/** Keywords, hooks, and names of the tools that every project has. */
export const keywords =
  "BEGIN END alias and begin break case class def defined do else elsif end ensure false " +
  "for if in module next nil not or redo rescue retry return self super then true undef " +
  "unless until when while yield __FILE__ __LINE__ __method__ __dir__ __ENCODING__ _1 it " +
  "attr attr_reader attr_writer attr_accessor private protected public module_function " +
  "private_constant include extend prepend require require_relative autoload load raise " +
  "lambda proc loop initialize new method_missing respond_to_missing to_s to_str to_a " +
  "to_ary to_h to_proc inspect each call included inherited extended prepended block_given " +
  "refine using frozen_string_literal LOAD_PATH stdin stdout stderr PROGRAM_NAME describe " +
  "context it expect let before after subject shared_examples assert assert_equal refute " +
  "setup teardown desc task namespace file rule source gem group spec";

/** Classes, modules and constants of the core and its library. */
export const constants =
  "ARGF ARGV Addrinfo ArgumentError Array BasicObject BasicSocket BigDecimal BigMath Bignum " +
  "Binding Bundler CGI CROSS_COMPILING CSV Class ClosedQueueError Comparable Complex " +
  "ConditionVariable Data Date DateTime Delegator Digest Dir ENV EOFError ERB Encoding " +
  "EncodingError Enumerable Enumerator Errno Etc Exception FalseClass Fiber FiberError File " +
  "FileTest FileUtils Fixnum Float FloatDomainError Forwardable FrozenError GC Gem Hash IO " +
  "IOError IPAddr IPSocket IndexError Integer Interrupt JSON Kernel KeyError LoadError " +
  "LocalJumpError Logger Marshal MatchData Math Method Minitest Module Mutex NameError Net " +
  "NilClass NoMatchingPatternError NoMatchingPatternKeyError NoMemoryError NoMethodError " +
  "NotImplementedError Numeric Object ObjectSpace Observable Open3 OpenSSL OpenStruct " +
  "OptParse OptionParser Pathname Proc Process Psych Queue RSpec " +
  "RUBYGEMS_ACTIVATION_MONITOR Ractor Rake Random Range RangeError Rational RbConfig " +
  "Refinement Regexp RegexpError Resolv RubyVM RuntimeError STDERR STDIN STDOUT ScanError " +
  "ScriptError SecureRandom SecurityError Set Signal SignalException SimpleDelegator " +
  "SingleForwardable Singleton SizedQueue Socket SocketError SortedSet StandardError " +
  "StopIteration String StringIO StringScanner Struct Symbol SyntaxError SystemCallError " +
  "SystemExit SystemStackError TCPServer TCPSocket TOPLEVEL_BINDING Tempfile Thread " +
  "ThreadError ThreadGroup Time Timeout TracePoint TrueClass TypeError UDPSocket UNIXServer " +
  "UNIXSocket URI UnboundMethod UncaughtThrowError UnicodeNormalize Warning WeakRef YAML " +
  "ZeroDivisionError Zlib";

/** Methods of the classes that are used most. */
export const methods =
  "__callee__ __dir__ __method__ _fork _httpdate _id2ref _iso8601 _jisx0301 _load _parse " +
  "_rfc2822 _rfc3339 _rfc822 _strptime _xmlschema abort abort_on_exception abs abs2 " +
  "absolute absolute_path acos acosh add add_trace_func advise ajd alias_method alive all " +
  "all_symbols allbits allocate amjd ancestors angle any anybits append append_features arg " +
  "argv0 arity ascend ascii_only asctime asin asinh assoc at at_exit atan atan2 atanh atime " +
  "attr attr_accessor attr_reader attr_writer auto_compact autoclose autoload b backtrace " +
  "backtrace_locations basename begin between binding binmode binread binwrite birthtime " +
  "bit_length block_given blockdev blocking bsearch bsearch_index bytes bytesize byteslice " +
  "call caller caller_locations capitalize captures casecmp casefold catch cause cbrt cd " +
  "ceil center chain chardev chars chdir children chmod chmod_R chomp chop chown chown_R " +
  "chr chroot chunk chunk_while civil clamp class class_eval class_exec " +
  "class_variable_defined class_variable_get class_variable_set class_variables classify " +
  "cleanpath clear clock_getres clock_gettime clone close close_on_exec close_read " +
  "close_write closed closed_read closed_write cmp codepoints coerce collect collect_concat " +
  "collect_method combination commands commercial compact compare_by_identity compare_file " +
  "compare_stream compile concat conj conjugate const_defined const_get const_missing " +
  "const_set const_source_location constants copy copy_entry copy_file copy_stream cos cosh " +
  "count count_objects cover cp cp_lr cp_r create_fast_state create_id create_pretty_state " +
  "crypt ctime current current_scheduler curry cwday cweek cwyear cycle daemon day " +
  "day_fraction deconstruct deconstruct_keys deep_const_get default default_proc " +
  "define_finalizer define_method define_singleton_method delete delete_at delete_if " +
  "delete_prefix delete_suffix denominator deprecate_constant deq descend detach detect " +
  "difference dig digits directory dirname disable disjoint display div divide divmod " +
  "downcase downto drop drop_while dst dump dump_default_options dup each each_byte " +
  "each_char each_child each_codepoint each_cons each_entry each_filename " +
  "each_grapheme_cluster each_index each_key each_line each_object each_pair each_slice " +
  "each_value each_with_index each_with_object egid empty enable encode encoding end " +
  "end_with england enq entries enum_for eof eql erf erfc escape euid eval even except " +
  "exception exclude_end exec executable executable_real exist exists exit exp expand_path " +
  "extend extend_object extended external_encoding extname fail fast_generate fast_unparse " +
  "fcntl fdatasync fdiv feed fetch fetch_values file fileno fill filter filter_map find " +
  "find_all find_index finite first fixed_encoding flat_map flatten flatten_merge flock " +
  "floor flush fnmatch for_fd force_encoding foreach fork format freeze frexp friday frozen " +
  "fsync ftype full_message gamma garbage_collect gcd gcdlcm gem gem_original_require " +
  "generate generator getbyte getc getgm getlocal getpgid getpgrp getpriority getrlimit " +
  "gets getsid getutc getwd gid glob global_variables gm gmt gmt_offset gmtime gmtoff " +
  "grapheme_clusters gregorian gregorian_leap grep grep_v group group_by groups grpowned " +
  "gsub handle_interrupt has_key has_value hash have_option hex home hour httpdate hypot i " +
  "iconv id2name identical ignore_deadlock imag imaginary include included included_modules " +
  "index infinite initgroups initialize initialize_clone initialize_copy initialize_dup " +
  "inject insert inspect install instance_method instance_methods instance_of " +
  "instance_variable_defined instance_variable_get instance_variable_set instance_variables " +
  "integer intern internal_encoding intersect intersection invert ioctl irb is_a isatty " +
  "isdst iso8601 italy iterator itself j jd jisx0301 jj join json_creatable julian " +
  "julian_leap keep_if key keys kill kind_of lambda last last_match last_status " +
  "latest_compact_info latest_gc_info lazy lchmod lchown lcm ld ldexp leap length lgamma " +
  "lineno lines link link_entry list ljust ln ln_s ln_sf load load_default_options " +
  "load_file local local_variable_defined local_variable_get local_variable_set " +
  "local_variables localtime lock locked log log10 log2 loop lstat lstrip lutime magnitude " +
  "main make_link make_symlink makedirs map marshal_dump marshal_load match match_length " +
  "max max_by maxgroups mday measure_total_time member members merge message method " +
  "method_added method_defined method_removed method_undefined methods min min_by minmax " +
  "minmax_by mjd mkdir mkdir_p mkfifo mkpath mktime mktmpdir module_eval module_exec " +
  "module_function modulo mon monday month mountpoint move mtime mv name named_captures " +
  "names nan native_thread_id negative nesting new new_seed new_start next next_day " +
  "next_float next_month next_values next_year nil nobits none nonzero now nread nsec " +
  "num_waiting numerator object_id oct odd offset one open opendir options options_of ord " +
  "ordinal original_name owned owner p pack parameters parent parse parse_csv parser " +
  "partition pass path pathconf peek peek_values pending_interrupt permutation phase pid " +
  "pipe polar pop popen pos positive post_match pow pp ppid pre_match pread pred prepend " +
  "prepend_features prepended pretty_generate pretty_print pretty_print_cycle " +
  "pretty_unparse prev_day prev_float prev_month prev_year print printf priority private " +
  "private_class_method private_constant private_instance_methods private_method_defined " +
  "private_methods private_module_function proc produce product proper_subset " +
  "proper_superset protected protected_instance_methods protected_method_defined " +
  "protected_methods public public_class_method public_constant public_instance_method " +
  "public_instance_methods public_method public_method_defined public_methods public_send " +
  "push putc puts pwd pwrite quo quote raise rand rassoc rationalize read read_nonblock " +
  "readable readable_real readbyte readchar readline readlines readlink readpartial ready " +
  "real realdirpath realpath receiver rect rectangular recurse_proc reduce refine regexp " +
  "rehash reject relative relative_path_from remainder remove remove_class_variable " +
  "remove_const remove_dir remove_entry remove_entry_secure remove_file " +
  "remove_instance_variable remove_method rename reopen repeated_combination " +
  "repeated_permutation replace report_on_exception require require_relative reset " +
  "respond_to respond_to_missing restore resume reverse reverse_each rewind rfc2822 rfc3339 " +
  "rfc822 rindex rjust rm rm_f rm_r rm_rf rmdir rmtree root rotate round rpartition rstrip " +
  "ruby2_keywords ruby2_keywords_hash run safe_unlink sample saturday scan schedule " +
  "scheduler scrub sec seed seek select send set_backtrace set_encoding set_encoding_by_bom " +
  "set_scheduler set_trace_func setbyte setgid setpgid setpgrp setpriority setproctitle " +
  "setrlimit setsid setuid shift shuffle sin singleton_class singleton_method " +
  "singleton_method_added singleton_methods sinh size sleep slice slice_after slice_before " +
  "slice_when socket sort sort_by source source_location spawn split sprintf sqrt squeeze " +
  "srand start start_with stat state status step sticky stop store stress strftime string " +
  "strip strptime sub sub_ext subclasses subsec subset subtract succ sum sunday " +
  "super_method superclass superset swapcase symlink sync synchronize syscall sysopen " +
  "sysread sysseek system syswrite taint tainted take take_while tally tan tanh tap tell " +
  "terminate test then thread_variable thread_variable_get thread_variable_set " +
  "thread_variables throw thursday times tmpdir to_a to_ary to_c to_csv to_date to_datetime " +
  "to_enum to_f to_h to_hash to_i to_int to_io to_path to_proc to_r to_s to_set to_str " +
  "to_sym to_time to_tty to_yaml today total_time touch tr tr_s trace_var transfer " +
  "transform_keys transform_values transpose trap truncate trust try_convert try_lock tty " +
  "tuesday tv_nsec tv_sec tv_usec uid umask unbind undef_method undefine_finalizer undump " +
  "ungetbyte ungetc unicode_normalize unicode_normalized union uniq unlink unlock unpack " +
  "unpack1 unparse unshift untaint untrace_var untrust untrusted upcase update upto " +
  "uptodate urandom usec used_modules using using_rvargc utc utc_offset utime valid_civil " +
  "valid_commercial valid_date valid_encoding valid_jd valid_ordinal value values values_at " +
  "verify_compaction_references verify_internal_consistency " +
  "verify_transient_heap_internal_consistency wait wait2 wait_priority wait_readable " +
  "wait_writable waitall waitpid waitpid2 wakeup warn wday wednesday with_index with_object " +
  "world_readable world_writable writable writable_real write write_nonblock xmlschema " +
  "yaml_tag yday year yield yield_self zero zip zone zone_offset";

/** What `require` finds without a gem. */
export const libraries =
  "English abbrev base64 benchmark bigdecimal bundler cgi complex continuation coverage csv " +
  "date delegate did_you_mean digest drb e2mmap enumerator erb error_highlight etc expect " +
  "fcntl fiber fiddle fileutils find forwardable getoptlong io io/console io/nonblock " +
  "io/wait ipaddr irb json kconv logger matrix mkmf monitor mutex_m net net/http nkf " +
  "objspace observer open-uri open3 openssl optionparser optparse ostruct pathname pp " +
  "prettyprint prime profile profiler pstore psych pty racc rational rbconfig rdoc readline " +
  "reline resolv resolv-replace rinda ripper rubygems scanf securerandom set shell " +
  "shellwords singleton socket sorted_set stringio strscan sync syslog tempfile thread " +
  "thwait time timeout tmpdir tracer tsort un unicode_normalize uri weakref yaml zlib";
