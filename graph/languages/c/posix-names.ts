/** Names of the headers of POSIX, without the rarer constants. */
export const posixNames =
  "ACTION AF_INET AF_LOCAL AF_UNIX AF_UNSPEC AIO_ALLDONE AIO_CANCELED AIO_NOTCANCELED " +
  "AI_ADDRCONFIG AI_ALL AI_CANONNAME AI_NUMERICHOST AI_NUMERICSERV AI_PASSIVE AI_V4MAPPED " +
  "ALT_DIGITS AM_STR AREGTYPE AT_EACCESS AT_FDCWD AT_REMOVEDIR AT_SYMLINK_FOLLOW " +
  "AT_SYMLINK_NOFOLLOW B0 B1000000 B110 B115200 B1152000 B1200 B134 B150 B1500000 B1800 B19200 " +
  "B200 B2000000 B230400 B2400 B2500000 B300 B3000000 B3500000 B38400 B4000000 B460800 B4800 " +
  "B50 B500000 B57600 B576000 B600 B75 B921600 B9600 BLKTYPE BOOT_TIME BRKINT BS0 BS1 BSDLY " +
  "CHRTYPE CLOCAL CMSG_ALIGN CMSG_DATA CMSG_FIRSTHDR CMSG_LEN CMSG_NXTHDR CMSG_SPACE CODESET " +
  "CONTTYPE CR0 CR1 CR2 CR3 CRDLY CREAD CRNCYSTR CS5 CS6 CS7 CS8 CSIZE CSTOPB C_IRGRP C_IROTH " +
  "C_IRUSR C_ISBLK C_ISCHR C_ISCTG C_ISDIR C_ISFIFO C_ISGID C_ISLNK C_ISREG C_ISSOCK C_ISUID " +
  "C_ISVTX C_IWGRP C_IWOTH C_IWUSR C_IXGRP C_IXOTH C_IXUSR DEAD_PROCESS DIR DIRTYPE D_FMT " +
  "D_T_FMT ECHO ECHOE ECHOK ECHONL EMPTY ENTER ENTRY FD_CLOEXEC FD_CLR FD_ISSET FD_SET " +
  "FD_SETSIZE FD_ZERO FF0 FF1 FFDLY FIFOTYPE FIND FNM_NOESCAPE FNM_NOMATCH FNM_NOSYS " +
  "FNM_PATHNAME FNM_PERIOD FTW FTW_CHDIR FTW_D FTW_DEPTH FTW_DNR FTW_DP FTW_F FTW_MOUNT FTW_NS " +
  "FTW_PHYS FTW_SL FTW_SLN F_DUPFD F_DUPFD_CLOEXEC F_EXLCK F_GETFD F_GETFL F_GETLK F_GETLK64 " +
  "F_GETOWN F_LOCK F_OK F_RDLCK F_SETFD F_SETFL F_SETLK F_SETLK64 F_SETLKW F_SETLKW64 F_SETOWN " +
  "F_SHLCK F_TEST F_TLOCK F_ULOCK F_UNLCK F_WRLCK GCC GETALL GETNCNT GETPID GETVAL GETZCNT " +
  "GLOB_ABORTED GLOB_APPEND GLOB_DOOFFS GLOB_ERR GLOB_MARK GLOB_NOCHECK GLOB_NOESCAPE " +
  "GLOB_NOMATCH GLOB_NOSORT GLOB_NOSPACE GLOB_NOSYS GLOB_PERIOD HUPCL ICANON ICRNL IEXTEN " +
  "IF_NAMESIZE IGNBRK IGNCR IGNPAR IMAXBEL INADDR_ALLHOSTS_GROUP INADDR_ALLRTRS_GROUP " +
  "INADDR_ALLSNOOPERS_GROUP INADDR_ANY INADDR_BROADCAST INADDR_DUMMY INADDR_LOOPBACK " +
  "INADDR_MAX_LOCAL_GROUP INADDR_NONE INADDR_UNSPEC_GROUP INET6_ADDRSTRLEN INET_ADDRSTRLEN " +
  "INIT_PROCESS INLCR INPCK IN_BADCLASS IN_CLASSA IN_CLASSA_HOST IN_CLASSA_MAX IN_CLASSA_NET " +
  "IN_CLASSA_NSHIFT IN_CLASSB IN_CLASSB_HOST IN_CLASSB_MAX IN_CLASSB_NET IN_CLASSB_NSHIFT " +
  "IN_CLASSC IN_CLASSC_HOST IN_CLASSC_NET IN_CLASSC_NSHIFT IN_CLASSD IN_EXPERIMENTAL " +
  "IN_LOOPBACKNET IN_MULTICAST IPC_CREAT IPC_EXCL IPC_NOWAIT IPC_PRIVATE IPC_RMID IPC_SET " +
  "IPC_STAT ISIG ISTRIP ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL IUCLC IUTF8 IXANY IXOFF IXON " +
  "LIO_NOP LIO_NOWAIT LIO_READ LIO_WAIT LIO_WRITE LNKTYPE LOGIN_PROCESS LOG_ALERT LOG_AUTH " +
  "LOG_AUTHPRIV LOG_CONS LOG_CRIT LOG_CRON LOG_DAEMON LOG_DEBUG LOG_EMERG LOG_ERR LOG_FAC " +
  "LOG_FACMASK LOG_FTP LOG_INFO LOG_KERN LOG_LOCAL0 LOG_LOCAL1 LOG_LOCAL2 LOG_LOCAL3 " +
  "LOG_LOCAL4 LOG_LOCAL5 LOG_LOCAL6 LOG_LOCAL7 LOG_LPR LOG_MAIL LOG_MAKEPRI LOG_MASK " +
  "LOG_NDELAY LOG_NEWS LOG_NFACILITIES LOG_NOTICE LOG_NOWAIT LOG_ODELAY LOG_PERROR LOG_PID " +
  "LOG_PRI LOG_PRIMASK LOG_SYSLOG LOG_UPTO LOG_USER LOG_UUCP LOG_WARNING MAGIC MAP_FAILED " +
  "MAP_FIXED MAP_PRIVATE MAP_SHARED MCL_CURRENT MCL_FUTURE MCL_ONFAULT MM_APPL MM_CONSOLE " +
  "MM_ERROR MM_FIRM MM_HALT MM_HARD MM_INFO MM_NOCON MM_NOMSG MM_NOSEV MM_NOTOK MM_NRECOV " +
  "MM_NULLACT MM_NULLLBL MM_NULLMC MM_NULLSEV MM_NULLTAG MM_NULLTXT MM_OK MM_OPSYS MM_PRINT " +
  "MM_RECOVER MM_SOFT MM_UTIL MM_WARNING MS_ASYNC MS_INVALIDATE MS_SYNC NCCS NEW_TIME NL0 NL1 " +
  "NLDLY NL_CAT_LOCALE NL_SETD NOEXPR NOFLSH OCRNL OFDEL OFILL OLCUC OLD_TIME ONLCR ONLRET " +
  "ONOCR OPOST O_ACCMODE O_APPEND O_ASYNC O_CLOEXEC O_CREAT O_DIRECTORY O_DSYNC O_EXCL O_FSYNC " +
  "O_NDELAY O_NOCTTY O_NOFOLLOW O_NONBLOCK O_RDONLY O_RDWR O_RSYNC O_SYNC O_TRUNC O_WRONLY " +
  "PARENB PARMRK PARODD PF_INET PF_INET6 PF_UNIX PF_UNSPEC PM_STR POLLERR POLLHUP POLLIN " +
  "POLLNVAL POLLOUT POLLPRI POLLRDBAND POLLRDNORM POLLWRBAND POLLWRNORM POSIX_FADV_DONTNEED " +
  "POSIX_FADV_NOREUSE POSIX_FADV_NORMAL POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL " +
  "POSIX_FADV_WILLNEED POSIX_MADV_DONTNEED POSIX_MADV_NORMAL POSIX_MADV_RANDOM " +
  "POSIX_MADV_SEQUENTIAL POSIX_MADV_WILLNEED POSIX_SPAWN_RESETIDS POSIX_SPAWN_SETPGROUP " +
  "POSIX_SPAWN_SETSCHEDPARAM POSIX_SPAWN_SETSCHEDULER POSIX_SPAWN_SETSIGDEF " +
  "POSIX_SPAWN_SETSIGMASK PRIO_MAX PRIO_MIN PRIO_PGRP PRIO_PROCESS PRIO_USER PROT_EXEC " +
  "PROT_GROWSDOWN PROT_GROWSUP PROT_NONE PROT_READ PROT_WRITE PTHREAD_BARRIER_SERIAL_THREAD " +
  "PTHREAD_CANCELED PTHREAD_CANCEL_ASYNCHRONOUS PTHREAD_CANCEL_DEFERRED PTHREAD_CANCEL_DISABLE " +
  "PTHREAD_CANCEL_ENABLE PTHREAD_COND_INITIALIZER PTHREAD_CREATE_DETACHED " +
  "PTHREAD_CREATE_JOINABLE PTHREAD_EXPLICIT_SCHED PTHREAD_INHERIT_SCHED " +
  "PTHREAD_MUTEX_ADAPTIVE_NP PTHREAD_MUTEX_DEFAULT PTHREAD_MUTEX_ERRORCHECK " +
  "PTHREAD_MUTEX_ERRORCHECK_NP PTHREAD_MUTEX_INITIALIZER PTHREAD_MUTEX_NORMAL " +
  "PTHREAD_MUTEX_RECURSIVE PTHREAD_MUTEX_RECURSIVE_NP PTHREAD_MUTEX_ROBUST " +
  "PTHREAD_MUTEX_ROBUST_NP PTHREAD_MUTEX_STALLED PTHREAD_MUTEX_STALLED_NP " +
  "PTHREAD_MUTEX_TIMED_NP PTHREAD_ONCE_INIT PTHREAD_PRIO_INHERIT PTHREAD_PRIO_NONE " +
  "PTHREAD_PRIO_PROTECT PTHREAD_PROCESS_PRIVATE PTHREAD_PROCESS_SHARED " +
  "PTHREAD_RWLOCK_DEFAULT_NP PTHREAD_RWLOCK_INITIALIZER PTHREAD_RWLOCK_PREFER_READER_NP " +
  "PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP PTHREAD_RWLOCK_PREFER_WRITER_NP " +
  "PTHREAD_SCOPE_PROCESS PTHREAD_SCOPE_SYSTEM P_ALL P_PGID P_PID P_PIDFD RADIXCHAR REGTYPE " +
  "REG_BADBR REG_BADPAT REG_BADRPT REG_EBRACE REG_EBRACK REG_ECOLLATE REG_ECTYPE REG_EEND " +
  "REG_EESCAPE REG_ENOSYS REG_EPAREN REG_ERANGE REG_ERPAREN REG_ESIZE REG_ESPACE REG_ESUBREG " +
  "REG_EXTENDED REG_ICASE REG_NEWLINE REG_NOERROR REG_NOMATCH REG_NOSUB REG_NOTBOL REG_NOTEOL " +
  "REG_STARTEND RLIMIT_AS RLIMIT_CORE RLIMIT_CPU RLIMIT_DATA RLIMIT_FSIZE RLIMIT_LOCKS " +
  "RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_NLIMITS RLIMIT_NOFILE RLIMIT_NPROC " +
  "RLIMIT_OFILE RLIMIT_RSS RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_STACK " +
  "RLIM_INFINITY RLIM_NLIMITS RLIM_SAVED_CUR RLIM_SAVED_MAX RTLD_BINDING_MASK RTLD_DEEPBIND " +
  "RTLD_DEFAULT RTLD_GLOBAL RTLD_LAZY RTLD_LOCAL RTLD_NEXT RTLD_NODELETE RTLD_NOLOAD RTLD_NOW " +
  "R_OK SCHED_FIFO SCHED_OTHER SCHED_RR SEM_FAILED SEM_UNDO SETALL SETVAL SHMLBA SHM_EXEC " +
  "SHM_LOCK SHM_R SHM_RDONLY SHM_REMAP SHM_RND SHM_UNLOCK SHM_W SHUT_RD SHUT_RDWR SHUT_WR " +
  "SOCK_CLOEXEC SOCK_DCCP SOCK_DGRAM SOCK_NONBLOCK SOCK_PACKET SOCK_RAW SOCK_RDM " +
  "SOCK_SEQPACKET SOCK_STREAM SOMAXCONN SO_ACCEPTCONN SO_BROADCAST SO_DEBUG SO_DONTROUTE " +
  "SO_ERROR SO_KEEPALIVE SO_LINGER SO_OOBINLINE SO_RCVBUF SO_RCVLOWAT SO_RCVTIMEO SO_REUSEADDR " +
  "SO_SNDBUF SO_SNDLOWAT SO_SNDTIMEO SO_TIMESTAMP SO_TIMESTAMPING SO_TIMESTAMPNS SO_TYPE " +
  "STDERR_FILENO STDIN_FILENO STDOUT_FILENO SYMTYPE S_IFBLK S_IFCHR S_IFDIR S_IFIFO S_IFLNK " +
  "S_IFMT S_IFREG S_IFSOCK S_IRGRP S_IROTH S_IRUSR S_IRWXG S_IRWXO S_IRWXU S_ISBLK S_ISCHR " +
  "S_ISDIR S_ISFIFO S_ISGID S_ISLNK S_ISREG S_ISSOCK S_ISUID S_ISVTX S_IWGRP S_IWOTH S_IWUSR " +
  "S_IXGRP S_IXOTH S_IXUSR S_TYPEISMQ S_TYPEISSEM S_TYPEISSHM TAB0 TAB1 TAB2 TAB3 TABDLY " +
  "TCIFLUSH TCIOFF TCIOFLUSH TCION TCOFLUSH TCOOFF TCOON TCSADRAIN TCSAFLUSH TCSANOW TGEXEC " +
  "TGREAD TGWRITE THOUSEP TMAGIC TMAGLEN TOEXEC TOREAD TOSTOP TOWRITE TSGID TSUID TSVTX TUEXEC " +
  "TUREAD TUWRITE TVERSION TVERSLEN T_FMT T_FMT_AMPM UIO_MAXIOV UL_GETFSIZE UL_SETFSIZE " +
  "USER_PROCESS UTIME_NOW UTIME_OMIT VDISCARD VEOF VEOL VEOL2 VERASE VINTR VISIT VKILL VLNEXT " +
  "VMIN VQUIT VREPRINT VSTART VSTOP VSUSP VSWTC VT0 VT1 VTDLY VTIME VWERASE WRDE_APPEND " +
  "WRDE_BADCHAR WRDE_BADVAL WRDE_CMDSUB WRDE_DOOFFS WRDE_NOCMD WRDE_NOSPACE WRDE_NOSYS " +
  "WRDE_REUSE WRDE_SHOWERR WRDE_SYNTAX WRDE_UNDEF W_OK X_OK YESEXPR accept access actime " +
  "active_reg_t addrinfo ai_addr ai_addrlen ai_canonname ai_family ai_flags ai_next " +
  "ai_protocol ai_socktype aio_buf aio_cancel aio_error aio_fildes aio_fsync aio_lio_opcode " +
  "aio_nbytes aio_offset aio_read aio_reqprio aio_return aio_sigevent aio_suspend aio_write " +
  "aiocb alarm alphasort base basename bind c_cc c_cflag c_iflag c_ispeed c_lflag c_line " +
  "c_oflag c_ospeed catclose catgets catopen cc_t cfgetispeed cfgetospeed cfsetispeed " +
  "cfsetospeed cgid chdir chmod chown close closedir closelog cmsg_len cmsg_level cmsg_type " +
  "cmsghdr confstr connect cpu_set_t creat cuid d_fileno d_ino d_name d_off d_reclen d_type " +
  "data diagnostic dirent dirfd dirname dlclose dlerror dlopen dlsym dup dup2 endgrent " +
  "endhostent endnetent endorder endprotoent endpwent endservent endutxent entry events execl " +
  "execle execlp execv execve execvp f_bavail f_bfree f_blocks f_bsize f_favail f_ffree " +
  "f_files f_flag f_frsize f_fsid f_namemax faccessat fchdir fchmod fchmodat fchown fchownat " +
  "fcntl fd fd_set fdatasync fdopendir fds_bits fexecve ffs flag flock fmtmsg fnmatch fork " +
  "fpathconf freeaddrinfo fstat fstatat fstatvfs fsync ftok ftruncate ftw futimens " +
  "gai_strerror getaddrinfo getcwd getegid geteuid getgid getgrent getgrgid getgrgid_r " +
  "getgrnam getgrnam_r getgroups gethostbyaddr gethostbyname gethostent gethostid gethostname " +
  "getitimer getlogin getlogin_r getnameinfo getnetbyaddr getnetbyname getnetent getopt " +
  "getopt_long getopt_long_only getpeername getpgid getpgrp getpid getppid getpriority " +
  "getprotobyname getprotobynumber getprotoent getpwent getpwnam getpwnam_r getpwuid " +
  "getpwuid_r getrlimit getrusage getservbyname getservbyport getservent getsid getsockname " +
  "getsockopt gettimeofday getuid getutxent getutxid getutxline gid gl_closedir gl_flags " +
  "gl_lstat gl_offs gl_opendir gl_pathc gl_pathv gl_readdir gl_stat glob glob_t globfree " +
  "gr_gid gr_mem gr_name gr_passwd group h_addr_list h_addrtype h_aliases h_length h_name " +
  "has_arg hcreate hdestroy hostent hsearch htonl htons iconv iconv_close iconv_open iconv_t " +
  "idtype_t if_freenameindex if_index if_indextoname if_name if_nameindex if_nametoindex " +
  "ignored in6_addr in6addr_any in6addr_loopback in_addr in_addr_t in_port_t inet_addr " +
  "inet_lnaof inet_makeaddr inet_netof inet_network inet_ntoa inet_ntop inet_pton insque " +
  "iov_base iov_len iovec ipc_perm ipv6_mreq ipv6mr_interface ipv6mr_multiaddr isatty " +
  "itimerval key l_len l_linger l_onoff l_pid l_start l_type l_whence lchown leaf level lfind " +
  "linger link linkat lio_listio listen lockf lsearch lseek lstat machine mkdir mkdirat mkfifo " +
  "mkfifoat mknod mknodat mlock mlockall mmap mode modtime mprotect mq_attr mq_close " +
  "mq_curmsgs mq_flags mq_getattr mq_maxmsg mq_msgsize mq_notify mq_open mq_receive mq_send " +
  "mq_setattr mq_timedreceive mq_timedsend mq_unlink mqd_t msg_control msg_controllen " +
  "msg_ctime msg_flags msg_iov msg_iovlen msg_lrpid msg_lspid msg_name msg_namelen msg_perm " +
  "msg_qbytes msg_qnum msg_rtime msg_stime msgctl msgget msghdr msglen_t msgqnum_t msgrcv " +
  "msgsnd msqid_ds msync munlock munlockall munmap n_addrtype n_aliases n_name n_net name " +
  "netent nfds_t nftw nice nl_catd nl_item nl_langinfo nl_langinfo_l no_argument nodename " +
  "ntohl ntohs open openat opendir openlog optarg opterr optind option optional_argument " +
  "optopt p_aliases p_name p_proto passwd pathconf pause pipe poll pollfd pop posix_fadvise " +
  "posix_fallocate posix_madvise posix_spawn posix_spawn_file_actions_addclose " +
  "posix_spawn_file_actions_adddup2 posix_spawn_file_actions_addopen " +
  "posix_spawn_file_actions_destroy posix_spawn_file_actions_init posix_spawn_file_actions_t " +
  "posix_spawnattr_destroy posix_spawnattr_getflags posix_spawnattr_getpgroup " +
  "posix_spawnattr_getschedparam posix_spawnattr_getschedpolicy posix_spawnattr_getsigdefault " +
  "posix_spawnattr_getsigmask posix_spawnattr_init posix_spawnattr_setflags " +
  "posix_spawnattr_setpgroup posix_spawnattr_setschedparam posix_spawnattr_setschedpolicy " +
  "posix_spawnattr_setsigdefault posix_spawnattr_setsigmask posix_spawnattr_t posix_spawnp " +
  "postorder pragma pread preorder protoent pselect pthread_atfork pthread_attr_destroy " +
  "pthread_attr_getdetachstate pthread_attr_getguardsize pthread_attr_getinheritsched " +
  "pthread_attr_getschedparam pthread_attr_getschedpolicy pthread_attr_getscope " +
  "pthread_attr_getstack pthread_attr_getstackaddr pthread_attr_getstacksize pthread_attr_init " +
  "pthread_attr_setdetachstate pthread_attr_setguardsize pthread_attr_setinheritsched " +
  "pthread_attr_setschedparam pthread_attr_setschedpolicy pthread_attr_setscope " +
  "pthread_attr_setstack pthread_attr_setstackaddr pthread_attr_setstacksize " +
  "pthread_barrier_destroy pthread_barrier_init pthread_barrier_wait " +
  "pthread_barrierattr_destroy pthread_barrierattr_getpshared pthread_barrierattr_init " +
  "pthread_barrierattr_setpshared pthread_cancel pthread_cleanup_pop pthread_cleanup_push " +
  "pthread_cond_broadcast pthread_cond_destroy pthread_cond_init pthread_cond_signal " +
  "pthread_cond_timedwait pthread_cond_wait pthread_condattr_destroy pthread_condattr_getclock " +
  "pthread_condattr_getpshared pthread_condattr_init pthread_condattr_setclock " +
  "pthread_condattr_setpshared pthread_create pthread_detach pthread_equal pthread_exit " +
  "pthread_getconcurrency pthread_getcpuclockid pthread_getschedparam pthread_getspecific " +
  "pthread_join pthread_key_create pthread_key_delete pthread_mutex_consistent " +
  "pthread_mutex_destroy pthread_mutex_getprioceiling pthread_mutex_init pthread_mutex_lock " +
  "pthread_mutex_setprioceiling pthread_mutex_timedlock pthread_mutex_trylock " +
  "pthread_mutex_unlock pthread_mutexattr_destroy pthread_mutexattr_getprioceiling " +
  "pthread_mutexattr_getprotocol pthread_mutexattr_getpshared pthread_mutexattr_getrobust " +
  "pthread_mutexattr_gettype pthread_mutexattr_init pthread_mutexattr_setprioceiling " +
  "pthread_mutexattr_setprotocol pthread_mutexattr_setpshared pthread_mutexattr_setrobust " +
  "pthread_mutexattr_settype pthread_once pthread_rwlock_destroy pthread_rwlock_init " +
  "pthread_rwlock_rdlock pthread_rwlock_timedrdlock pthread_rwlock_timedwrlock " +
  "pthread_rwlock_tryrdlock pthread_rwlock_trywrlock pthread_rwlock_unlock " +
  "pthread_rwlock_wrlock pthread_rwlockattr_destroy pthread_rwlockattr_getkind_np " +
  "pthread_rwlockattr_getpshared pthread_rwlockattr_init pthread_rwlockattr_setkind_np " +
  "pthread_rwlockattr_setpshared pthread_self pthread_setcancelstate pthread_setcanceltype " +
  "pthread_setconcurrency pthread_setschedparam pthread_setschedprio pthread_setspecific " +
  "pthread_spin_destroy pthread_spin_init pthread_spin_lock pthread_spin_trylock " +
  "pthread_spin_unlock pthread_testcancel push pututxline pw_dir pw_gecos pw_gid pw_name " +
  "pw_passwd pw_shell pw_uid pwrite re_dfa_t re_nsub re_pattern_buffer re_syntax_options read " +
  "readdir readdir_r readlink readlinkat readv recv recvfrom recvmsg reg_errcode_t " +
  "reg_syntax_t regcomp regerror regex_t regexec regfree regmatch_t regoff_t release remque " +
  "required_argument revents rewinddir rlim_cur rlim_max rlim_t rlimit rm_eo rm_so rmdir " +
  "ru_idrss ru_inblock ru_isrss ru_ixrss ru_majflt ru_maxrss ru_minflt ru_msgrcv ru_msgsnd " +
  "ru_nivcsw ru_nsignals ru_nswap ru_nvcsw ru_oublock ru_stime ru_utime rusage s6_addr s_addr " +
  "s_aliases s_name s_port s_proto s_reg_t sa_data sa_family sa_family_t scandir " +
  "sched_get_priority_max sched_get_priority_min sched_getparam sched_getscheduler sched_param " +
  "sched_priority sched_rr_get_interval sched_setparam sched_setscheduler sched_yield seekdir " +
  "select sem_close sem_ctime sem_destroy sem_flg sem_getvalue sem_init sem_nsems sem_num " +
  "sem_op sem_open sem_otime sem_perm sem_post sem_t sem_timedwait sem_trywait sem_unlink " +
  "sem_wait sembuf semctl semget semid_ds semop send sendmsg sendto servent setegid seteuid " +
  "setgid setgrent sethostent setitimer setlogmask setnetent setpgid setpgrp setpriority " +
  "setprotoent setpwent setregid setreuid setrlimit setservent setsid setsockopt setuid " +
  "setutxent shm_atime shm_cpid shm_ctime shm_dtime shm_lpid shm_nattch shm_open shm_perm " +
  "shm_segsz shm_unlink shmat shmatt_t shmctl shmdt shmget shmid_ds shutdown sin6_addr " +
  "sin6_family sin6_flowinfo sin6_port sin6_scope_id sin_addr sin_family sin_port sin_zero " +
  "sleep sockaddr sockaddr_in sockaddr_in6 sockaddr_storage sockaddr_un sockatmark socket " +
  "socketpair socklen_t speed_t ss_family st_atim st_atime st_blksize st_blocks st_ctim " +
  "st_ctime st_dev st_gid st_ino st_mode st_mtim st_mtime st_nlink st_rdev st_size st_uid stat " +
  "statvfs strcasecmp strcasecmp_l strfmon strfmon_l strncasecmp strncasecmp_l sun_family " +
  "sun_path swab symlink symlinkat sync sysconf syslog sysname tcdrain tcflag_t tcflow tcflush " +
  "tcgetattr tcgetpgrp tcgetsid tcsendbreak tcsetattr tcsetpgrp tdelete telldir termios tfind " +
  "times timeval tms tms_cstime tms_cutime tms_stime tms_utime truncate tsearch ttyname " +
  "ttyname_r tv_usec twalk uid ulimit umask uname unlink unlinkat ut_addr_v6 ut_exit ut_host " +
  "ut_id ut_line ut_pid ut_session ut_tv ut_type ut_user utimbuf utime utimensat utimes utmpx " +
  "utsname val version wait waitid waitpid we_offs we_wordc we_wordv wordexp wordexp_t " +
  "wordfree write writev";
