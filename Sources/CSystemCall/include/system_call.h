#ifndef SYSTEM_CALL_H
#define SYSTEM_CALL_H

/* The one thing that Swift can't do itself: call the C library's variadic `syscall`. */
long system_call(long number, long first, long second, long third, long fourth, long fifth);

/* The numbers that differ between processors. */
long system_call_add_key(void);
long system_call_keyctl(void);
long system_call_prctl(void);
long system_call_renameat2(void);

#endif
