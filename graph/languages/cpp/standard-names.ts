/** Names of the standard headers of C++, of C++17 and C++20, beside those of C. */
export const standardNames =
  "April August December ECMAScript February Friday Init January July June March May Monday " +
  "November October SYS_futex Saturday September Sunday Thursday Tuesday Wednesday absolute " +
  "accumulate acq_rel acquire add add_const add_const_t add_cv add_cv_t add_lvalue_reference " +
  "add_lvalue_reference_t add_pointer add_pointer_t add_rvalue_reference " +
  "add_rvalue_reference_t add_volatile add_volatile_t addr address addressof " +
  "adjacent_difference adjacent_find adjustfield adopt_lock adopt_lock_t advance align " +
  "align_val_t aligned_storage aligned_storage_t aligned_union aligned_union_t alignment_of " +
  "alignment_of_v alignment_value all all_of all_t allocate allocate_bytes allocate_object " +
  "allocate_shared allocate_shared_for_overwrite allocator allocator_arg allocator_arg_t " +
  "allocator_traits allocator_type alnum alpha always_noconv and_then any any_cast any_of app " +
  "append apply arg argument_type array arrival_token arrive arrive_and_drop arrive_and_wait " +
  "as_bytes as_const as_writable_bytes assign assignable_from assoc_laguerre assoc_laguerref " +
  "assoc_laguerrel assoc_legendre assoc_legendref assoc_legendrel assume_aligned async at ate " +
  "atomic atomic_char8_t atomic_int16_t atomic_int32_t atomic_int64_t atomic_int8_t " +
  "atomic_notify_all atomic_notify_one atomic_ref atomic_uint16_t atomic_uint32_t " +
  "atomic_uint64_t atomic_uint8_t atomic_wait atomic_wait_explicit atto attributes auto_format " +
  "auto_ptr available await_ready await_resume await_suspend awk back back_insert_iterator " +
  "back_inserter bad bad_alloc bad_any_cast bad_array_new_length bad_cast bad_exception " +
  "bad_expected_access bad_function_call bad_optional_access bad_typeid bad_variant_access " +
  "bad_weak_ptr badbit barrier base basefield basic basic_common_reference basic_filebuf " +
  "basic_fstream basic_ifstream basic_ios basic_iostream basic_ispanstream basic_istream " +
  "basic_istream_view basic_istringstream basic_ofstream basic_ospanstream basic_ostream " +
  "basic_ostringstream basic_osyncstream basic_regex basic_spanbuf basic_spanstream " +
  "basic_stacktrace basic_streambuf basic_string basic_string_view basic_stringbuf " +
  "basic_stringstream basic_syncbuf before before_begin beg begin bernoulli_distribution beta " +
  "betaf betal bidirectional_iterator bidirectional_iterator_tag bidirectional_range big " +
  "binary binary_function binary_negate binary_search binary_semaphore binary_transform_result " +
  "bind bind_front binomial_distribution bit_and bit_cast bit_ceil bit_floor bit_not bit_or " +
  "bit_width bit_xor bitset blank block block_size bool_constant boolalpha borrowed_iterator_t " +
  "borrowed_range borrowed_subrange_t boyer_moore_horspool_searcher boyer_moore_searcher " +
  "broken_promise bucket bucket_count bucket_size byte byte_string byteswap c8rtomb c_encoding " +
  "c_str callback_type canonical capacity catalog category cauchy_distribution cbefore_begin " +
  "cbegin cdata cend centi cerr char_class_type char_traits char_type character chars_format " +
  "chi_squared_distribution chrono chrono_literals cin clamp classic classic_table clear " +
  "clockid close cmatch cmp_equal cmp_greater cmp_greater_equal cmp_less cmp_less_equal " +
  "cmp_not_equal cntrl code codecvt codecvt_base codecvt_byname codecvt_mode codecvt_utf16 " +
  "codecvt_utf8 codecvt_utf8_utf16 collate collate_byname column combine common " +
  "common_comparison_category common_comparison_category_t common_iterator common_range " +
  "common_reference common_reference_t common_reference_with common_type common_type_t " +
  "common_view common_with comp comp_ellint_1 comp_ellint_1f comp_ellint_1l comp_ellint_2 " +
  "comp_ellint_2f comp_ellint_2l comp_ellint_3 comp_ellint_3f comp_ellint_3l compare " +
  "compare_exchange_strong compare_exchange_weak compare_partial_order_fallback " +
  "compare_strong_order_fallback compare_three_way compare_three_way_result " +
  "compare_three_way_result_t compare_weak_order_fallback comparison_category complex_literals " +
  "concat condition_variable condition_variable_any conditional conditional_t conjunction " +
  "conjunction_v const_iterator const_local_iterator const_mem_fun1_ref_t const_mem_fun1_t " +
  "const_mem_fun_ref_t const_mem_fun_t const_pointer const_pointer_cast const_reference " +
  "const_reverse_iterator const_void_pointer construct construct_at constructible_from consume " +
  "consume_header container container_type contains contiguous_iterator " +
  "contiguous_iterator_tag contiguous_range converted convertible_to copy copy_backward " +
  "copy_backward_result copy_constructible copy_file copy_if copy_if_result copy_n " +
  "copy_n_result copy_options copy_result copy_symlink copy_symlinks copyable copyfmt " +
  "copyfmt_event coroutine_handle coroutine_traits count count_down count_if counted " +
  "counted_iterator counting_semaphore countl_one countl_zero countr_one countr_zero cout " +
  "crbegin create_directories create_directory create_directory_symlink create_hard_link " +
  "create_hard_links create_symlink create_symlinks cref cregex_iterator cregex_token_iterator " +
  "crend cshift csub_match ctype ctype_base ctype_byname cur curr_symbol current " +
  "current_exception current_path cv_status cyl_bessel_i cyl_bessel_if cyl_bessel_il " +
  "cyl_bessel_j cyl_bessel_jf cyl_bessel_jl cyl_bessel_k cyl_bessel_kf cyl_bessel_kl " +
  "cyl_neumann cyl_neumannf cyl_neumannl dangling data date_order dateorder day days " +
  "deallocate deallocate_bytes deallocate_object dec deca decay decay_t deci " +
  "declare_no_pointers declare_reachable declval default_delete default_error_condition " +
  "default_initializable default_random_engine default_searcher default_seed default_sentinel " +
  "default_sentinel_t defaultfloat defer_lock defer_lock_t deferred defined delete_object " +
  "deleter_type den denorm_absent denorm_indeterminate denorm_min denorm_present densities " +
  "deprecated depth deque derived_from description destroy destroy_at destroy_n " +
  "destroying_delete destroying_delete_t destructible detach difference_type digit digits " +
  "digits10 directories_only directory directory_entry directory_iterator directory_options " +
  "disable_recursion_pending disable_sized_range disable_sized_sentinel_for discard " +
  "discard_block_engine discrete_distribution disjunction disjunction_v distance " +
  "distribution_type divides dmy do_allocate do_always_noconv do_close do_compare " +
  "do_curr_symbol do_date_order do_deallocate do_decimal_point do_encoding do_falsename " +
  "do_frac_digits do_get do_get_date do_get_monthname do_get_time do_get_weekday do_get_year " +
  "do_grouping do_hash do_in do_is do_is_equal do_length do_max_length do_narrow do_neg_format " +
  "do_negative_sign do_open do_out do_pos_format do_positive_sign do_put do_scan_is " +
  "do_scan_not do_thousands_sep do_tolower do_toupper do_transform do_truename do_unshift " +
  "do_widen domain_error done drop drop_view drop_while drop_while_view duration duration_cast " +
  "duration_values dynamic_extent dynamic_pointer_cast e_v eback ec egamma egamma_v egptr " +
  "egrep elapsed element_type elements elements_view ellint_1 ellint_1f ellint_1l ellint_2 " +
  "ellint_2f ellint_2l ellint_3 ellint_3f ellint_3l emit emit_on_flush emplace emplace_after " +
  "emplace_back emplace_front emplace_hint empty empty_view enable_borrowed_range enable_if " +
  "enable_if_t enable_shared_from_this enable_view encoding end endian endl ends ends_with " +
  "entropy eof eofbit epptr epsilon eq eq_int_type equal equal_range equal_to " +
  "equality_comparable equality_comparable_with equivalence_relation equivalent erase " +
  "erase_after erase_event erase_if errc error error_backref error_badbrace error_badrepeat " +
  "error_brace error_brack error_category error_code error_collate error_complexity " +
  "error_condition error_ctype error_escape error_paren error_range error_space error_type " +
  "event event_callback exa exc exception exception_ptr exceptions exchange exclusive_scan " +
  "exists expected expint expintf expintl expired exponential_distribution ext extended " +
  "extension extent extent_v extern_type extract extreme_value_distribution facet fail failbit " +
  "failed failure false_type falsename femto fetch_add fetch_and fetch_or fetch_sub fetch_xor " +
  "field fifo file_clock file_name file_size file_status file_time file_time_type file_type " +
  "filebuf filename filesystem filesystem_error fill fill_n filter filter_view find find_end " +
  "find_first_not_of find_first_of find_if find_if_not find_last_not_of find_last_of first " +
  "first_argument_type first_type fisher_f_distribution fixed flag_type flags flip " +
  "float_denorm_style float_round_style floatfield floating_point flush flush_emit fmtflags " +
  "follow_directory_symlink for_each for_each_n for_each_n_result for_each_result format " +
  "format_default format_first_only format_no_copy format_sed forward forward_as_tuple " +
  "forward_iterator forward_iterator_tag forward_list forward_range found fpos " +
  "fractional_width from_address from_bytes from_chars from_chars_result from_promise from_sys " +
  "from_time_t front front_insert_iterator front_inserter fstream fun function function_name " +
  "future future_already_retrieved future_category future_errc future_error future_status " +
  "gamma_distribution gbump gcd gcount general generate generate_canonical generate_header " +
  "generate_n generic_category generic_format generic_string generic_u16string " +
  "generic_u32string generic_u8string generic_wstring geometric_distribution get get_allocator " +
  "get_date get_default_resource get_deleter get_future get_id get_if get_money get_monthname " +
  "get_new_handler get_pointer_safety get_stop_source get_stop_token get_temporary_buffer " +
  "get_terminate get_time get_token get_unexpected get_weekday get_wrapped get_year getloc " +
  "gets giga global gnu good goodbit gps_clock gps_seconds gps_time gptr graph greater " +
  "greater_equal grep group_all group_exec group_read group_write gslice gslice_array " +
  "hard_link_count hardware_concurrency hardware_constructive_interference_size " +
  "hardware_destructive_interference_size has_denorm has_denorm_loss has_extension has_facet " +
  "has_filename has_infinity has_parent_path has_quiet_NaN has_relative_path " +
  "has_root_directory has_root_name has_root_path has_signaling_NaN has_single_bit has_stem " +
  "has_unique_object_representations has_unique_object_representations_v has_value " +
  "has_virtual_destructor has_virtual_destructor_v hash hash_code hash_function hash_value " +
  "hasher hecto hermite hermitef hermitel hex hexfloat hh_mm_ss high_resolution_clock " +
  "holds_alternative hours http icase id identity ifstream ignore illegal_byte_sequence imag " +
  "imbue imbue_event in in1 in2 in_avail in_found_result in_fun_result in_in_out_result " +
  "in_in_result in_out_out_result in_out_result in_place in_place_index in_place_index_t " +
  "in_place_t in_place_type in_place_type_t in_range includes inclusive_scan increment " +
  "incrementable incrementable_traits independent_bits_engine index index_sequence " +
  "index_sequence_for indirect_array indirect_binary_predicate indirect_equivalence_relation " +
  "indirect_result_t indirect_strict_weak_order indirect_unary_predicate indirectly_comparable " +
  "indirectly_copyable indirectly_copyable_storable indirectly_movable " +
  "indirectly_movable_storable indirectly_readable indirectly_readable_traits " +
  "indirectly_regular_unary_invocable indirectly_swappable indirectly_unary_invocable " +
  "indirectly_writable infinity init initialization_multiplier initializer_list " +
  "inner_allocator inner_allocator_type inner_product inplace_merge input_iterator " +
  "input_iterator_tag input_or_output_iterator input_range insert insert_after insert_iterator " +
  "insert_or_assign insert_return_type inserted inserter int_type integer_sequence integral " +
  "integral_constant intern_type internal intervals intl inv_pi inv_pi_v inv_sqrt3 inv_sqrt3_v " +
  "inv_sqrtpi inv_sqrtpi_v invalid_argument invocable invoke invoke_r invoke_result " +
  "invoke_result_t io_errc io_state ios ios_base iostate iostream iostream_category iota " +
  "iota_view is is_absolute is_abstract is_abstract_v is_aggregate is_aggregate_v " +
  "is_always_equal is_always_lock_free is_am is_arithmetic is_arithmetic_v is_array is_array_v " +
  "is_assignable is_assignable_v is_base_of is_base_of_v is_bind_expression " +
  "is_bind_expression_v is_block_file is_bounded is_bounded_array is_bounded_array_v " +
  "is_character_file is_class is_class_v is_clock is_clock_v is_compound is_compound_v " +
  "is_const is_const_v is_constant_evaluated is_constructible is_constructible_v " +
  "is_convertible is_convertible_v is_copy_assignable is_copy_assignable_v " +
  "is_copy_constructible is_copy_constructible_v is_corresponding_member " +
  "is_default_constructible is_default_constructible_v is_destructible is_destructible_v " +
  "is_directory is_empty is_empty_v is_enum is_enum_v is_eq is_equal is_error_code_enum " +
  "is_error_code_enum_v is_error_condition_enum is_error_condition_enum_v is_exact is_fifo " +
  "is_final is_final_v is_floating_point is_floating_point_v is_function is_function_v " +
  "is_fundamental is_fundamental_v is_gt is_gteq is_heap is_heap_until is_iec559 is_integer " +
  "is_integral is_integral_v is_invocable is_invocable_r is_invocable_r_v is_invocable_v " +
  "is_layout_compatible is_layout_compatible_v is_leap is_leap_second is_literal_type " +
  "is_literal_type_v is_lock_free is_lt is_lteq is_lvalue_reference is_lvalue_reference_v " +
  "is_member_function_pointer is_member_function_pointer_v is_member_object_pointer " +
  "is_member_object_pointer_v is_member_pointer is_member_pointer_v is_modulo " +
  "is_move_assignable is_move_assignable_v is_move_constructible is_move_constructible_v " +
  "is_negative is_neq is_nothrow_assignable is_nothrow_assignable_v is_nothrow_constructible " +
  "is_nothrow_constructible_v is_nothrow_convertible is_nothrow_convertible_v " +
  "is_nothrow_copy_assignable is_nothrow_copy_assignable_v is_nothrow_copy_constructible " +
  "is_nothrow_copy_constructible_v is_nothrow_default_constructible " +
  "is_nothrow_default_constructible_v is_nothrow_destructible is_nothrow_destructible_v " +
  "is_nothrow_invocable is_nothrow_invocable_r is_nothrow_invocable_r_v is_nothrow_invocable_v " +
  "is_nothrow_move_assignable is_nothrow_move_assignable_v is_nothrow_move_constructible " +
  "is_nothrow_move_constructible_v is_nothrow_swappable is_nothrow_swappable_v " +
  "is_nothrow_swappable_with is_nothrow_swappable_with_v is_null_pointer is_null_pointer_v " +
  "is_object is_object_v is_open is_other is_partitioned is_permutation is_placeholder " +
  "is_placeholder_v is_pm is_pod is_pod_v is_pointer is_pointer_interconvertible_base_of " +
  "is_pointer_interconvertible_base_of_v is_pointer_interconvertible_with_class is_pointer_v " +
  "is_polymorphic is_polymorphic_v is_reference is_reference_v is_regular_file is_relative " +
  "is_rvalue_reference is_rvalue_reference_v is_same is_same_v is_scalar is_scalar_v " +
  "is_scoped_enum is_scoped_enum_v is_signed is_signed_v is_socket is_sorted is_sorted_until " +
  "is_specialized is_standard_layout is_standard_layout_v is_steady is_swappable " +
  "is_swappable_v is_swappable_with is_swappable_with_v is_symlink is_transparent is_trivial " +
  "is_trivial_v is_trivially_assignable is_trivially_assignable_v is_trivially_constructible " +
  "is_trivially_constructible_v is_trivially_copy_assignable is_trivially_copy_assignable_v " +
  "is_trivially_copy_constructible is_trivially_copy_constructible_v is_trivially_copyable " +
  "is_trivially_copyable_v is_trivially_default_constructible " +
  "is_trivially_default_constructible_v is_trivially_destructible is_trivially_destructible_v " +
  "is_trivially_move_assignable is_trivially_move_assignable_v is_trivially_move_constructible " +
  "is_trivially_move_constructible_v is_unbounded_array is_unbounded_array_v is_union " +
  "is_union_v is_unsigned is_unsigned_v is_void is_void_v is_volatile is_volatile_v isctype " +
  "iso_encoding ispanstream istream istream_iterator istream_type istream_view " +
  "istreambuf_iterator istringstream iter iter_common_reference_t iter_difference_t iter_move " +
  "iter_reference_t iter_rvalue_reference_t iter_swap iter_type iter_value_t iterator " +
  "iterator_category iterator_concept iterator_t iterator_traits iterator_type iword join " +
  "join_view joinable jthread key key_comp key_compare key_eq key_equal key_type keys " +
  "keys_view kilo knuth_b laguerre laguerref laguerrel lambda largest_required_pool_block last " +
  "last_spec last_write_time latch launch launder lazy_split lazy_split_view lcm " +
  "leap_second_info left legendre legendref legendrel length length_error lerp less less_equal " +
  "lexically_normal lexically_proximate lexically_relative lexicographical_compare " +
  "lexicographical_compare_three_way likely line linear_congruential_engine list literals " +
  "little little_endian ln10 ln10_v ln2 ln2_v load load_factor local_days local_iterator " +
  "local_seconds local_t local_time locale locale_type lock lock_guard lock_shared log10e " +
  "log10e_v log2e log2e_v logic_error logical_and logical_not logical_or " +
  "lognormal_distribution long_lag lookup_classname lookup_collatename lower lower_bound " +
  "lowest lt make12 make24 make_any make_error_code make_error_condition make_exception_ptr " +
  "make_from_tuple make_heap make_index_sequence make_integer_sequence make_move_iterator " +
  "make_obj_using_allocator make_optional make_pair make_preferred make_ready_at_thread_exit " +
  "make_reverse_iterator make_shared make_shared_for_overwrite make_signed make_signed_t " +
  "make_tuple make_unique make_unique_for_overwrite make_unsigned make_unsigned_t map mapped " +
  "mapped_type mark_count mask mask_array mask_bits match_any match_continuous match_default " +
  "match_flag_type match_not_bol match_not_bow match_not_eol match_not_eow match_not_null " +
  "match_prev_avail match_results matched max max_blocks_per_chunk max_bucket_count " +
  "max_digits10 max_element max_exponent max_exponent10 max_length max_load_factor max_size " +
  "may_alias maybe_unused mbrtoc8 mdy mean mega mem_fn mem_fun mem_fun1_ref_t mem_fun1_t " +
  "mem_fun_ref mem_fun_ref_t mem_fun_t memory_resource merge merge_result mergeable " +
  "mersenne_twister_engine message messages messages_base messages_byname micro microseconds " +
  "midpoint milli milliseconds min min_element min_exponent min_exponent10 min_max_result " +
  "minmax minmax_element minmax_element_result minmax_result minstd_rand minstd_rand0 minus " +
  "minutes mismatch mismatch_result modulus monetary money_base money_get money_put moneypunct " +
  "moneypunct_byname monostate monotonic_buffer_resource month month_day month_day_last " +
  "month_weekday month_weekday_last months movable move move_backward move_backward_result " +
  "move_constructible move_if_noexcept move_iterator move_only_function move_result " +
  "move_sentinel mt19937 mt19937_64 multiline multimap multiplier multiplies multiset mutex " +
  "mutex_type name nano nanoseconds narrow native native_format native_handle " +
  "native_handle_type neg_format negate negation negation_v negative_binomial_distribution " +
  "nested_exception nested_ptr new_delete_resource new_handler new_object next " +
  "next_permutation next_permutation_result no_order no_state no_timeout no_unique_address " +
  "noboolalpha noconv node node_type nodiscard noemit_on_flush nofollow none none_of " +
  "noop_coroutine noop_coroutine_handle noop_coroutine_promise noreplace norm " +
  "normal_distribution noshowbase noshowpoint noshowpos noskipws nostopstate nostopstate_t " +
  "nosubs not1 not2 not_eof not_equal not_equal_to not_fn not_found nothrow nothrow_t " +
  "notify_all notify_all_at_thread_exit notify_one nounitbuf nouppercase now npos nth_element " +
  "null_memory_resource nullopt nullopt_t nullptr_t num num_get num_put numbers numeric " +
  "numeric_limits numpunct numpunct_byname oct off_type ofstream ok open open_mode openmode " +
  "operation_not_permitted operatord operatorh operatori operatorif operatoril operatormin " +
  "operatorms operatorns operators operatorsv operatorus operatory optimize optional options " +
  "or_else ospanstream ostr ostream ostream_iterator ostream_type ostreambuf_iterator " +
  "ostringstream osyncstream other others_all others_exec others_read others_write out out1 " +
  "out2 out_of_range outer_allocator outer_allocator_type output_iterator output_iterator_tag " +
  "output_range overflow overflow_error overwrite_existing owner_all owner_before owner_exec " +
  "owner_less owner_read owner_write owning_view owns_lock packaged_task pair param param_type " +
  "parent_path part partial partial_order partial_ordering partial_sort partial_sort_copy " +
  "partial_sort_copy_result partial_sum partition partition_copy partition_copy_result " +
  "partition_point path path1 path2 pattern pbackfail pbase pbump peek period perm_options " +
  "permissions perms permutable peta phi phi_v pi pi_v pico piecewise_constant_distribution " +
  "piecewise_construct piecewise_construct_t piecewise_linear_distribution placeholders plus " +
  "pmr pointer pointer_safety pointer_to pointer_to_binary_function pointer_to_unary_function " +
  "pointer_traits poisson_distribution polar polymorphic_allocator pool_options pop pop_back " +
  "pop_front pop_heap popcount pos_format pos_type position pptr precision pred predicate " +
  "preferred preferred_separator prefix prev prev_permutation prev_permutation_result print " +
  "priority_queue probabilities proj projected promise promise_already_satisfied promise_type " +
  "propagate_on_container_copy_assignment propagate_on_container_move_assignment " +
  "propagate_on_container_swap proximate ptr ptr_fun pubimbue pubseekoff pubseekpos pubsetbuf " +
  "pubsync punct push push_back push_front push_heap put put_money put_time putback pword " +
  "queue quiet_NaN quoted radix random_access_iterator random_access_iterator_tag " +
  "random_access_range random_device random_shuffle range range_difference_t range_error " +
  "range_reference_t range_rvalue_reference_t range_size_t range_value_t ranges rank rank_v " +
  "ranlux24 ranlux24_base ranlux48 ranlux48_base ratio ratio_add ratio_divide ratio_equal " +
  "ratio_equal_v ratio_greater ratio_greater_equal ratio_greater_equal_v ratio_greater_v " +
  "ratio_less ratio_less_equal ratio_less_equal_v ratio_less_v ratio_multiply ratio_not_equal " +
  "ratio_not_equal_v ratio_subtract raw_storage_iterator rbegin rdbuf rdstate read " +
  "read_symlink readsome ready real rebind rebind_alloc rebind_traits recursion_pending " +
  "recursive recursive_directory_iterator recursive_mutex recursive_timed_mutex reduce ref " +
  "ref_view reference reference_wrapper refresh regex regex_constants regex_iterator " +
  "regex_match regex_replace regex_search regex_token_iterator regex_traits regex_type " +
  "register_callback regular regular_invocable rehash reinterpret_pointer_cast rel_ops " +
  "relation relative relative_path relaxed release remove_all remove_all_extents " +
  "remove_all_extents_t remove_const remove_const_t remove_copy remove_copy_if " +
  "remove_copy_if_result remove_copy_result remove_cv remove_cv_t remove_cvref remove_cvref_t " +
  "remove_extent remove_extent_t remove_filename remove_if remove_pointer remove_pointer_t " +
  "remove_prefix remove_reference remove_reference_t remove_suffix remove_volatile " +
  "remove_volatile_t rend rep replace replace_copy replace_copy_if replace_copy_if_result " +
  "replace_copy_result replace_extension replace_filename replace_if request_stop " +
  "requested_size required_alignment res reserve reset resetiosflags resize " +
  "resize_and_overwrite resize_file resource resource_deadlock_would_occur " +
  "resource_unavailable_try_again result result_of result_of_t result_out_of_range result_type " +
  "resume ret rethrow_exception rethrow_if_nested rethrow_nested return_temporary_buffer " +
  "reverse reverse_copy reverse_copy_result reverse_iterator reverse_view rfind riemann_zeta " +
  "riemann_zetaf riemann_zetal right root_directory root_name root_path rotate rotate_copy " +
  "rotate_copy_result rotl rotr round_error round_indeterminate round_style round_to_nearest " +
  "round_toward_infinity round_toward_neg_infinity round_toward_zero runtime_error " +
  "rwlock_destroy rwlock_rdlock rwlock_tryrdlock rwlock_trywrlock rwlock_unlock rwlock_wrlock " +
  "same_as sample sbumpc scan_is scan_not scientific scoped_allocator_adaptor scoped_lock " +
  "search search_n second second_argument_type second_type seconds seed seed_seq seek_dir " +
  "seekdir seekg seekoff seekp seekpos select_on_container_copy_construction sem_destroy " +
  "sem_init sem_post sem_t sem_timedwait sem_trywait sem_wait semiregular sentinel_for " +
  "sentinel_t sentry seq_cst set set_default_resource set_difference set_difference_result " +
  "set_emit_on_sync set_exception set_exception_at_thread_exit set_gid set_intersection " +
  "set_intersection_result set_new_handler set_rdbuf set_symmetric_difference " +
  "set_symmetric_difference_result set_terminate set_uid set_unexpected set_union " +
  "set_union_result set_value set_value_at_thread_exit setbase setf setfill setg setiosflags " +
  "setp setprecision setw sgetc sgetn share shared_from_this shared_future shared_lock " +
  "shared_mutex shared_ptr shared_timed_mutex shift shift_left shift_right shift_size " +
  "short_lag showbase showmanyc showpoint showpos shrink_to_fit shuffle shuffle_order_engine " +
  "sign signaling_NaN signed_integral single single_view size size_bytes size_type sized " +
  "sized_range sized_sentinel_for skip_existing skip_permission_denied skip_symlinks skipws " +
  "sleep_for sleep_until slice slice_array smatch snextc socket sort sort_heap sortable " +
  "source_file source_line source_location space space_info span spanbuf spanstream sph_bessel " +
  "sph_besself sph_bessell sph_legendre sph_legendref sph_legendrel sph_neumann sph_neumannf " +
  "sph_neumannl splice splice_after split split_view sputbackc sputc sputn sqrt2 sqrt2_v sqrt3 " +
  "sqrt3_v sregex_iterator sregex_token_iterator ssize ssub_match stable_partition stable_sort " +
  "stack stacktrace stacktrace_entry start starts_with state state_size state_type " +
  "static_pointer_cast status status_known std stddev steady_clock stem sticky_bit stod stof " +
  "stoi stol stold stoll stop_callback stop_possible stop_requested stop_source stop_token " +
  "store stossc stoul stoull str stream streambuf streambuf_type streamoff streampos " +
  "streamsize strict strict_weak_order stride string string_literals string_type string_view " +
  "string_view_literals stringbuf stringstream strong_order strong_ordering " +
  "student_t_distribution sub_match subrange subrange_kind subseconds subspan substr " +
  "subtract_with_carry_engine suffix sum sungetc suspend_always suspend_never swap swap_ranges " +
  "swap_ranges_result swappable swappable_with symbol symlink symlink_status sync " +
  "sync_with_stdio syncbuf syncbuf_type synchronized_pool_resource syntax_option_type sys_days " +
  "sys_seconds sys_time syscall system_category system_clock system_error table table_size " +
  "tai_clock tai_seconds tai_time take take_view take_while take_while_view target target_type " +
  "tellg tellp temp_directory_path tempering_b tempering_c tempering_d tempering_l tempering_s " +
  "tempering_t tempering_u tera terminate terminate_handler test test_and_set that this_thread " +
  "thread three_way_comparable three_way_comparable_with throw_with_nested tie time_base " +
  "time_get time_get_byname time_point time_point_cast time_put time_put_byname " +
  "time_since_epoch timed_mutex timeout tinyness_before to_address to_array to_bytes " +
  "to_char_type to_chars to_chars_result to_duration to_int_type to_integer to_string to_sys " +
  "to_time_t to_ullong to_ulong to_underlying to_wstring top totally_ordered " +
  "totally_ordered_with traits_type transform transform_exclusive_scan " +
  "transform_inclusive_scan transform_primary transform_reduce transform_view translate " +
  "translate_nocase traps treat_as_floating_point treat_as_floating_point_v true_type truename " +
  "try_acquire try_acquire_for try_acquire_until try_emplace try_lock try_lock_for " +
  "try_lock_shared try_lock_shared_for try_lock_shared_until try_lock_until try_to_lock " +
  "try_to_lock_t try_wait tuple tuple_cat tuple_element tuple_element_t tuple_size " +
  "tuple_size_v type type_identity type_identity_t type_index type_info u16streampos u16string " +
  "u16string_view u32streampos u32string u32string_view u8path u8streampos u8string " +
  "u8string_view uflow unary_function unary_negate unary_transform_result uncaught_exception " +
  "uncaught_exceptions undeclare_no_pointers undeclare_reachable underflow underflow_error " +
  "underlying_type underlying_type_t unexpect unexpect_t unexpected unexpected_handler " +
  "unexpected_type unget uniform_int_distribution uniform_random_bit_generator " +
  "uniform_real_distribution uninitialized_construct_using_allocator uninitialized_copy " +
  "uninitialized_copy_n uninitialized_copy_n_result uninitialized_copy_result " +
  "uninitialized_default_construct uninitialized_default_construct_n uninitialized_fill " +
  "uninitialized_fill_n uninitialized_move uninitialized_move_n uninitialized_move_n_result " +
  "uninitialized_move_result uninitialized_value_construct uninitialized_value_construct_n " +
  "unique unique_copy unique_copy_result unique_lock unique_ptr unitbuf unknown unlikely " +
  "unlock unlock_shared unordered unordered_map unordered_multimap unordered_multiset " +
  "unordered_set unreachable unreachable_sentinel unreachable_sentinel_t unsetf unshift " +
  "unsigned_integral unsized unsynchronized_pool_resource unwrap_ref_decay unwrap_ref_decay_t " +
  "unwrap_reference unwrap_reference_t update_existing upper upper_bound uppercase " +
  "upstream_resource use_count use_facet used_block uses_allocator " +
  "uses_allocator_construction_args uses_allocator_v utc_clock utc_seconds utc_time valarray " +
  "valid value value_comp value_compare value_or value_t value_too_large value_type " +
  "valueless_by_exception values values_view variant variant_alternative variant_alternative_t " +
  "variant_npos variant_size variant_size_v vector view view_base view_interface " +
  "viewable_range views visit void_pointer void_t wait wait_for wait_until wbuffer_convert " +
  "wcerr wcin wclog wcmatch wcout wcregex_iterator wcregex_token_iterator wcsub_match " +
  "weak_from_this weak_order weak_ordering weak_ptr weak_type weakly_canonical " +
  "weakly_incrementable weekday weekday_indexed weekday_last weeks weibull_distribution " +
  "wfilebuf wfstream what wide_string widen width wifstream wios wiostream wispanstream " +
  "wistream wistream_view wistringstream wofstream word_size wospanstream wostream " +
  "wostringstream wosyncstream wregex write ws wsmatch wspanbuf wspanstream wsregex_iterator " +
  "wsregex_token_iterator wssub_match wstreambuf wstreampos wstring wstring_convert " +
  "wstring_view wstringbuf wstringstream wsyncbuf xalloc xdigit xor_mask xsgetn xsputn " +
  "xsputn_2 ydm year year_month year_month_day year_month_day_last year_month_weekday " +
  "year_month_weekday_last years yield ymd zero";
