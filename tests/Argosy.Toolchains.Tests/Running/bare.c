/* A program without a C library: prints the variable GREETING, or executes its argument's command. */
#if defined(__x86_64__)
enum { WRITE = 1, EXIT = 231 };
__asm__(".globl _start\n_start: mov %rsp, %rdi\n and $-16, %rsp\n call run\n");
static long call(long n, long a, const void *b, long c)
{
    __asm__ volatile("syscall" : "+a"(n) : "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return n;
}
#elif defined(__aarch64__)
enum { WRITE = 64, EXIT = 94 };
__asm__(".globl _start\n_start: mov x0, sp\n bl run\n");
static long call(long n, long a, const void *b, long c)
{
    register long x8 __asm__("x8") = n, x0 __asm__("x0") = a, x2 __asm__("x2") = c;
    register const void *x1 __asm__("x1") = b;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
}
#elif defined(__powerpc64__)
enum { WRITE = 4, EXIT = 234 };
__asm__(".globl _start\n_start: addis 2,12,.TOC.-_start@ha\n addi 2,2,.TOC.-_start@l\n"
        " mr 3,1\n stdu 1,-64(1)\n bl run\n nop\n");
static long call(long n, long a, const void *b, long c)
{
    register long r0 __asm__("r0") = n, r3 __asm__("r3") = a, r5 __asm__("r5") = c;
    register const void *r4 __asm__("r4") = b;
    __asm__ volatile("sc" : "+r"(r0), "+r"(r3), "+r"(r4), "+r"(r5) : : "cr0", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "memory");
    return r3;
}
#elif defined(__s390x__)
enum { WRITE = 4, EXIT = 248 };
__asm__(".globl _start\n_start: lgr %r2, %r15\n aghi %r15, -160\n brasl %r14, run\n");
static long call(long n, long a, const void *b, long c)
{
    register long r1 __asm__("r1") = n, r2 __asm__("r2") = a, r4 __asm__("r4") = c;
    register const void *r3 __asm__("r3") = b;
    __asm__ volatile("svc 0" : "+r"(r2) : "r"(r1), "r"(r3), "r"(r4) : "memory");
    return r2;
}
#endif

static long length(const char *text)
{
    long n = 0;
    while (text[n]) n++;
    return n;
}

static const char *after(const char *text, const char *prefix)
{
    while (*prefix) if (*text++ != *prefix++) return 0;
    return text;
}

/* The kernel's stack layout: argument count, arguments, 0, variables, 0. */
__attribute__((used)) void run(long *stack)
{
    char **arguments = (char **)(stack + 1), **variables = arguments + stack[0] + 1;
    const char *how = stack[0] > 1 ? arguments[1] : "";
    if (after(how, "crash")) *(volatile int *)16 = 1;
    if (after(how, "hang")) for (;;) __asm__ volatile("" ::: "memory");
    for (; *variables; variables++) {
        const char *greeting = after(*variables, "GREETING=");
        if (greeting) call(WRITE, 1, greeting, length(greeting));
    }
    call(EXIT, after(how, "fail") ? 3 : 0, 0, 0);
}
